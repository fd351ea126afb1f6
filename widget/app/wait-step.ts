import type { CitizenSessionView } from '../../shared/views/chat-session.js';

/**
 * What a citizen who waits is shown: `choice` of not waiting, `booking` of a call, the `call` that is promised and can be
 * changed, or is `settled`, an appeal that is left for `later`.
 */
export type WaitStep = 'choice' | 'booking' | 'call' | 'settled' | 'later';

type Waiting = Pick<CitizenSessionView, 'status' | 'escalation' | 'callback' | 'queue'>;

/** `isBooking`: the citizen has asked for the form. A call that was promised without a number asks by itself. */
export const findWaitStep = (session: Waiting, isBooking: boolean): WaitStep | null => {
  const { callback, escalation, queue, status } = session;
  const isQueued = status === 'queued' && !escalation;
  const canBook = isQueued || (status === 'waiting_citizen' && !escalation);
  if (callback) {
    if (callback.isDue || !canBook) return 'settled';
    return isBooking || callback.phone === undefined ? 'booking' : 'call';
  }
  if (!isQueued) return null;
  if (isBooking) return 'booking';
  if (queue?.isLater) return 'later';
  return queue?.isLong ? 'choice' : null;
};
