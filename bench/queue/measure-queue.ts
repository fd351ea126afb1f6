import type { OfferView } from '../../shared/views/routing.js';
import { CitizenClient, StaffClient } from '../../test/helpers/clients.js';
import { bringCitizen } from '../people.js';
import { startServer } from '../processes.js';
import { summarise, type Times } from '../stats.js';
import { issueTokens, seedCrowd, type Crowd } from './seed-crowd.js';

export interface QueueFigures {
  waiting: number;
  /** An operator finishes a chat → the next one is offered on their screen. */
  seatToOffer: Times;
  /** A chat arrives at a pool where somebody is free → it is offered on their screen. */
  arrivalToOffer: Times;
  /** Offers of any other chat than the one that had to be next. */
  wrong: number;
}

export interface QueuePlan {
  waiting: number;
  operators: number;
  samples: number;
}

const atOnce = 10;

/** Longer than any promise: an offer that does not come ends the run, it does not hang. */
const patienceMs = 60_000;

const nextOffer = (operator: StaffClient): Promise<OfferView> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No offer came within a minute.')), patienceMs);
    operator.socket.once('offer:made', (offer: OfferView) => {
      clearTimeout(timer);
      resolve(offer);
    });
  });

const connect = async (port: number, token: string): Promise<StaffClient> => {
  const client = await StaffClient.connect(port, () => Promise.resolve(token));
  // What five hundred people hear is not kept.
  client.socket.offAny();
  client.socket.on('presence:ping', (acknowledge: () => void) => acknowledge());
  return client;
};

interface Busy {
  operator: StaffClient;
  sessionId: string;
}

/** Everybody comes online, takes what is offered, and is full. */
const fill = async (port: number, operatorTokens: readonly string[]): Promise<Busy[]> => {
  const busy: Busy[] = [];
  for (let start = 0; start < operatorTokens.length; start += atOnce) {
    const tokens = operatorTokens.slice(start, start + atOnce);
    const people = await Promise.all(tokens.map((token) => connect(port, token)));
    busy.push(
      ...(await Promise.all(
        people.map(async (operator) => {
          const offered = nextOffer(operator);
          await operator.ask('presence:set', { presence: 'online' });
          const { sessionId, offerId } = await offered;
          await operator.ask('offer:accept', { sessionId, offerId });
          return { operator, sessionId };
        }),
      )),
    );
  }
  return busy;
};

const measureSeats = async (crowd: Crowd, busy: Busy[], samples: number) => {
  const taken = new Set(busy.map(({ sessionId }) => sessionId));
  const queue = crowd.waiting.filter((sessionId) => !taken.has(sessionId));
  const seen: number[] = [];
  let wrong = 0;
  for (let index = 0; index < samples; index += 1) {
    const one = busy[index % busy.length];
    if (!one) throw new Error('Nobody to finish a chat.');
    const { operator, sessionId } = one;
    const offered = nextOffer(operator);
    const startedAt = performance.now();
    await operator.ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary: 'Платёж найден.', lastPublicSeq: 1_000 },
    });
    const offer = await offered;
    seen.push(performance.now() - startedAt);
    if (offer.sessionId !== queue.shift()) wrong += 1;
    one.sessionId = offer.sessionId;
    await operator.ask('offer:accept', { sessionId: offer.sessionId, offerId: offer.offerId });
  }
  return { seatToOffer: summarise(seen), wrong };
};

const measureArrivals = async (port: number, token: string, samples: number): Promise<Times> => {
  const operator = await connect(port, token);
  await operator.ask('presence:set', { presence: 'online' });
  const seen: number[] = [];
  for (let index = 0; index < samples; index += 1) {
    const citizen = await bringCitizen(port);
    const offered = nextOffer(operator);
    const startedAt = performance.now();
    await citizen.open('Электронная подпись не принимается, сертификат отозван');
    await offered;
    seen.push(performance.now() - startedAt);
    const ended = new Promise((resolve) => operator.socket.once('offer:ended', resolve));
    await citizen.ask('session:close', { sessionId: citizen.sessionId });
    await ended;
    citizen.close();
  }
  operator.close();
  return summarise(seen);
};

/** One real server with so many chats that wait from its start on, everybody busy. */
export const measureQueue = async (
  { waiting, operators, samples }: QueuePlan,
  step: (line: string) => void,
): Promise<QueueFigures> => {
  let crowd: Crowd | undefined;
  let folder = '';
  step(`${String(waiting)} waiting: seed`);
  const server = await startServer(async (made) => {
    folder = made;
    // Each sample serves one of them: at the end as many wait as were asked for.
    crowd = await seedCrowd(folder, { waiting: waiting + samples + operators, operators });
  });
  try {
    if (!crowd) throw new Error('Nobody waits.');
    step(`${String(waiting)} waiting: ${String(operators)} operators come`);
    const tokens = await issueTokens(folder, crowd);
    const citizens = await Promise.all(
      tokens.citizens.map((token) =>
        CitizenClient.connect(server.port, () => Promise.resolve(token)),
      ),
    );
    const busy = await fill(server.port, tokens.operators);
    step(`${String(waiting)} waiting: seats fall free`);
    const seats = await measureSeats(crowd, busy, samples);
    step(`${String(waiting)} waiting: chats arrive`);
    const arrivalToOffer = await measureArrivals(server.port, tokens.idle, samples);
    for (const client of [...citizens, ...busy.map(({ operator }) => operator)]) client.close();
    return { waiting, ...seats, arrivalToOffer };
  } finally {
    await server.stop();
  }
};
