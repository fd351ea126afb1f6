import { useEffect, useRef, useState } from 'react';
import { useT } from '../../components/translation.js';
import type { ShownOffer } from '../../live/desk-store.js';
import { useDesk, useLive } from '../../live/live-context.js';
import type { OfferView } from '../../../shared/views/routing.js';
import { usePlace } from '../shell/place.js';
import { isDialogOpen, useShortcuts } from '../shell/shortcuts.js';
import { DeclineDialog } from './decline-dialog.js';
import { OfferCard } from './offer-card.js';

/** An escalation before all else, then whichever ends first; what has ended is last. */
const compareOffers = (left: ShownOffer, right: ShownOffer): number =>
  Number(left.ended !== undefined) - Number(right.ended !== undefined) ||
  Number(right.offer.purpose === 'escalation') - Number(left.offer.purpose === 'escalation') ||
  Date.parse(left.offer.expiresAt) - Date.parse(right.offer.expiresAt);

/**
 * What is offered, over the foot of the list. It takes no focus, so nobody's sentence goes astray; a key accepts the
 * first. It stays reachable above an open dialog.
 */
export const OfferStack = () => {
  const t = useT();
  const { commands } = useLive();
  const [, go] = usePlace();
  const offers = useDesk((state) => state.offers);
  const [declining, setDeclining] = useState<OfferView | null>(null);
  const sorted = [...offers].sort(compareOffers);
  const first = sorted.find((shown) => !shown.ended && !shown.isAnswering)?.offer;

  const isOffered = offers.some(
    (shown) => !shown.ended && shown.offer.offerId === declining?.offerId,
  );

  const accept = async (offer: OfferView) => {
    if (!(await commands.acceptOffer(offer))) return;
    // Words in an open dialog would go with the conversation beneath it.
    if (!isDialogOpen()) go({ list: 'chats', sessionId: offer.sessionId });
  };
  useShortcuts({
    acceptOffer: () => first && void accept(first),
    declineOffer: () => first && setDeclining(first),
  });

  return (
    <div data-react-aria-top-layer="true">
      <section className="offers" aria-label={t('offer.region')}>
        {sorted.map((shown) => (
          <OfferCard
            key={shown.offer.offerId}
            shown={shown}
            isFirst={shown.offer === first}
            onAccept={() => void accept(shown.offer)}
            onDecline={() => setDeclining(shown.offer)}
          />
        ))}
      </section>
      <OfferAnnouncer offer={first} />
      {declining && isOffered && (
        <DeclineDialog offer={declining} onClose={() => setDeclining(null)} />
      )}
    </div>
  );
};

/** Says once what came, for those who cannot see the card. */
const OfferAnnouncer = ({ offer }: { offer: OfferView | undefined }) => {
  const t = useT();
  const said = useRef<string | undefined>(undefined);
  const [text, setText] = useState('');
  useEffect(() => {
    if (offer === undefined || said.current === offer.offerId) return;
    said.current = offer.offerId;
    const type =
      offer.requestType === undefined ? t('type.unknown') : t(`type.${offer.requestType}`);
    setText(`${t(`offer.title.${offer.purpose}`)}: ${type}. ${t('offer.howToAccept')}`);
  }, [offer, t]);
  return (
    <p className="only-heard" role="alert">
      {text}
    </p>
  );
};
