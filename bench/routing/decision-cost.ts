import { limits } from '../../shared/limits.js';
import { buildPools } from '../../server/seed/reference-data.js';
import { Matcher } from '../../server/features/routing/matcher.js';
import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import { createFloor } from '../floor/floor.js';

const operators = 500;
const warmUp = 300;
const measured = 1_000;
const startMs = Date.UTC(2026, 2, 11, 9);

/** Notes how long each look takes, from the kick to its end. */
class TimedMatcher extends Matcher {
  spentMs = 0;

  override kick(poolIds: Iterable<string>): void {
    const wasIdle = this.isIdle;
    const startedAt = performance.now();
    super.kick(poolIds);
    if (!wasIdle) return;
    void this.idle().then(() => {
      this.spentMs += performance.now() - startedAt;
    });
  }
}

/**
 * Mean cost, in µs, of finding the next chat for a seat that falls free, with so many waiting and 500 operators present,
 * all others busy: the look through the queue, the choice, and the offer.
 */
export const measureDecision = async (waiting: number): Promise<number> => {
  const pool = buildPools(limits.escalation.windowMs).find(({ code }) => code === 'payments');
  if (!pool) throw new Error('There is no such pool.');
  const people = Array.from({ length: operators }, (_, index): StaffPerson => {
    const operatorId = `o${String(index).padStart(4, '0')}`;
    return { operatorId, name: operatorId, role: 'operator', poolIds: [pool._id], capacity: 1 };
  });
  const matchers: TimedMatcher[] = [];
  const floor = await createFloor({
    ...{ startMs, people },
    createMatcher: (deps) => {
      const matcher = new TimedMatcher(deps);
      matchers.push(matcher);
      return matcher;
    },
  });
  let made = 0;
  const asked: { sessionId: string; offerId: string; operatorId: string }[] = [];
  floor.observe(({ event }) => {
    if (event.kind !== 'offer.made') return;
    made += 1;
    asked.push({ sessionId: event.sessionId, ...event.plain });
  });
  const acceptAll = async () => {
    for (const { sessionId, offerId, operatorId } of asked.splice(0)) {
      const person = floor.staff.find(operatorId);
      if (person) await floor.offers.acceptOffer(floor.staffActor(person), { sessionId, offerId });
      await floor.settle();
    }
  };
  const arrive = async (index: number) => {
    const id = String(index).padStart(6, '0');
    await floor.arrive({
      ...{ sessionId: `s${id}`, citizenId: `c${id}` },
      ...{ requestType: 'payments', locale: 'ru' },
    });
    await floor.settle();
    await acceptAll();
  };
  for (const { operatorId } of people) await floor.presence.choose(operatorId, 'online');
  let arrived = 0;
  for (; arrived < operators + waiting; arrived += 1) {
    floor.agenda.moveTo(startMs + arrived);
    if (arrived % 100 === 0) for (const one of people) floor.presence.renew(one.operatorId);
    await arrive(arrived);
  }
  for (let round = 0; round < warmUp + measured; round += 1) {
    if (round === warmUp) {
      made = 0;
      for (const matcher of matchers) matcher.spentMs = 0;
    }
    const person = people[(round * 7) % operators];
    const [sessionId] = person ? floor.desk.listSessions(`operator:${person.operatorId}`) : [];
    if (!person || sessionId === undefined) throw new Error('Somebody is idle.');
    const lastPublicSeq = floor.memory.stateOf(sessionId).publicHeadSeq;
    await floor.closing.proposeClosing(floor.staffActor(person), {
      ...{ sessionId, outcome: 'solved', summary: '', lastPublicSeq },
    });
    await floor.settle();
    await floor.closing.closeByCitizen(
      floor.citizenActor(floor.memory.stateOf(sessionId).citizenId),
      sessionId,
    );
    await acceptAll();
    // As many wait as before.
    await arrive(arrived++);
  }
  const spentMs = matchers.reduce((sum, matcher) => sum + matcher.spentMs, 0);
  return (spentMs * 1_000) / made;
};
