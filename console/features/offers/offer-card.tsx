import { WaitingAge } from '../../components/age.js';
import { Button } from '../../components/button.js';
import { Countdown, Drain, offerTotalMs } from '../../components/countdown.js';
import { useTranslator } from '../../components/translation.js';
import type { ShownOffer } from '../../live/desk-store.js';
import { useDesk } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import type { CallBriefView, OfferView } from '../../../shared/views/routing.js';
import { shortcuts } from '../shell/shortcuts.js';

export interface OfferCardProps {
  shown: ShownOffer;
  /** The one the key accepts. */
  isFirst: boolean;
  onAccept: () => void;
  onDecline: () => void;
}

/** What a senior has to know before they answer: how far it has come, who writes, what was tried. */
const CallBrief = ({ brief }: { brief: CallBriefView }) => {
  const { t } = useTranslator();
  const { files, identityStep, lastAnswer, ownerName, stage, summary } = brief;
  const tried = summary ?? lastAnswer;
  return (
    <>
      <p className="offer-facts">
        <span>{t('offer.brief.stage', { stage: t(`stage.${stage}`) })}</span>
        <span>{t('offer.brief.identity', { identity: t(`identity.step.${identityStep}`) })}</span>
        <span>{t('offer.brief.files', { count: files })}</span>
      </p>
      {tried !== undefined && (
        <p className={summary === undefined ? 'offer-text is-answer' : 'offer-note'}>
          <b>
            {ownerName ?? t(summary === undefined ? 'offer.brief.answer' : 'offer.brief.summary')}
            :{' '}
          </b>
          {tried}
        </p>
      )}
    </>
  );
};

/** What the list knows of an offered chat: that it is a call to make, or that nobody waits in it. */
const OfferWait = ({ sessionId }: Pick<OfferView, 'sessionId'>) => {
  const { t } = useTranslator();
  const row = useDesk(({ rows }) => rows.get(sessionId));
  if (row?.callback?.isDue) return <b>{t('list.callDue')}</b>;
  return row?.isLater ? <span>{t('list.later')}</span> : null;
};

const OfferFacts = ({ offer }: { offer: OfferView }) => {
  const { t, time } = useTranslator();
  const pools = usePools();
  const pool = pools.find((known) => known.poolId === offer.poolId)?.title;
  return (
    <>
      <p className="offer-facts">
        {pool !== undefined && <span>{pool}</span>}
        <span>
          <WaitingAge since={offer.waitingSince} />
        </span>
        <OfferWait sessionId={offer.sessionId} />
        {offer.priority !== 'normal' && (
          <span className={`priority is-${offer.priority}`}>{t(`priority.${offer.priority}`)}</span>
        )}
      </p>
      {offer.escalation && (
        <p className="offer-promise">
          {t(`offer.calledBy.${offer.escalation.openedBy}`)}{' '}
          {t('escalation.promise', { time: time(offer.escalation.deadlineAt) })}
        </p>
      )}
      {offer.firstText !== undefined && <p className="offer-text">{offer.firstText}</p>}
      {offer.brief && <CallBrief brief={offer.brief} />}
      {offer.transferNote !== undefined && (
        <p className="offer-note">
          {offer.transferFromName !== undefined && <b>{offer.transferFromName}: </b>}
          {offer.transferNote}
        </p>
      )}
    </>
  );
};

/** Why a card that was here is gone. */
const EndedLine = ({ shown }: { shown: ShownOffer }) => {
  const { t } = useTranslator();
  const { ended } = shown;
  if (!ended) return null;
  const text =
    ended.byName === undefined
      ? t(`offer.ended.${ended.outcome}`)
      : t('offer.ended.taken', { name: ended.byName });
  return <p className="offer-ended">{text}</p>;
};

/** One offer: theme, age, first words, the time left, and the two answers. */
export const OfferCard = ({ shown, isFirst, onAccept, onDecline }: OfferCardProps) => {
  const { t } = useTranslator();
  const { offer, ended, isAnswering } = shown;
  const isEscalation = offer.purpose === 'escalation';
  const type = offer.requestType === undefined ? t('type.unknown') : t(`type.${offer.requestType}`);
  const totalMs = offerTotalMs(offer.purpose);
  return (
    <article
      className={`offer${isEscalation ? ' is-escalation' : ''}${ended ? ' is-ended' : ''}`}
      aria-label={`${t(`offer.title.${offer.purpose}`)}: ${type}`}
    >
      {!ended && (
        <Drain
          endsAt={offer.expiresAt}
          totalMs={totalMs}
          direction="row"
          tone={isEscalation ? 'escalation' : 'offer'}
        />
      )}
      <header className="offer-head">
        <span className="offer-purpose">{t(`offer.title.${offer.purpose}`)}</span>
        {!ended && (
          <Countdown endsAt={offer.expiresAt} totalMs={totalMs} label={t('offer.timeLeft')} />
        )}
      </header>
      <h3 className="offer-type">{type}</h3>
      {ended ? <EndedLine shown={shown} /> : <OfferFacts offer={offer} />}
      {!ended && (
        <div className="offer-actions">
          <Button
            tone={isEscalation ? 'escalation' : 'primary'}
            isDisabled={isAnswering}
            onPress={onAccept}
            {...(isFirst ? { shortcut: shortcuts.acceptOffer.shown } : {})}
          >
            {t('offer.accept')}
          </Button>
          <Button tone="quiet" isDisabled={isAnswering} onPress={onDecline}>
            {t('offer.decline')}
          </Button>
        </div>
      )}
    </article>
  );
};
