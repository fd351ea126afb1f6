import { randomUUID } from 'node:crypto';
import { readConfig } from '../../server/config.js';
import type { Domain } from '../../server/compose/domain.js';
import { withDomain } from '../../server/cli/with-domain.js';
import { newId } from '../../server/lib/ids.js';
import { silentLogger } from '../../server/lib/logger.js';
import { Random } from '../../server/seed/random.js';
import { seedId } from '../../server/seed/reference-data.js';
import { stories } from '../../server/seed/stories/stories.js';
import { Talk } from '../../server/seed/talk.js';
import { buildSessions, inBatches, storeSessions } from '../../server/seed/world-writer.js';

/** Who waits and who answers. */
export interface Crowd {
  /** In the order in which they have to be served. */
  waiting: string[];
  citizenIds: string[];
  /** Of the pool that has the queue, one seat each. */
  operatorIds: string[];
  /** Of another pool, where nobody waits. */
  idleId: string;
}

export interface CrowdTokens {
  citizens: string[];
  operators: string[];
  idle: string;
}

/** Whose connection keeps so many chats offerable: thousands of sockets would measure the machine. */
const citizenCount = 50;
const openedApartMs = 50;

const hire = async (domain: Domain, pool: string, count: number): Promise<string[]> => {
  const createdAt = domain.services.clock.now();
  const people = Array.from({ length: count }, (_, index) => ({
    _id: newId(createdAt.getTime()),
    login: `crowd-${pool}-${String(index + 1)}`,
    name: `Оператор ${String(index + 1)}`,
  }));
  await inBatches(people, ({ _id, login, name }) =>
    domain.stores.operators.create({
      ...{ _id, login, loginFolded: login, name, role: 'operator', capacity: 1 },
      ...{ poolIds: [seedId('pool', pool)], passwordHash: 'none' },
      ...{ isActive: true, isDemo: false, createdAt },
    }),
  );
  return people.map(({ _id }) => _id);
};

/** Real tokens without the cost of five hundred passwords, made beside the running server: they last ten minutes. */
export const issueTokens = (folder: string, crowd: Crowd): Promise<CrowdTokens> =>
  withDomain(readConfig({ LINIYA_DATA: folder }), silentLogger, async ({ auth }) => {
    const address = '127.0.0.1';
    const ofStaff = async (operatorId: string): Promise<string> => {
      const tabId = `bench-${randomUUID()}`;
      const { refreshToken } = await auth.families.start({ kind: 'staff', tabId }, operatorId);
      const { view } = await auth.staffSignIn.refresh({ tabId, refreshToken }, address);
      return view.accessToken;
    };
    const ofCitizen = async (citizenId: string): Promise<string> => {
      const { refreshToken } = await auth.families.start({ kind: 'citizen' }, citizenId);
      return (await auth.citizenSignIn.refresh(refreshToken, address)).accessToken;
    };
    return {
      citizens: await Promise.all(crowd.citizenIds.map(ofCitizen)),
      operators: await Promise.all(crowd.operatorIds.map(ofStaff)),
      idle: await ofStaff(crowd.idleId),
    };
  });

/** Chats that wait in one pool, and those who will answer them, put into a fresh data folder before a server starts there. */
export const seedCrowd = (
  folder: string,
  plan: { waiting: number; operators: number },
): Promise<Crowd> =>
  withDomain(readConfig({ LINIYA_DATA: folder }), silentLogger, async (domain) => {
    const story = stories.find(({ requestType }) => requestType === 'payments');
    if (!story) throw new Error('No story to tell.');
    const random = new Random(1);
    const nowMs = domain.services.clock.nowMs();
    const citizens = await Promise.all(
      Array.from({ length: citizenCount }, () => domain.auth.citizenSignIn.signIn({}, '127.0.0.1')),
    );
    const plans = Array.from({ length: plan.waiting }, (_, index) => {
      const openedAt = new Date(nowMs - (plan.waiting - index) * openedApartMs);
      return {
        citizenId: citizens[index % citizenCount]?.citizenId ?? '',
        openedAt,
        build: (builder: ConstructorParameters<typeof Talk>[0]) =>
          new Talk(builder, story, random, openedAt).begin({ isTraining: false, isRecorded: true }),
      };
    });
    const builders = await buildSessions(domain, plans);
    await storeSessions(domain, builders);
    const operators = await hire(domain, 'payments', plan.operators);
    const [idle = ''] = await hire(domain, 'signature', 1);
    await domain.reload();
    return {
      waiting: builders.map(({ state }) => state._id),
      citizenIds: citizens.map(({ citizenId }) => citizenId),
      operatorIds: operators,
      idleId: idle,
    };
  });
