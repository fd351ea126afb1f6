import { randomUUID } from 'node:crypto';
import { isPassing } from '../../../shared/protocol/passing.js';
import { Refused, type CitizenClient } from '../../helpers/clients.js';
import type { Rig } from '../rig/rig.js';
import { describeMs, percentile, type Figure } from './figure.js';
import { bringCitizen } from './people.js';
import { Tab } from './tab.js';

const missed = 200;
const people = 6;
const resumesEach = 10;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As fast as one person may write on a node. */
const write = async (device: CitizenClient, sessionId: string, words: number): Promise<void> => {
  const ids = Array.from({ length: words }, () => randomUUID());
  for (let [clientMessageId] = ids; clientMessageId !== undefined; [clientMessageId] = ids) {
    const input = { sessionId, clientMessageId, text: `слово ${ids.length}` };
    try {
      await device.ask('message:send', { ...input, attachmentIds: [] });
      ids.shift();
    } catch (error) {
      if (!(error instanceof Refused) || !isPassing(error.code)) throw error;
      await pause(error.code === 'rate_limited' ? 500 : 20);
    }
  }
};

/** From the first byte of the connection until the last of 200 missed events is on the list, in order. */
export const measureResume = async ({ nodes }: Rig): Promise<Figure> => {
  const problems: string[] = [];
  const times: number[] = [];
  const talks = await Promise.all(
    Array.from({ length: people }, async () => {
      const { token, devices } = await bringCitizen(nodes);
      const [first] = devices;
      if (!first) throw new Error('Nobody came.');
      await first.open('Не прошла оплата штрафа, деньги списали два раза');
      const { sessionId } = first;
      const share = Math.ceil(missed / devices.length);
      await Promise.all(devices.map((device) => write(device, sessionId, share)));
      const events: string[] = [];
      for (let isMore = true; isMore;) {
        const after = events.length;
        const page = await first.ask('session:sync', { sessionId, after });
        events.push(...page.events.map(({ eventId }) => eventId));
        isMore = events.length < page.head && page.events.length > 0;
      }
      for (const device of devices) device.close();
      return { sessionId, token, events };
    }),
  );
  for (let round = 0; round < resumesEach; round += 1) {
    for (const { sessionId, token, events } of talks) {
      const startedAt = performance.now();
      const port = nodes[round % nodes.length]?.port ?? 0;
      const seen = events.slice(0, events.length - missed);
      const tab = new Tab(`http://127.0.0.1:${port}`, token, { sessionId, eventIds: seen });
      while (!tab.isInSync) await tab.change;
      times.push(performance.now() - startedAt);
      if (JSON.stringify(tab.eventIds) !== JSON.stringify(events)) {
        problems.push(`${tab.eventIds.length} shown of ${events.length}, or in another order`);
      }
      tab.close();
    }
  }
  return {
    ...{ what: `resume of ${missed} missed events, p95`, aimMs: 1_000, problems },
    ...{ ms: percentile(times, 0.95), note: describeMs(times) },
  };
};
