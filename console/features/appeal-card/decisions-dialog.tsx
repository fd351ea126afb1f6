import { Dialog } from '../../components/dialog.js';
import { Skeleton } from '../../components/empty.js';
import { useT } from '../../components/translation.js';
import { useDecisions } from '../../live/queries.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { DecisionCard } from './decision-card.js';

/** Every offer of a chat, the newest first: who was asked, who was not, and why. */
export const DecisionsDialog = ({
  view,
  onClose,
}: {
  view: StaffSessionView;
  onClose: () => void;
}) => {
  const t = useT();
  const decisions = useDecisions(view.sessionId);
  const list = decisions.data?.toReversed() ?? [];
  return (
    <Dialog title={t('decision.title')} size="wide" isOpen onClose={onClose}>
      <div className="decisions">
        {decisions.isPending && <Skeleton rows={3} label={t('common.loading')} />}
        {decisions.isError && <p className="quiet">{t('decision.failed')}</p>}
        {decisions.isSuccess && list.length === 0 && <p className="quiet">{t('decision.none')}</p>}
        {list.map((decision) => (
          <DecisionCard key={decision.offerId} decision={decision} />
        ))}
      </div>
    </Dialog>
  );
};
