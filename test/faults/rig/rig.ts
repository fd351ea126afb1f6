import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { withDomain } from '../../../server/cli/with-domain.js';
import { readConfig } from '../../../server/config.js';
import { silentLogger } from '../../../server/lib/logger.js';
import { plannedPoolCodes, seedId } from '../../../server/seed/reference-data.js';
import type { Role } from '../../../shared/domain/states.js';
import { Door } from './door.js';
import {
  prepareNode,
  startGround,
  type GroundNode,
  type GroundOptions,
  type RigDatabase,
} from './ground.js';
import type { RigProcess } from './processes.js';

export const password = 'korrekt horse 17';
/** Short enough for every step to come within a run of two minutes. */
const windowMs = 15_000;
const nodeCount = 3;
/** How far each machine's own clock is ahead. */
const skewsMs = [0, -45_000, 30_000];

export interface StaffMember {
  operatorId: string;
  login: string;
  role: Role;
  poolIds: string[];
  capacity: number;
}

export interface Rig {
  engine: string;
  databaseUri: string;
  database: RigDatabase;
  /** Each node comes to its database through a proxy of its own. */
  isDatabaseProxied: boolean;
  redis: RigProcess;
  nodes: GroundNode[];
  staff: StaffMember[];
  /** One for each person who came. */
  doors: Door[];
  openDoor(): Promise<Door>;
  close(): Promise<void>;
}

/** Operators of two groups of pools, so that a transfer takes a right away; seniors and a supervisor of all. */
const hire = (env: Record<string, string>): Promise<StaffMember[]> =>
  withDomain(readConfig(env), silentLogger, async (domain) => {
    await domain.pools.setEscalationWindow(windowMs, windowMs);
    const halves = [plannedPoolCodes.slice(0, 4), plannedPoolCodes.slice(4)] as const;
    const wanted: [Role, readonly string[]][] = [
      ...Array.from({ length: 6 }, (_, index): [Role, readonly string[]] => [
        'operator',
        halves[index % 2] ?? [],
      ]),
      ['senior', plannedPoolCodes],
      ['senior', plannedPoolCodes],
      ['supervisor', plannedPoolCodes],
    ];
    const staff: StaffMember[] = [];
    for (const [index, [role, codes]] of wanted.entries()) {
      const login = `${role}-${index}`;
      const poolIds = codes.map((code) => seedId('pool', code));
      const { _id } = await domain.operators.createOperator(
        { kind: 'system' },
        { login, name: login, role, password, poolIds, capacity: 6 },
      );
      staff.push({ operatorId: _id, login, role, poolIds, capacity: 6 });
    }
    return staff;
  });

/** Three server processes, their database and Redis, each reached through a proxy that can fail. */
export const startRig = async (folder: string, options: GroundOptions): Promise<Rig> => {
  const ground = await startGround(folder, options);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const shared = {
    ...{ NODE_ENV: 'test', LINIYA_DEMO: 'false', LINIYA_LOG: 'warn' },
    LINIYA_MASTER_KEY: randomBytes(32).toString('base64'),
    LINIYA_TOKEN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    LINIYA_TRUSTED_PROXIES: '127.0.0.1',
  };
  const { engine, databaseUri, databasePort, database, redis } = ground;
  const hiring = { MONGODB_URI: databaseUri, LINIYA_DATA: join(folder, 'hiring') };
  const staff = await hire({ ...shared, ...hiring });
  const nodes: GroundNode[] = [];
  for (let index = 0; index < nodeCount; index += 1) {
    const name = `node-${index}`;
    const node = await prepareNode(ground, {
      ...{ name, arguments: ['bin/liniya.js', 'start'], readyLine: 'Liniya is ready' },
      env: {
        ...{ ...shared, LINIYA_DATA: join(folder, name) },
        LINIYA_TEST_SKEW_MS: String(skewsMs[index] ?? 0),
      },
    });
    nodes.push(node);
  }
  for (const { process: node } of nodes) await node.start();
  const doors: Door[] = [];
  return {
    ...{ engine, databaseUri, database, redis, nodes, staff, doors },
    isDatabaseProxied: databasePort !== null,
    async openDoor() {
      const ports = nodes.map(({ clients }) => clients.port);
      const door = await new Door(ports, doors.length).listen();
      doors.push(door);
      return door;
    },
    async close() {
      for (const door of doors) await door.close();
      for (const { process: node, ...proxies } of nodes) {
        await node.stop();
        for (const proxy of [proxies.clients, proxies.database, proxies.redis]) await proxy.close();
      }
      await ground.close();
    },
  };
};
