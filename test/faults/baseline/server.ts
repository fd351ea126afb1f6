import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { silentLogger } from '../../../server/lib/logger.js';
import { connectDatabase } from '../../../server/storage/connection.js';
import type { BaselineMessage, ChatHandshake, FromChat, ToChat } from './protocol.js';

/*
 * The chat server of Socket.IO's own tutorial (https://socket.io/docs/v4/tutorial/ending-notes): connection state
 * recovery, messages in the database under a unique client offset, what was missed read from the database after a
 * reconnect. With rooms, with this rig's database in the place of SQLite (ids follow each other in the order of the
 * inserts over all nodes, as AUTOINCREMENT gives them), and where there are several of it with the Redis adapter as its page shows it for `ioredis`
 * (https://socket.io/docs/v4/redis-adapter/).
 */

const { MONGODB_URI = '', REDIS_URL = '', PORT = '0', BASELINE_ALONE } = process.env;
const database = await connectDatabase(MONGODB_URI, silentLogger);
const messages = database.connection.collection<BaselineMessage>('messages');
await messages.createIndexes([
  { key: { clientOffset: 1 }, name: 'client_offset', unique: true },
  { key: { room: 1, _id: 1 }, name: 'room' },
]);

const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;

let inserting: Promise<unknown> = Promise.resolve();

/** The id the message got; null where it was stored before. One at a time, as SQLite writes. */
const insert = (message: Omit<BaselineMessage, '_id'>): Promise<number | null> => {
  const { clientOffset } = message;
  const insertion = inserting.then(async () => {
    for (;;) {
      const [last] = await messages.find().sort({ _id: -1 }).limit(1).toArray();
      const _id = (last?._id ?? 0) + 1;
      try {
        await messages.insertOne({ _id, ...message });
        return _id;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // Either this message is stored already, or another node took the number.
        if ((await messages.countDocuments({ clientOffset })) > 0) return null;
      }
    }
  });
  inserting = insertion.catch(() => undefined);
  return insertion;
};

const http = createServer((_request, response) => {
  void database.ping().then((isUp) => response.writeHead(isUp ? 200 : 503).end());
});
const connectRedis = () => {
  const publisher = new Redis(REDIS_URL);
  const subscriber = publisher.duplicate();
  for (const client of [publisher, subscriber]) client.on('error', () => undefined);
  return createAdapter(publisher, subscriber);
};
const io = new Server<FromChat, ToChat>(http, {
  connectionStateRecovery: {},
  ...(BASELINE_ALONE === 'true' ? {} : { adapter: connectRedis() }),
});

io.on('connection', async (socket) => {
  const { author, rooms, serverOffset } = socket.handshake.auth as ChatHandshake;
  await socket.join(rooms);
  socket.on('chat message', async (room, text, clientOffset, callback) => {
    let id: number | null;
    try {
      id = await insert({ room, author, text, clientOffset, at: new Date() });
    } catch {
      // The client will try again.
      return;
    }
    if (id !== null) io.to(room).emit('chat message', room, text, id);
    callback();
  });
  if (socket.recovered) return;
  try {
    const missed = messages.find({ room: { $in: rooms }, _id: { $gt: serverOffset } });
    for await (const { _id, room, text } of missed.sort({ _id: 1 })) {
      socket.emit('chat message', room, text, _id);
    }
  } catch {
    // The tutorial leaves it at that as well: the next reconnect reads again.
  }
});

http.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('baseline is ready\n'));
