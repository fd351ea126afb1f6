import { formatPercent } from '../../components/formats.js';
import { useTranslator, type MessageKey } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { usePools } from '../../live/queries.js';
import type { Translator } from '../../../shared/i18n/translator.js';
import type { PoolView } from '../../../shared/views/routing.js';
import type { MarkEvent } from './timeline.js';

interface MarkTools {
  translator: Translator<MessageKey>;
  pools: readonly PoolView[];
  nowMs: number;
}

const describeTalk = (event: MarkEvent, { translator, nowMs }: MarkTools): string | null => {
  const { t, moment } = translator;
  switch (event.kind) {
    case 'closing.proposed':
      return t(`mark.closing.${event.body.outcome}`, { name: event.body.operatorName });
    case 'closing.refused':
      return t('mark.closingRefused');
    case 'session.closed':
      return t(`mark.closed.${event.body.reason}`);
    case 'session.reopened':
      return t('mark.reopened');
    case 'rating.given':
      return [t('mark.rating', { score: event.body.score }), event.body.comment]
        .filter((part) => part !== undefined && part !== '')
        .join(' ');
    case 'recording.destroyed':
      return t('mark.destroyed');
    case 'silence.reminded':
      return t('mark.reminded');
    case 'silence.seat_freed':
      return t('mark.seatFreed');
    case 'consent.given':
      return t('mark.unrecorded');
    case 'details.given':
      return t('mark.details', {
        details: [event.body.name, event.body.contact].filter(Boolean).join(', '),
      });
    case 'identity.requested':
      return t('mark.identityRequested');
    case 'identity.checked':
      if (event.body.isMatched) return t(`mark.identity.${event.body.document}`);
      return event.body.blockedUntil === undefined
        ? t('mark.identityFailed', { count: event.body.attemptsLeft })
        : t('mark.identityBlocked', { until: moment(event.body.blockedUntil, nowMs) });
    default:
      return null;
  }
};

/** Waiting otherwise than in the chat: an answer that is read later, a call. */
const describeWaiting = (event: MarkEvent, { translator, nowMs }: MarkTools): string | null => {
  const { t, moment } = translator;
  switch (event.kind) {
    case 'wait.changed':
      return event.body.mode === 'live'
        ? t('mark.waitsAgain')
        : t(`mark.leftForLater.${event.body.by}`);
    case 'callback.booked':
      return t('mark.callBooked', { moment: moment(event.body.callAt, nowMs) });
    case 'callback.due':
      return event.body.attempt === 1
        ? t('mark.callDue')
        : t('mark.callDueAgain', { attempt: event.body.attempt });
    case 'callback.tried':
      if (event.body.isReached) return t('mark.callReached');
      return event.body.nextAt === undefined
        ? t('mark.callGivenUp')
        : t('mark.callMissed', { moment: moment(event.body.nextAt, nowMs) });
    case 'callback.cancelled':
      return t('mark.callCancelled');
    default:
      return null;
  }
};

const describeRoute = (event: MarkEvent, { translator, pools, nowMs }: MarkTools): string => {
  const { t, moment, locale } = translator;
  const poolTitle = (poolId: string) =>
    pools.find((pool) => pool.poolId === poolId)?.title ?? t('pool.other');
  switch (event.kind) {
    case 'classification.made':
      return event.body.decidedBy === 'model'
        ? t('mark.classified', {
            type: t(`type.${event.body.requestType}`),
            confidence: formatPercent(event.body.confidence, locale),
          })
        : t(`mark.corrected.${event.body.decidedBy}`, {
            type: t(`type.${event.body.requestType}`),
          });
    case 'session.queued':
      return t(`mark.queued.${event.body.reason}`, { pool: poolTitle(event.body.poolId) });
    case 'session.overflowed':
      return t(`mark.overflowed.${event.body.reason}`, { pool: poolTitle(event.body.poolId) });
    case 'offer.ended':
      return event.body.reason === undefined
        ? t('mark.declined')
        : `${t('mark.declined')}: ${t(`decline.reason.${event.body.reason}`)}`;
    case 'operator.joined':
      return t(event.body.tier === 'senior' ? 'mark.seniorJoined' : 'mark.joined', {
        name: event.body.operatorName,
      });
    case 'operator.left':
      return t(`mark.left.${event.body.reason}`, { name: event.body.operatorName });
    case 'transfer.requested':
      return t('mark.transfer', { pool: poolTitle(event.body.target.poolId) });
    case 'transfer.ended':
      return t(`mark.transferEnded.${event.body.outcome}`);
    case 'escalation.opened':
      return t(`mark.escalation.${event.body.openedBy}`, {
        time: translator.time(event.body.deadlineAt),
      });
    case 'escalation.stepped':
      return t(`escalation.step.${event.body.step}`);
    case 'escalation.ended':
      return event.body.callbackAt === undefined
        ? t(`mark.escalationEnded.${event.body.outcome}`)
        : t('mark.callback', { moment: moment(event.body.callbackAt, nowMs) });
    case 'escalation.handed_over':
      return t('mark.handedOver', { name: event.body.fromOperatorName });
    case 'incident.joined':
      return t(`mark.incident.${event.body.how}`);
    case 'incident.left':
      return t('mark.incidentLeft');
    default:
      return '';
  }
};

/** What a line of the log says, in the reader’s language. */
export const useMarkText = (event: MarkEvent): string => {
  const translator = useTranslator();
  const pools = usePools();
  const { clock } = useLive();
  const tools = { translator, pools, nowMs: clock.now() };
  return describeTalk(event, tools) ?? describeWaiting(event, tools) ?? describeRoute(event, tools);
};
