import type { StaffEventView } from '../../shared/views/session-events.js';

/** The part of a session's log this tab holds: events 1…head without a gap. */
export interface SessionLog {
  readonly events: readonly StaffEventView[];
  readonly head: number;
}

export const emptyLog: SessionLog = { events: [], head: 0 };

/** Words of the citizen that nobody of the staff has read yet. */
export const countUnread = (log: SessionLog, readPublicSeq: number): number => {
  let count = 0;
  for (let index = log.events.length - 1; index >= 0; index -= 1) {
    const event = log.events[index];
    if (event?.publicSeq === undefined) continue;
    if (event.publicSeq <= readPublicSeq) break;
    if (event.kind === 'message.created' && event.body.author === 'citizen') count += 1;
  }
  return count;
};

/** The largest `publicSeq` held: what is on the screen, and so what a close or a read mark may name. */
export const publicHead = (log: SessionLog): number => {
  for (let index = log.events.length - 1; index >= 0; index -= 1) {
    const publicSeq = log.events[index]?.publicSeq;
    if (publicSeq !== undefined) return publicSeq;
  }
  return 0;
};
