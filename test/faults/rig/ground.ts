import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openCacheFolder } from '../../../server/storage/embedded-database/cache-folder.js';
import { getEngine } from '../../../server/storage/embedded-database/engines.js';
import { mongodEngine } from '../../../server/storage/embedded-database/mongod-engine.js';
import { findRedis } from '../../helpers/find-redis.js';
import { freePort } from '../../helpers/free-port.js';
import { RigProcess } from './processes.js';
import { startReplicaSet } from './replica-set.js';
import { TcpProxy } from '../../helpers/tcp-proxy.js';

type Program = ConstructorParameters<typeof RigProcess>[0];

/** What any servers under test stand on: a database and a Redis, each a process that can be killed. */
export interface Ground {
  folder: string;
  /** Its name, for people. */
  engine: string;
  database: RigDatabase;
  /** Null where clients find its members themselves: no proxy stands before them. */
  databasePort: number | null;
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

/** One process, or the primary of several: what befalls it. */
export interface RigDatabase {
  kill(): Promise<void>;
  /** What was killed, again. */
  start(): Promise<void>;
  freeze(): Promise<void> | void;
  thaw(): Promise<void> | void;
  /** All of it, for good. */
  end(): Promise<void>;
}

/** SecantusDB, one process. Its port: nodes come to it through proxies. */
const startSecantus = async (folder: string, cacheFolder: string) => {
  const engine = getEngine('secantus');
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
  const all = Object.assign(database, { end: () => database.kill() });
  return { database: all, port, uri: engine.uri(port) };
};

/** A replica set where the machine has a `mongod` (LINIYA_MONGOD or on PATH) and it is wanted, else SecantusDB. */
const startDatabase = async (folder: string, { mayBeMongod }: GroundOptions) => {
  const cacheFolder = await openCacheFolder(folder);
  const mongodPath = process.env['LINIYA_MONGOD'];
  const mongod = mayBeMongod
    ? await mongodEngine.findBinary({
        cacheFolder,
        ...(mongodPath === undefined ? {} : { mongodPath }),
      })
    : null;
  if (!mongod) {
    const { database, port, uri } = await startSecantus(folder, cacheFolder);
    return { engine: 'SecantusDB', database, databasePort: port, databaseUri: uri };
  }
  const { database, uri } = await startReplicaSet(folder, mongod.path);
  const engine = `MongoDB ${mongod.version}, a replica set of three`;
  return { engine, database, databasePort: null, databaseUri: uri };
};

export interface GroundOptions {
  /** A replica set is three processes more. */
  mayBeMongod: boolean;
}

export const startGround = async (folder: string, options: GroundOptions): Promise<Ground> => {
  const started = await startDatabase(folder, options);
  const redisPort = await freePort();
  const where = ['--port', String(redisPort), '--bind', '127.0.0.1'];
  const redis = new RigProcess({
    ...{ name: 'redis', path: await findRedis(), logFolder: folder },
    arguments: [...where, '--save', '', '--appendonly', 'no'],
    readyLine: 'Ready to accept connections',
  });
  const close = async () => {
    await redis.kill();
    await started.database.end();
  };
  try {
    await redis.start();
  } catch (error) {
    await close();
    throw error;
  }
  return { ...started, folder, redis, redisPort, close };
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
    new TcpProxy(() => (databasePort === null ? [] : [databasePort])).listen(),
    new TcpProxy(() => [redisPort]).listen(),
  ]);
  const process_ = create({
    ...{ ...given, path: process.execPath, logFolder: folder },
    env: {
      ...env,
      PORT: String(port),
      MONGODB_URI:
        databasePort === null
          ? databaseUri
          : databaseUri.replace(`:${databasePort}/`, `:${database.port}/`),
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
