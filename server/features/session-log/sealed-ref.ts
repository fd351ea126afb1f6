import type { SessionEvent } from './session-event.js';
import type { SealedRef } from './state.js';

/** The sealed part of an event, to be kept in a state. */
export const refOf = (event: SessionEvent): SealedRef | undefined =>
  event.sealed === undefined ? undefined : { eventId: event._id, sealed: event.sealed };
