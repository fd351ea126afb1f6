import { useEffect, useRef, useState } from 'react';
import { useT } from '../../components/translation.js';
import { useDesk, useLive } from '../../live/live-context.js';
import type { OfferView } from '../../../shared/views/routing.js';
import { usePlace } from '../shell/place.js';
import { useShortcuts } from '../shell/shortcuts.js';
import { DeclineDialog } from './decline-dialog.js';
import { OfferCard } from './offer-card.js';

/** An escalation before all else, then whichever was there first. */
const compareOffers = (left: OfferView, right: OfferView): number =>
  Number(right.purpose === 'escalation') - Number(left.purpose === 'escalation');

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
  const sorted = [...offers].sort((left, right) => compareOffers(left.offer, right.offer));
  const first = sorted.find((shown) => !shown.ended && !shown.isAnswering)?.offer;

  const accept = async (offer: OfferView) => {
    if (await commands.acceptOffer(offer)) go({ list: 'chats', sessionId: offer.sessionId });
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
      {declining && <DeclineDialog offer={declining} onClose={() => setDeclining(null)} />}
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
