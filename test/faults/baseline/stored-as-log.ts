import type { SessionEvent } from '../../../server/features/session-log/session-event.js';
import type { Stored } from '../rig/checker.js';
import type { BaselineMessage } from './protocol.js';

/**
 * The baseline's messages as the rig's checker reads a log: numbered anew in the order of their ids, since nobody
 * promised ids without a gap. There are no offers, seats or promises with a moment to check.
 */
export const readAsLog = (messages: readonly BaselineMessage[]): Stored => {
  const heads = new Map<string, number>();
  const events = [...messages]
    .sort((one, other) => one._id - other._id)
    .map(({ _id, room, author, at, clientOffset }): SessionEvent<'message.created'> => {
      const seq = (heads.get(room) ?? 0) + 1;
      heads.set(room, seq);
      return {
        ...{ _id: String(_id), sessionId: room, appealId: room, seq, publicSeq: seq },
        ...{ audience: 'all', kind: 'message.created', at },
        ...{ authorId: author, clientMessageId: clientOffset },
        plain: { author: 'citizen', attachmentIds: [] },
      };
    });
  return { events, seats: [], capacities: new Map(), staff: new Map() };
};
