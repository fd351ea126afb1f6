import { newId } from '../../server/lib/ids.js';
import { plannedPoolCodes } from '../../server/seed/reference-data.js';
import type { StaffClient } from './clients.js';
import { poolId, type World } from './world.js';

/** So many operators of every pool, each with a socket of their own. Nobody of them can sign in by password. */
export const hireCrowd = async (world: World, size: number): Promise<StaffClient[]> => {
  const { domain } = world.app;
  const people = Array.from({ length: size }, (_, index) => {
    const login = `crowd-${index + 1}`;
    return { _id: newId(world.clock.nowMs()), login, name: `Оператор ${index + 1}` };
  });
  for (const { _id, login, name } of people) {
    await domain.stores.operators.create({
      ...{ _id, login, loginFolded: login, name, role: 'operator', capacity: 1 },
      ...{ poolIds: plannedPoolCodes.map(poolId), passwordHash: 'none' },
      ...{ isActive: true, isDemo: false, createdAt: world.clock.now() },
    });
  }
  await domain.reload();
  return Promise.all(people.map(({ _id, name }) => world.device(_id, name)));
};
