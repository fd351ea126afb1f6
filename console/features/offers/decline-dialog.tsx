import { Button } from '../../components/button.js';
import { Dialog } from '../../components/dialog.js';
import { useT } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { declineReasons } from '../../../shared/domain/states.js';
import type { OfferView } from '../../../shared/views/routing.js';

/** Declining needs a reason; one press gives it. */
export const DeclineDialog = ({ offer, onClose }: { offer: OfferView; onClose: () => void }) => {
  const t = useT();
  const { commands } = useLive();
  return (
    <Dialog title={t('decline.title')} isOpen onClose={onClose}>
      <p className="quiet">{t('decline.explain')}</p>
      <div className="decline-reasons">
        {declineReasons.map((reason, index) => (
          <Button
            key={reason}
            autoFocus={index === 0}
            onPress={() => {
              onClose();
              void commands.declineOffer(offer, reason);
            }}
          >
            {t(`decline.reason.${reason}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
};
