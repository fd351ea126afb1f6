import type { Connection } from 'mongoose';
import { dropIndexes } from '../../storage/drop-indexes.js';
import { onceKeyIn } from './build-event.js';
import type { SessionEvent } from './session-event.js';

const pageSize = 500;

/**
 * Gives the events of a database of an earlier version their `onceKey`, and only then drops the indexes it replaces:
 * cut off in the middle, it begins anew at the next start.
 */
export const giveOnceKeys = async (connection: Connection): Promise<void> => {
  const events = connection.collection<SessionEvent>('sessionEvents');
  const names = new Set(
    (
      await events
        .listIndexes()
        .toArray()
        .catch(() => [])
    ).map(({ name }) => String(name)),
  );
  if (!names.has('session_client_message')) return;
  const fields = { sessionId: 1, authorId: 1, clientMessageId: 1, causeId: 1, onceKey: 1 };
  const write = (page: SessionEvent[]) =>
    events.bulkWrite(
      page.map((event) => ({
        updateOne: { filter: { _id: event._id }, update: { $set: onceKeyIn(event) } },
      })),
      { ordered: false },
    );
  let page: SessionEvent[] = [];
  for await (const event of events.find({}, { projection: fields })) {
    if (event.onceKey !== undefined || onceKeyIn(event).onceKey === undefined) continue;
    if (page.push(event) < pageSize) continue;
    await write(page);
    page = [];
  }
  if (page.length > 0) await write(page);
  await dropIndexes(connection, 'sessionEvents', [
    'session_public_seq',
    'session_cause',
    'session_client_message',
  ]);
};
