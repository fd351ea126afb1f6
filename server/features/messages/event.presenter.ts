import type { SessionEventShapes } from '../../../shared/domain/session-events.js';
import {
  citizenEventKinds,
  type CitizenEventView,
  type StaffEventView,
} from '../../../shared/views/session-events.js';
import type { SecretReader } from '../chat-sessions/secrets.js';
import { refOf } from '../session-log/sealed-ref.js';
import type { SessionEvent } from '../session-log/session-event.js';

/** Fields that leave for nobody but staff, whatever event they stand in. */
const staffOnlyFields: ReadonlySet<string> = new Set([
  'operatorId',
  'byOperatorId',
  'fromOperatorId',
  'offerId',
  'boostMs',
  'boostWithoutCallMs',
  'isFlagged',
  'isFront',
  'isRaised',
  'isUnsure',
  'modelId',
  'foreseen',
  'preferredOperatorId',
  'preferredUntil',
  'because',
  'poolId',
  'clientSessionId',
  'incidentId',
  'ranksAt',
  'phone',
]);

const citizenKinds: ReadonlySet<string> = new Set(citizenEventKinds);

/** Kinds whose sealed part is dropped when the talk is destroyed. */
const sealedKinds: ReadonlySet<keyof SessionEventShapes> = new Set([
  'message.created',
  'details.given',
  'callback.booked',
  'closing.proposed',
  'rating.given',
  'transfer.requested',
  'escalation.handed_over',
]);

const openBody = (event: SessionEvent, secrets: SecretReader): Record<string, unknown> => ({
  ...(JSON.parse(JSON.stringify(event.plain)) as object),
  ...secrets.open<Record<string, unknown>>(refOf(event)),
});

const destroyedMark = (event: SessionEvent) =>
  sealedKinds.has(event.kind) && event.sealed === undefined ? { isDestroyed: true } : {};

/** An event for the staff, everything opened. */
export const presentStaffEvent = (event: SessionEvent, secrets: SecretReader): StaffEventView =>
  ({
    kind: event.kind,
    eventId: event._id,
    seq: event.seq,
    ...(event.publicSeq === undefined ? {} : { publicSeq: event.publicSeq }),
    audience: event.audience,
    at: event.at.toISOString(),
    authorId: event.authorId,
    ...(event.clientMessageId === undefined ? {} : { clientMessageId: event.clientMessageId }),
    ...destroyedMark(event),
    body: openBody(event, secrets),
  }) as StaffEventView;

/**
 * An event for its citizen; null for everything that is for staff alone. This is the one place where a log's
 * entry turns into something a citizen's wire carries.
 */
export const presentCitizenEvent = (
  event: SessionEvent,
  secrets: SecretReader,
): CitizenEventView | null => {
  if (event.audience !== 'all' || event.publicSeq === undefined) return null;
  if (!citizenKinds.has(event.kind))
    throw new Error(`A public event of a kind for staff: ${event.kind}`);
  const body = Object.fromEntries(
    Object.entries(openBody(event, secrets)).filter(([field]) => !staffOnlyFields.has(field)),
  );
  const isOwn = event.kind === 'message.created' && event.plain.author === 'citizen';
  return {
    kind: event.kind,
    eventId: event._id,
    publicSeq: event.publicSeq,
    at: event.at.toISOString(),
    ...(isOwn && event.clientMessageId !== undefined
      ? { clientMessageId: event.clientMessageId }
      : {}),
    ...destroyedMark(event),
    body,
  } as CitizenEventView;
};
