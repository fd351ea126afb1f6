import type { Params, Translator } from '../../shared/i18n/translator.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { TextKey } from './texts.js';

export type LineTone = 'plain' | 'escalation' | 'success' | 'warning';

/** What happened, in one sentence, between the messages. */
export interface Line {
  key: TextKey;
  params?: Params;
  tone: LineTone;
}

type Event<K extends CitizenEventView['kind']> = Extract<CitizenEventView, { kind: K }>;
type Describe<K extends CitizenEventView['kind']> = (
  body: Event<K>['body'],
  translator: Translator<TextKey>,
  at: string,
) => Line | null;

const plain = (key: TextKey, params?: Params): Line => ({
  key,
  tone: 'plain',
  ...(params && { params }),
});
const violet = (key: TextKey, params?: Params): Line => ({
  ...plain(key, params),
  tone: 'escalation',
});

const queuedKeys: Partial<Record<Event<'session.queued'>['body']['reason'], TextKey>> = {
  operator_vanished: 'line.queued.operator_vanished',
  citizen_returned: 'line.queued.citizen_returned',
  not_solved: 'line.queued.not_solved',
  reopened: 'line.queued.reopened',
  transferred: 'line.queued.transferred',
  callback_due: 'line.queued.callback_due',
  back_to_place: 'line.queued.back_to_place',
};

/** Kinds without an entry say nothing: another event, a card or a message tells it. */
const describers: { [K in CitizenEventView['kind']]?: Describe<K> } = {
  'consent.given': (body) =>
    body.purpose === 'recording' && !body.isGiven ? plain('line.recorded_off') : null,
  'classification.made': (body, translator) => {
    const type = translator.find(`type.${body.requestType}`);
    return body.isDecided && type !== null ? plain('line.classified', { type }) : null;
  },
  'session.queued': (body) => {
    const key = queuedKeys[body.reason];
    return key ? plain(key) : null;
  },
  'wait.changed': ({ by, mode }) =>
    plain(mode === 'live' ? 'line.wait.live' : `line.wait.later.${by}`),
  'callback.booked': (body, { moment }, at) =>
    plain('line.callback.booked', { moment: moment(body.callAt, at) }),
  'callback.due': () => plain('line.callback.due'),
  'callback.tried': ({ isReached, nextAt }, { moment }, at) => {
    if (isReached) return { key: 'line.callback.reached', tone: 'success' };
    if (nextAt === undefined) return { key: 'line.callback.given_up', tone: 'warning' };
    const params = { moment: moment(nextAt, at) };
    return { key: 'line.callback.missed', params, tone: 'warning' };
  },
  'callback.cancelled': () => plain('line.callback.cancelled'),
  'operator.joined': (body) =>
    body.tier === 'senior'
      ? violet('line.joined.senior', { name: body.operatorName })
      : plain('line.joined.operator', { name: body.operatorName }),
  'operator.left': (body) =>
    body.reason === 'vanished' ? null : plain('line.left', { name: body.operatorName }),
  'escalation.opened': (body, { time }) =>
    violet(body.openedBy === 'citizen' ? 'line.escalation.citizen' : 'line.escalation.operator', {
      time: time(body.deadlineAt),
    }),
  'escalation.stepped': (body) =>
    body.step === 'same_pool' ? null : violet(`line.step.${body.step}`),
  'escalation.ended': (body, { moment }, at) => {
    if (body.outcome === 'withdrawn') return violet('line.escalation.withdrawn');
    if (body.outcome !== 'callback' || body.callbackAt === undefined) return null;
    return violet('line.escalation.callback', { moment: moment(body.callbackAt, at) });
  },
  'identity.requested': () => plain('line.identity.requested'),
  'identity.checked': (body) =>
    body.isMatched
      ? { key: 'line.identity.matched', tone: 'success' }
      : { key: 'line.identity.failed', params: { count: body.attemptsLeft }, tone: 'warning' },
  'details.given': () => plain('line.details'),
  'silence.reminded': () => plain('bot.reminder'),
  'silence.seat_freed': () => plain('line.seat_freed'),
  'closing.proposed': () => plain('line.proposed'),
  'closing.refused': () => plain('line.refused'),
  'session.closed': (body) => {
    if (body.reason === 'closed_by_citizen') return plain('line.closed.citizen');
    if (body.reason === 'not_confirmed') return plain('bot.closed_unconfirmed');
    return plain(body.reason === 'citizen_left' ? 'line.closed.left' : 'line.closed');
  },
  'session.reopened': () => plain('line.reopened'),
  'rating.given': (body) => plain('line.rated', { score: body.score }),
  'recording.destroyed': () => plain('line.destroyed'),
};

/** The sentence for an event; null where it has none, or is of a kind this widget does not know yet. */
export const describeEvent = (
  event: CitizenEventView,
  translator: Translator<TextKey>,
): Line | null => {
  const describe = describers[event.kind] as Describe<CitizenEventView['kind']> | undefined;
  return describe ? describe(event.body, translator, event.at) : null;
};
