import type { CitizenToServer } from '../../shared/protocol/citizen-events.js';
import type { ErrorCode } from '../../shared/protocol/errors.js';
import type { StaffToServer } from '../../shared/protocol/staff-events.js';
import { consentFor } from './clients.js';

export interface EventRow {
  /** What a client of ours would send about this session. */
  input: (sessionId: string) => object;
  /** What somebody hears who has no business with the session; null: the event is about nobody but the asker. */
  stranger: ErrorCode | null;
}

const about = (rest: object = {}, stranger: ErrorCode | null = 'not_found'): EventRow => ({
  input: (sessionId) => ({ sessionId, ...rest }),
  stranger,
});
const ownAffair = (rest: object = {}): EventRow => ({ input: () => rest, stranger: null });

const someId = 'a'.repeat(24);
const words = { clientMessageId: 'row-of-events', text: 'слово', attachmentIds: [] };

/** A row for each event a citizen's client may send; one without a row does not compile. */
export const citizenEvents: Record<keyof CitizenToServer, EventRow> = {
  'session:open': ownAffair({
    ...{ clientSessionId: 'row-of-opening', locale: 'ru', channel: 'widget' },
    consents: consentFor(true),
    message: { clientMessageId: 'row-of-opening', text: 'profile: своё дело' },
  }),
  'session:join': about(),
  'session:sync': about({ after: 0 }),
  'message:send': about(words),
  'receipt:set': about({ read: 1 }),
  'typing:set': about({ isTyping: true }),
  'classification:choose': about({ requestType: 'payments' }),
  'operator:call': about(),
  'details:give': about({ name: 'Я' }),
  'wait:set': about({ mode: 'later' }),
  'callback:slots': about(),
  'callback:book': about({
    ...{ clientCallbackId: 'row-of-events', callAt: '2030-01-09T09:00:00Z' },
    phone: '+7 916 123-45-67',
  }),
  'callback:cancel': about(),
  'identity:submit': about({ fullName: 'Я', document: 'inn', number: '500100732259' }),
  'escalation:request': about(),
  'escalation:withdraw': about(),
  'closing:confirm': about({ isSolved: true }),
  'session:close': about(),
  'rating:give': about({ score: 1 }),
};

/** The same for the staff; the stranger is an operator of another pool. */
export const staffEvents: Record<keyof StaffToServer, EventRow> = {
  'desk:open': ownAffair(),
  'presence:set': ownAffair({ presence: 'away' }),
  'session:join': about(),
  // Leaving a room one is not in changes nothing and tells nothing.
  'session:leave': about({}, null),
  'session:sync': about({ after: 0 }),
  'message:send': about({ ...words, audience: 'staff' }),
  'receipt:set': about({ read: 1 }),
  'typing:set': about({ isTyping: true }),
  'viewing:set': about({ isViewing: true }),
  // Gone or never made: to whom an offer was not made both sound alike.
  'offer:accept': about({ offerId: someId }, 'offer_gone'),
  'offer:decline': about({ offerId: someId, reason: 'other' }, 'offer_gone'),
  'queue:take': about(),
  'stage:set': about({ stage: 'analysis' }),
  'classification:correct': about({ requestType: 'payments' }),
  'transfer:request': about({ requestType: 'payments', note: 'сюда' }),
  'transfer:cancel': about(),
  'escalation:request': about(),
  'escalation:hand-over': about({ summary: 'итог' }, 'not_owner'),
  'callback:report': about({ callbackId: someId, attempt: 1, isReached: true }),
  'identity:request': about(),
  'closing:propose': about({ outcome: 'solved', summary: 'итог', lastPublicSeq: 99 }),
  // Whoever leads no incidents hears so before anything is looked up.
  'incident:answer': {
    input: () => ({
      ...{ incidentId: someId, clientAnswerId: 'row-of-events', text: 'ответ', isForLater: true },
    }),
    stranger: 'forbidden',
  },
  'incident:rename': {
    input: () => ({ incidentId: someId, title: 'Сбой' }),
    stranger: 'forbidden',
  },
  'incident:add': about({ incidentId: someId }, 'forbidden'),
  'incident:remove': about({ incidentId: someId }, 'forbidden'),
  'incident:close': { input: () => ({ incidentId: someId }), stranger: 'forbidden' },
  'board:watch': { input: () => ({}), stranger: 'forbidden' },
  'board:leave': ownAffair(),
};
