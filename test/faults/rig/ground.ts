import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openCacheFolder } from '../../../server/storage/embedded-database/cache-folder.js';
import { getEngine } from '../../../server/storage/embedded-database/engines.js';
import { findRedis } from '../../helpers/find-redis.js';
import { RigProcess } from './processes.js';
import { TcpProxy } from '../../helpers/tcp-proxy.js';

type Program = ConstructorParameters<typeof RigProcess>[0];

/** What any servers under test stand on: a database and a Redis, each a process that can be killed. */
export interface Ground {
  folder: string;
  database: RigProcess;
  databasePort: number;
  databaseUri: string;
  redis: RigProcess;
  redisPort: number;
  close(): Promise<void>;
}

export interface GroundNode {
  process: RigProcess;
  port: number;
  /** From its clients, to its database and to its Redis. */
  clients: TcpProxy;
  database: TcpProxy;
  redis: TcpProxy;
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

export const startGround = async (folder: string): Promise<Ground> => {
  const engine = getEngine('secantus');
  const cacheFolder = await openCacheFolder(folder);
  const binary =
    (await engine.findBinary({ cacheFolder })) ??
    (await engine.fetch?.run({ cacheFolder, progress: () => undefined }));
  if (!binary) throw new Error('No database: SecantusDB cannot be had.');
  const [databasePort, redisPort] = [await freePort(), await freePort()];
  const storagePath = join(folder, 'database');
  await mkdir(storagePath);
  const database = new RigProcess({
    ...{ name: 'database', path: binary.path, logFolder: folder, readyLine: 'listening' },
    arguments: engine.arguments({ port: databasePort, storagePath }),
  });
  const where = ['--port', String(redisPort), '--bind', '127.0.0.1'];
  const redis = new RigProcess({
    ...{ name: 'redis', path: await findRedis(), logFolder: folder },
    arguments: [...where, '--save', '', '--appendonly', 'no'],
    readyLine: 'Ready to accept connections',
  });
  const close = async () => {
    await redis.kill();
    await database.kill();
  };
  try {
    await database.start();
    await redis.start();
  } catch (error) {
    await close();
    throw error;
  }
  const databaseUri = engine.uri(databasePort);
  return { folder, database, databasePort, databaseUri, redis, redisPort, close };
};

/** A server process on this ground, each of its connections through a proxy that can fail. Not started yet. */
export const prepareNode = async (
  ground: Ground,
  program: {
    name: string;
    arguments: string[];
    readyLine: string;
    env: Record<string, string>;
    create?: (program: Program) => RigProcess;
  },
): Promise<GroundNode> => {
  const { create = (whole: Program) => new RigProcess(whole), env, ...given } = program;
  const { databasePort, databaseUri, folder, redisPort } = ground;
  const port = await freePort();
  const [clients, database, redis] = await Promise.all([
    new TcpProxy(() => [port]).listen(),
    new TcpProxy(() => [databasePort]).listen(),
    new TcpProxy(() => [redisPort]).listen(),
  ]);
  const process_ = create({
    ...{ ...given, path: process.execPath, logFolder: folder },
    env: {
      ...env,
      PORT: String(port),
      MONGODB_URI: databaseUri.replace(`:${databasePort}/`, `:${database.port}/`),
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    },
  });
  return { process: process_, port, clients, database, redis };
};

/** Where clients come to: in turn, and the next one where a node does not take the connection. */
export const balance = (nodes: readonly GroundNode[]): Promise<TcpProxy> => {
  let turn = 0;
  return new TcpProxy(() => {
    turn += 1;
    return nodes.map((_, index) => nodes[(index + turn) % nodes.length]?.clients.port ?? 0);
  }).listen();
};
