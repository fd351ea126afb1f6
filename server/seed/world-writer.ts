import { randomUUID } from 'node:crypto';
import { formatAppealNumber } from '../../shared/domain/appeal-number.js';
import { limits } from '../../shared/limits.js';
import type { Domain } from '../compose/domain.js';
import { computeProgress } from '../features/appeals/progress.js';
import { factsOfLog } from '../features/statistics/facts-of.js';
import { newId } from '../lib/ids.js';
import { SessionBuilder } from './session-builder.js';

/** What a seed needs of the wired domain. */
export type SeedDomain = Pick<
  Domain,
  | 'citizenRecords'
  | 'deadlines'
  | 'keys'
  | 'operators'
  | 'reload'
  | 'review'
  | 'search'
  | 'services'
  | 'stores'
>;

/** Writes under way at once: more do not make the database faster. */
const concurrency = 32;
const eventsABatch = 500;

export const inBatches = async <T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  for (let start = 0; start < items.length; start += concurrency) {
    await Promise.all(items.slice(start, start + concurrency).map(work));
  }
};

const yearOf = (date: Date): number =>
  Number(
    new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Moscow' }).format(date),
  );

/** Numbers in the order of the moments, from the same counters that real appeals use. */
const takeNumbers = async (domain: SeedDomain, moments: readonly Date[]): Promise<string[]> => {
  const years = new Map<number, number>();
  for (const moment of moments) {
    const year = yearOf(moment);
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  const next = new Map<number, number>();
  for (const [year, count] of years) {
    next.set(year, await domain.stores.appeals.takeNumbers(year, count));
  }
  return moments.map((moment) => {
    const year = yearOf(moment);
    const sequence = next.get(year) ?? 1;
    next.set(year, sequence + 1);
    return formatAppealNumber(year, sequence);
  });
};

export interface SessionPlan {
  citizenId: string;
  openedAt: Date;
  isDestroyed?: boolean;
  build(builder: SessionBuilder): void;
}

/** Makes each plan's appeal, key and log; in order of their moments. */
export const buildSessions = async (
  domain: SeedDomain,
  plans: readonly SessionPlan[],
): Promise<SessionBuilder[]> => {
  const ordered = plans.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  const numbers = await takeNumbers(
    domain,
    ordered.map((plan) => plan.openedAt),
  );
  const heads = ordered.map(({ citizenId, openedAt }, index) => ({
    ...{ sessionId: newId(openedAt.getTime()), appealId: newId(openedAt.getTime()) },
    ...{ appealNumber: numbers[index] ?? '', citizenId, openedAt, clientSessionId: randomUUID() },
  }));
  await inBatches(heads, ({ appealId, openedAt }) => domain.keys.createKey(appealId, openedAt));
  const builders: SessionBuilder[] = [];
  for (const [index, plan] of ordered.entries()) {
    const head = heads[index];
    const key = head && (await domain.keys.findKey(head.appealId));
    if (!head || !key) throw new Error('A key vanished while the world was made.');
    const builder = new SessionBuilder(head, key, { isDestroyed: plan.isDestroyed ?? false });
    plan.build(builder);
    builders.push(builder);
  }
  return builders;
};

/** Stores logs, projections, facts, appeal cards, read marks and search words; the projections last, as the sign of the rest. */
export const storeSessions = async (
  domain: SeedDomain,
  builders: readonly SessionBuilder[],
): Promise<void> => {
  const { appeals, facts, log, receipts } = domain.stores;
  const events = builders.flatMap((builder) => builder.events);
  for (let start = 0; start < events.length; start += eventsABatch) {
    const outcomes = await log.insertEvents(events.slice(start, start + eventsABatch));
    if (outcomes.some((outcome) => outcome !== 'stored'))
      throw new Error('The world could not be stored: the database refused an event.');
  }
  await facts.put(
    builders.flatMap(({ state: { _id: sessionId, ...state }, events: own }) =>
      factsOfLog({ ...state, sessionId }, own),
    ),
  );
  await inBatches(builders, async ({ state, events: own }) => {
    const { _id: sessionId, publicHeadSeq: head } = state;
    // Nobody looks for read marks in a talk that is over.
    if (state.status !== 'closed') {
      await receipts.advance(sessionId, 'citizen', { delivered: head, read: head });
      if (state.owner) await receipts.advance(sessionId, 'staff', { delivered: head, read: head });
    }
    await domain.review.learn(state, own);
    const details = own.find((event) => event.kind === 'details.given');
    if (details)
      await domain.search.listen({ event: details, before: state, after: state, isOwn: true });
  });
  await inBatches(builders, async ({ state }) => {
    await appeals.insert({
      ...{ _id: state.appealId, number: state.appealNumber, citizenId: state.citizenId },
      ...{ sessionId: state._id, registeredAt: state.openedAt },
      dueAt: new Date(state.openedAt.getTime() + limits.live.appealAnswerMs),
      ...computeProgress(state),
    });
    await log.createState(state);
  });
};
