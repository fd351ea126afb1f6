import { newId } from '../../server/lib/ids.js';
import { plannedPoolCodes } from '../../server/seed/reference-data.js';
import type { StaffClient } from './clients.js';
import { poolId, type World } from './world.js';

const atOnce = 25;

/**
 * So many people of every pool, each with a socket of their own, on the nodes in turn. Nobody of them can sign in by
 * password.
 */
export const hireCrowd = async (
  world: World,
  size: number,
  nodes: readonly World[] = [world],
  role: 'operator' | 'senior' = 'operator',
): Promise<StaffClient[]> => {
  const { domain } = world.app;
  const people = Array.from({ length: size }, (_, index) => {
    const login = `crowd-${role}-${index + 1}`;
    const title = role === 'senior' ? 'Старший' : 'Оператор';
    return { _id: newId(world.clock.nowMs()), login, name: `${title} ${index + 1}` };
  });
  for (const { _id, login, name } of people) {
    await domain.stores.operators.create({
      ...{ _id, login, loginFolded: login, name, role, capacity: 1 },
      ...{ poolIds: plannedPoolCodes.map(poolId), passwordHash: 'none' },
      ...{ isActive: true, isDemo: false, createdAt: world.clock.now() },
    });
  }
  for (const { app } of nodes) await app.domain.reload();
  const crowd: StaffClient[] = [];
  // A busy machine lets two hundred who connect at once wait until they give up.
  for (let start = 0; start < size; start += atOnce) {
    const next = people.slice(start, start + atOnce).map(({ _id, name }, index) => {
      const node = nodes[(start + index) % nodes.length] ?? world;
      return node.device(_id, name);
    });
    crowd.push(...(await Promise.all(next)));
  }
  return crowd;
};
