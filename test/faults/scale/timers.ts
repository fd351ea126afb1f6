import { limits } from '../../../shared/limits.js';
import type { SessionEvent } from '../../../server/features/session-log/session-event.js';
import type { Rig } from '../rig/rig.js';
import { checkCrowd } from './check-crowd.js';
import { Crowd } from './crowd.js';
import { describeMs, percentile, type Figure } from './figure.js';
import { bringStaff } from './people.js';

const citizens = 400;
const wordsEveryMs = 8_000;
const escalations = 120;
const underLoadMs = 75_000;
const settleMs = 16_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How late each offer ended and each step of an escalation began, by when it was stored. */
const readLateness = (events: readonly SessionEvent[]): { offers: number[]; steps: number[] } => {
  const due = new Map<string, number>();
  const [offers, steps]: [number[], number[]] = [[], []];
  const sorted = [...events].sort((one, other) => one.seq - other.seq);
  for (const event of sorted) {
    if (event.kind === 'offer.made') {
      const { expiresAt, offerId } = event.plain;
      due.set(offerId, expiresAt.getTime() + limits.offer.graceMs);
    }
    if (event.kind === 'escalation.opened') {
      const { escalationId, steps: planned } = event.plain;
      for (const { dueAt, step } of planned) due.set(`${escalationId} ${step}`, dueAt.getTime());
    }
    if (event.kind === 'offer.ended' && event.plain.outcome === 'expired') {
      offers.push(event.at.getTime() - (due.get(event.plain.offerId) ?? Number.NaN));
    }
    if (event.kind === 'escalation.stepped') {
      const { escalationId, step } = event.plain;
      steps.push(event.at.getTime() - (due.get(`${escalationId} ${step}`) ?? Number.NaN));
    }
  }
  return { offers, steps };
};

/** Operators who let every offer run out, and citizens who call seniors in vain, while everybody writes. */
export const measureTimers = async (rig: Rig): Promise<Figure[]> => {
  const crowd = new Crowd(citizens);
  const operators = await Promise.all(
    rig.staff
      .filter(({ role }) => role === 'operator')
      .map(async (member, index) => {
        const node = rig.nodes[index % rig.nodes.length];
        if (!node) throw new Error('A rig without nodes.');
        const client = await bringStaff(node, member);
        const come = () =>
          void client.ask('presence:set', { presence: 'online' }).catch(() => null);
        // Three missed in a row and they are set away: each time they come back and miss three more.
        client.socket.on('presence:changed', ({ presence }: { presence: string }) => {
          if (presence === 'away') come();
        });
        return { client, come };
      }),
  );
  try {
    await crowd.open(rig.nodes.map(({ port }) => port));
    for (const { come } of operators) come();
    await crowd.talk(wordsEveryMs);
    const endsAt = Date.now() + underLoadMs;
    await crowd.callSeniors(escalations);
    await pause(endsAt - Date.now());
    await crowd.quiet();
    for (const { client } of operators) client.close();
    await pause(settleMs);
    const { events, problems, sends } = await checkCrowd(rig, crowd);
    const { offers, steps } = readLateness(events);
    const load = `beside ${Math.round((sends * 1_000) / underLoadMs)} words a second`;
    return (
      [
        ['an offer runs out', offers],
        ['a step of an escalation begins', steps],
      ] as const
    ).map(([name, times]) => ({
      ...{ what: `${name} late, p99`, ms: percentile(times, 0.99), aimMs: 2_000 },
      ...{ note: `${describeMs(times)}, ${load}`, problems },
    }));
  } finally {
    for (const { client } of operators) client.close();
    await crowd.close();
  }
};
