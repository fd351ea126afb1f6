import { Door, isEvent } from '../rig/door.js';
import type { Rig } from '../rig/rig.js';
import { Crowd } from './crowd.js';
import { describeMs, percentile, type Figure } from './figure.js';
import { bringCitizen } from './people.js';
import { Tab } from './tab.js';

const talks = 30;
/** With two devices each: a beacon has many heads to tell. */
const others = 1_000;
/** The beacon's own pace: words fall on every moment of it. */
const spreadMs = 15_000;
const patienceMs = 60_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The last word never reaches one of its reader's two devices, nothing follows it, and no connection is cut. */
const loseTail = async ({ nodes }: Rig, index: number, problems: string[]): Promise<number> => {
  const own = [index, index + 1].map((turn) => nodes[turn % nodes.length]);
  const [writing, reading] = own;
  if (!writing || !reading) throw new Error('A rig without nodes.');
  const { token, devices } = await bringCitizen([writing]);
  const [device] = devices;
  const door = await new Door([reading.port]).listen();
  try {
    if (!device) throw new Error('Nobody came.');
    await device.open('Не прошла оплата штрафа, деньги списали два раза');
    const known = { sessionId: device.sessionId, eventIds: [] };
    const tab = new Tab(door.address, token, known);
    while (!tab.isInSync) await tab.change;
    await pause((index * spreadMs) / talks);
    door.dropping = isEvent('session:event');
    const { eventId } = await device.say('Есть новости?');
    const startedAt = performance.now();
    while (door.dropped === 0 && performance.now() - startedAt < 5_000) await pause(5);
    door.dropping = null;
    if (door.dropped === 0) problems.push('the word was never sent to the other device');
    const endsAt = performance.now() + patienceMs;
    while (!tab.eventIds.includes(eventId) && performance.now() < endsAt) {
      await Promise.race([tab.change, pause(1_000)]);
    }
    if (!tab.eventIds.includes(eventId)) problems.push('a lost tail was never seen');
    if (tab.cuts > 0) problems.push('the connection was cut');
    tab.close();
    return performance.now() - startedAt;
  } finally {
    device?.close();
    await door.close();
  }
};

/** From the acknowledgement of a word until the device that missed it shows it, beside thousands of others. */
export const measureLostTail = async (rig: Rig): Promise<Figure> => {
  const problems: string[] = [];
  const crowd = new Crowd(others);
  try {
    await crowd.open(rig.nodes.map(({ port }) => port));
    const times = await Promise.all(
      Array.from({ length: talks }, (_, index) => loseTail(rig, index, problems)),
    );
    return {
      ...{ what: 'a lost tail is seen, worst', aimMs: 15_000, problems },
      ms: percentile(times, 1),
      note: `${describeMs(times)}, beside ${2 * others} devices`,
    };
  } finally {
    await crowd.close();
  }
};
