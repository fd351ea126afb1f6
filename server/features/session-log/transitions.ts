import type { SessionEventKind } from '../../../shared/domain/session-events.js';
import { sessionStatuses, type SessionStatus } from '../../../shared/domain/states.js';
import { DomainError } from '../../lib/domain-error.js';

const any = sessionStatuses;
const open = sessionStatuses.filter((status) => status !== 'closed');

/** In which statuses each kind of event is legal: the one list of a session's moves. */
export const legalIn: Record<SessionEventKind, readonly SessionStatus[]> = {
  'session.opened': ['clarifying'],
  'consent.given': ['clarifying'],
  'message.created': any,
  'classification.made': open,
  'session.queued': ['clarifying', 'active', 'waiting_citizen', 'awaiting_confirmation'],
  'session.overflowed': ['queued'],
  'wait.changed': ['queued'],
  'callback.booked': ['queued', 'waiting_citizen'],
  'callback.due': open,
  'callback.tried': ['active'],
  'callback.cancelled': open,
  'offer.made': ['queued', 'active', 'waiting_citizen', 'clarifying'],
  'offer.ended': any,
  'operator.joined': ['queued', 'active', 'waiting_citizen', 'clarifying'],
  'operator.left': ['active'],
  'stage.changed': ['active'],
  'transfer.requested': ['active'],
  'transfer.ended': any,
  'escalation.opened': open,
  'escalation.stepped': open,
  'escalation.ended': any,
  'escalation.handed_over': any,
  'identity.requested': ['active'],
  'identity.checked': ['active', 'queued', 'waiting_citizen'],
  'details.given': open,
  'silence.reminded': ['active'],
  'silence.seat_freed': ['active'],
  'closing.proposed': ['active'],
  'closing.refused': ['awaiting_confirmation'],
  'session.closed': open,
  'session.reopened': ['closed'],
  'incident.joined': any,
  'incident.left': any,
  'rating.given': ['closed', 'awaiting_confirmation'],
  'recording.destroyed': ['closed'],
};

/** Throws `session_closed` or `session_not_open_for_this` where the event cannot come next. */
export const assertLegal = (status: SessionStatus, kind: SessionEventKind): void => {
  if (legalIn[kind].includes(status)) return;
  throw status === 'closed'
    ? new DomainError('session_closed', `The session is closed: no ${kind}.`)
    : new DomainError('session_not_open_for_this', `No ${kind} while the session is ${status}.`);
};
