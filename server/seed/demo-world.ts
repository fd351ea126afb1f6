import { limits } from '../../shared/limits.js';
import type { Logger } from '../lib/logger.js';
import { newId } from '../lib/ids.js';
import { makePerson, planPastTalks } from './past-talks.js';
import { trainingCitizens, visitorPortalId } from './citizens.js';
import { demoOperatorId, demoPeople, seedDemoPeople } from './demo-people.js';
import { planLiveTalks } from './live-talks.js';
import { Random } from './random.js';
import type { SessionBuilder } from './session-builder.js';
import { buildSessions, inBatches, storeSessions, type SeedDomain } from './world-writer.js';

/** What is said and by whom is the same on every machine; when, follows from now. */
const worldSeed = 2_026;
export const pastTalkCount = 150;
const pastCitizenCount = 70;

/**
 * The demo's world on an empty database: people, 150 past appeals, six live chats, a queue, an escalation under way.
 * Where there are appeals already only people are added. Everybody begins the day online, as soon as they connect.
 */
export const seedWorldIfEmpty = async (domain: SeedDomain, logger: Logger): Promise<void> => {
  await seedDemoPeople(domain);
  await beginShift(domain);
  if (await domain.stores.appeals.hasAny()) return;
  const startedAt = performance.now();
  const count = await seedWorld(domain);
  const durationMs = Math.round(performance.now() - startedAt);
  logger.info({ event: 'world.seeded', count, durationMs });
};

/** The choice stands at once; the lease that makes it true comes with the first acknowledged ping. */
const beginShift = async ({ stores, services }: SeedDomain): Promise<void> => {
  const people = demoPeople.filter(({ role }) => role !== 'administrator');
  const made = {
    choice: 'online',
    choiceAt: services.clock.now(),
    leaseUntil: new Date(0),
  } as const;
  for (const { login } of people) await stores.presence.choose(demoOperatorId(login), made);
  await services.presence.load();
};

const seedWorld = async (domain: SeedDomain): Promise<number> => {
  const nowMs = domain.services.clock.nowMs();
  const random = new Random(worldSeed);
  const citizens = await makePastCitizens(domain, random, nowMs);
  const { citizenId } = await domain.citizenRecords.identify({ portalUserId: visitorPortalId });
  const visitor = { citizenId, name: 'Мария Петрова', contact: 'maria@example.org' };
  const past = planPastTalks(random, nowMs, { citizens, visitor, count: pastTalkCount });
  const live = planLiveTalks(random, nowMs, await identifyTrainingCitizens(domain));
  const builders = await buildSessions(domain, [...past, ...live.plans]);
  await storeSessions(domain, builders);
  await inBatches(live.deadlines, ({ kind, key, sessionId, dueAt }) =>
    domain.deadlines.set(kind, key, sessionId, dueAt),
  );
  await setConfirmDeadlines(domain, builders);
  await takeSeats(domain, builders);
  return builders.length;
};

const makePastCitizens = async (domain: SeedDomain, random: Random, nowMs: number) => {
  const citizens = Array.from({ length: pastCitizenCount }, () => makePerson(random, newId(nowMs)));
  const createdAt = new Date(nowMs);
  await inBatches(citizens, ({ citizenId: _id }) =>
    domain.stores.citizens.create({ _id, identityStep: 'guest', createdAt }),
  );
  return citizens;
};

const identifyTrainingCitizens = (domain: SeedDomain) =>
  Promise.all(
    trainingCitizens.map(async (citizen) => ({
      ...citizen,
      ...(await domain.citizenRecords.identify(citizen)),
    })),
  );

/** A finished talk waits a day for its citizen's word. */
const setConfirmDeadlines = (domain: SeedDomain, builders: readonly SessionBuilder[]) =>
  inBatches(builders, async ({ state: { _id, status, closing } }) => {
    if (status !== 'awaiting_confirmation' || !closing) return;
    const dueAt = new Date(closing.proposedAt.getTime() + limits.closing.confirmMs);
    await domain.deadlines.set('confirm', _id, _id, dueAt);
  });

/** Who holds a live talk has its seat. */
const takeSeats = async (domain: SeedDomain, builders: readonly SessionBuilder[]) => {
  for (const { state } of builders) {
    if (!state.owner) continue;
    const { operatorId, offerId } = state.owner;
    const seat = await domain.stores.seats.claim(operatorId, 'normal', offerId, state._id);
    if (!seat) throw new Error('A seeded operator has too few seats.');
  }
  await domain.reload();
};
