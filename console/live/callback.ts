import type { SessionStatus } from '../../shared/domain/states.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';

/** Nobody holds it until the time of its call comes; no word of the citizen is waited for. */
export const awaitsCall = ({ status, callback }: SessionRowView): boolean =>
  status === 'waiting_citizen' && callback !== undefined;

/** Answered although the citizen is away: they read it later, or are called. */
export const needsNoCitizen = ({ isLater, callback }: SessionRowView): boolean =>
  isLater === true || callback?.isDue === true;

/** How a chat stands, in words of the catalogue. */
export const statusKey = (
  row: SessionRowView,
): `status.${SessionStatus}` | 'status.awaiting_call' =>
  awaitsCall(row) ? 'status.awaiting_call' : `status.${row.status}`;
