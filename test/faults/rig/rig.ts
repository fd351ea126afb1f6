import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { withDomain } from '../../../server/cli/with-domain.js';
import { readConfig } from '../../../server/config.js';
import { silentLogger } from '../../../server/lib/logger.js';
import { plannedPoolCodes, seedId } from '../../../server/seed/reference-data.js';
import { openCacheFolder } from '../../../server/storage/embedded-database/cache-folder.js';
import { getEngine } from '../../../server/storage/embedded-database/engines.js';
import type { Role } from '../../../shared/domain/states.js';
import { findRedis } from '../../helpers/find-redis.js';
import { RigProcess } from './processes.js';
import { TcpProxy } from '../../helpers/tcp-proxy.js';

export const password = 'korrekt horse 17';
/** Short enough for every step to come within a run of two minutes. */
const windowMs = 15_000;
const nodeCount = 3;

export interface RigNode {
  process: RigProcess;
  port: number;
  /** From its clients, to its database and to its Redis. */
  clients: TcpProxy;
  database: TcpProxy;
  redis: TcpProxy;
}

export interface StaffMember {
  operatorId: string;
  login: string;
  role: Role;
  poolIds: string[];
  capacity: number;
}

export interface Rig {
  /** Where clients come to: the first node that takes the connection, in turn. */
  address: string;
  databaseUri: string;
  database: RigProcess;
  redis: RigProcess;
  nodes: RigNode[];
  staff: StaffMember[];
  close(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const startDatabase = async (folder: string) => {
  const engine = getEngine('secantus');
  const cacheFolder = await openCacheFolder(folder);
  const binary =
    (await engine.findBinary({ cacheFolder })) ??
    (await engine.fetch?.run({ cacheFolder, progress: () => undefined }));
  if (!binary) throw new Error('No database: SecantusDB cannot be had.');
  const port = await freePort();
  const storagePath = join(folder, 'database');
  await mkdir(storagePath);
  const database = new RigProcess({
    ...{ name: 'database', path: binary.path, logFolder: folder, readyLine: 'listening' },
    arguments: engine.arguments({ port, storagePath }),
  });
  await database.start();
  return { database, port, uri: engine.uri(port) };
};

const startRedis = async (folder: string) => {
  const port = await freePort();
  const redis = new RigProcess({
    ...{ name: 'redis', path: await findRedis(), logFolder: folder },
    arguments: ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    readyLine: 'Ready to accept connections',
  });
  await redis.start();
  return { redis, port };
};

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
export const startRig = async (folder: string): Promise<Rig> => {
  const { database, port: databasePort, uri } = await startDatabase(folder);
  const { redis, port: redisPort } = await startRedis(folder);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const shared = {
    ...{ NODE_ENV: 'test', LINIYA_DEMO: 'false', LINIYA_LOG: 'warn' },
    LINIYA_MASTER_KEY: randomBytes(32).toString('base64'),
    LINIYA_TOKEN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    LINIYA_TRUSTED_PROXIES: '127.0.0.1',
  };
  const staff = await hire({ ...shared, MONGODB_URI: uri, LINIYA_DATA: join(folder, 'hiring') });
  const nodes: RigNode[] = [];
  for (let index = 0; index < nodeCount; index += 1) {
    const port = await freePort();
    const [clients, toDatabase, toRedis] = await Promise.all([
      new TcpProxy(() => [port]).listen(),
      new TcpProxy(() => [databasePort]).listen(),
      new TcpProxy(() => [redisPort]).listen(),
    ]);
    const node = new RigProcess({
      ...{ name: `node-${index}`, path: process.execPath, logFolder: folder },
      arguments: ['bin/liniya.js', 'start'],
      readyLine: 'Liniya is ready',
      env: {
        ...shared,
        ...{ PORT: String(port), LINIYA_DATA: join(folder, `node-${index}`) },
        MONGODB_URI: uri.replace(`:${databasePort}/`, `:${toDatabase.port}/`),
        REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
      },
    });
    nodes.push({ process: node, port, clients, database: toDatabase, redis: toRedis });
  }
  for (const { process: node } of nodes) await node.start();
  let turn = 0;
  const balancer = await new TcpProxy(() => {
    turn += 1;
    return nodes.map((_, index) => nodes[(index + turn) % nodeCount]?.clients.port ?? 0);
  }).listen();
  return {
    address: `http://127.0.0.1:${balancer.port}`,
    databaseUri: uri,
    ...{ database, redis, nodes, staff },
    async close() {
      await balancer.close();
      for (const { process: node, clients, database: toDatabase, redis: toRedis } of nodes) {
        await node.stop();
        for (const proxy of [clients, toDatabase, toRedis]) await proxy.close();
      }
      await redis.kill();
      await database.kill();
    },
  };
};
