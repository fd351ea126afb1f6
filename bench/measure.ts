import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { CitizenClient, StaffClient } from '../test/helpers/clients.js';

/** Whoever sends, whoever gets it, and how long each way took: one pair of the bench. */
export interface Lane {
  /** Resolves with the acknowledgement. */
  send(id: string): Promise<unknown>;
}

export interface Delivery {
  toAck: number[];
  toPeer: number[];
}

/** Notes when each message reached the other side. */
export class Arrivals {
  readonly #sentAt = new Map<string, number>();
  readonly #waiting = new Map<string, (ms: number) => void>();
  duplicates = 0;

  expect(id: string): Promise<number> {
    this.#sentAt.set(id, performance.now());
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  arrived(id: string | undefined): void {
    const sentAt = id === undefined ? undefined : this.#sentAt.get(id);
    if (id === undefined || sentAt === undefined) return;
    const resolve = this.#waiting.get(id);
    if (!resolve) this.duplicates += 1;
    this.#waiting.delete(id);
    resolve?.(performance.now() - sentAt);
  }

  get missing(): number {
    return this.#waiting.size;
  }
}

/** Sends `count` messages over the lanes in turn, one each `everyMs`, and waits until all have arrived. */
export const sendSteadily = async (
  lanes: readonly Lane[],
  arrivals: Arrivals,
  plan: { count: number; everyMs: number },
): Promise<Delivery> => {
  const delivery: Delivery = { toAck: [], toPeer: [] };
  const under: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < plan.count; index += 1) {
    const waitMs = startedAt + index * plan.everyMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const lane = lanes[index % lanes.length];
    if (!lane) throw new Error('No lane to send on.');
    const id = randomUUID();
    const sentAt = performance.now();
    const arrived = arrivals.expect(id).then((ms) => void delivery.toPeer.push(ms));
    const acked = lane.send(id).then(() => void delivery.toAck.push(performance.now() - sentAt));
    under.push(arrived, acked);
  }
  await Promise.all(under);
  return delivery;
};

/** All lanes at once, each with one message in flight. Answers acknowledged messages a second. */
export const sendFlatOut = async (lanes: readonly Lane[], each: number): Promise<number> => {
  const startedAt = performance.now();
  await Promise.all(
    lanes.map(async (lane) => {
      for (let count = 0; count < each; count += 1) await lane.send(randomUUID());
    }),
  );
  return (lanes.length * each * 1_000) / (performance.now() - startedAt);
};

export const text = 'Оплатил штраф двадцатого числа, деньги списали, а штраф всё ещё висит.';

export const citizenLane = (citizen: CitizenClient): Lane => ({
  send: (clientMessageId) =>
    citizen.ask('message:send', {
      ...{ sessionId: citizen.sessionId, clientMessageId, text, attachmentIds: [] },
    }),
});

/** The operator has these sessions on the screen. */
export const watch = async (
  operator: StaffClient,
  sessionIds: readonly string[],
): Promise<Arrivals> => {
  const arrivals = new Arrivals();
  operator.socket.on('session:event', (update: { event: { clientMessageId?: string } }) => {
    arrivals.arrived(update.event.clientMessageId);
  });
  for (const sessionId of sessionIds) await operator.ask('session:join', { sessionId });
  return arrivals;
};

const connectRelay = async (port: number): Promise<Socket> => {
  const socket = io(`http://127.0.0.1:${String(port)}`, {
    transports: ['websocket'],
    forceNew: true,
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
};

/** The same over the bare relay: `count` senders, each in a room of its own, and one listener in all of them. */
export const openRelay = async (port: number, count: number) => {
  const arrivals = new Arrivals();
  const listener = await connectRelay(port);
  listener.on('said', ({ id }: { id: string }) => arrivals.arrived(id));
  const senders: Socket[] = [];
  const lanes: Lane[] = [];
  for (let index = 0; index < count; index += 1) {
    const sender = await connectRelay(port);
    const room = `room-${String(index)}`;
    await sender.emitWithAck('join', room);
    await listener.emitWithAck('join', room);
    senders.push(sender);
    lanes.push({ send: (id) => sender.emitWithAck('say', { room, id, text }) as Promise<unknown> });
  }
  const close = () => {
    for (const socket of [listener, ...senders]) socket.disconnect();
  };
  return { arrivals, lanes, close };
};
