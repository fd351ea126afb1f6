import { mkdir } from 'node:fs/promises';
import type { Logger } from '../../lib/logger.js';
import { openCacheFolder } from './cache-folder.js';
import { EmbeddedDatabaseError, EngineUnavailable } from './embedded-database-error.js';
import type { DatabaseChoice, Engine, EngineBinary, EngineName } from './engine.js';
import { engines, getEngine } from './engines.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { launchEngine } from './launch-engine.js';
import { preferredPort } from './ports.js';
import { stopForeignProcess } from './process-identity.js';
import * as choices from './remembered-choice.js';

export interface EmbeddedDatabaseOptions {
  /** Holds the lock, the remembered choice and one folder an engine. */
  dataFolder: string;
  /** `LINIYA_DATABASE`. */
  choice: DatabaseChoice;
  /** `LINIYA_MONGOD`. */
  mongodPath?: string;
  /** Production takes an engine that is not meant for it only when it is named; tests leave the fixed port alone. */
  mode: 'development' | 'test' | 'production';
  logger: Logger;
  /** Where fetched programs are kept; the user's cache folder by default. */
  cacheFolder?: string;
  /** One line for people at each slow step; the log by default. */
  onProgress?: (line: string) => void;
}

export interface EmbeddedDatabase {
  uri: string;
  engine: EngineName;
  /** Why this engine, in one line. */
  reason: string;
  /** Ends the database (call it after the server has stopped) and frees the folder. */
  stop(): Promise<void>;
}

interface Start {
  options: EmbeddedDatabaseOptions;
  lock: FolderLock;
  remembered: choices.RememberedChoice | null;
  withData: EngineName[];
  /** Why engines tried before could not be used. */
  problems: Map<EngineName, string>;
}

const assertAllowed = ({ mode, choice }: EmbeddedDatabaseOptions, engine: Engine): void => {
  if (mode !== 'production' || engine.isForProduction || choice === engine.name) return;
  throw new EngineUnavailable(
    `refused in production unless LINIYA_DATABASE=${engine.name} names it`,
  );
};

const obtainBinary = async (start: Start, engine: Engine): Promise<EngineBinary> => {
  const { dataFolder, mongodPath, logger, onProgress } = start.options;
  const cacheFolder = await openCacheFolder(dataFolder, start.options.cacheFolder);
  const progress =
    onProgress ?? ((line: string) => logger.info({ event: 'database.progress', reason: line }));
  const named = mongodPath === undefined ? {} : { mongodPath };
  const found = await engine.findBinary({ cacheFolder, ...named });
  if (found) return found;
  if (!engine.fetch) throw new EngineUnavailable(engine.missing ?? 'it is not on this machine');
  await engine.fetch.check();
  return engine.fetch.run({ cacheFolder, progress });
};

const describe = (start: Start, engine: Engine, binary: EngineBinary): string => {
  const others = [...start.problems].map(([name, problem]) => `${name}: ${problem}`);
  const why = start.withData.includes(engine.name) ? ['its data is here'] : others;
  return [`${engine.title} ${binary.version}, ${binary.reason}`, ...why].join('; ');
};

const startEngine = async (start: Start, engine: Engine): Promise<EmbeddedDatabase> => {
  const { options, lock, remembered, withData } = start;
  const { dataFolder, mode, logger } = options;
  const startedAt = performance.now();
  assertAllowed(options, engine);
  const binary = await obtainBinary(start, engine);
  if (remembered?.engine === engine.name && remembered.version !== binary.version) {
    const change = `${remembered.version} → ${binary.version}`;
    logger.warn({ event: 'database.version-changed', engine: engine.name, reason: change });
  }
  const { supervisor, port } = await launchEngine({
    ...{ engine, binary, lock, logger },
    storagePath: choices.storagePathOf(dataFolder, engine.name),
    hasData: withData.includes(engine.name),
    wantedPort: remembered?.port ?? (mode === 'test' ? 0 : preferredPort),
  });
  const stop = async () => {
    await supervisor.stop();
    await lock.release();
  };
  try {
    await choices.writeChoice(dataFolder, { engine: engine.name, version: binary.version, port });
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  const reason = describe(start, engine, binary);
  const durationMs = Math.round(performance.now() - startedAt);
  logger.info({ event: 'database.started', engine: engine.name, reason, port, durationMs });
  return { uri: engine.uri(port), engine: engine.name, reason, stop };
};

const explainNone = ({ options, problems }: Start): EmbeddedDatabaseError => {
  const { choice } = options;
  const notTried =
    choice === 'auto' ? 'the data here is of another engine' : `LINIYA_DATABASE=${choice}`;
  const ways = engines.map(
    ({ name }) => `  ${name}: ${problems.get(name) ?? `not tried (${notTried})`}`,
  );
  const advice =
    'Mend one of these ways (LINIYA_DATABASE names one), or set MONGODB_URI to a MongoDB ≥ 7 replica set.';
  return new EmbeddedDatabaseError(['No database could be started:', ...ways, advice].join('\n'));
};

const startFirstPossible = async (start: Start): Promise<EmbeddedDatabase> => {
  const { options, remembered, withData } = start;
  const { dataFolder, choice } = options;
  const required = choices.selectEngine({
    ...{ dataFolder, choice, withData },
    remembered: remembered?.engine ?? null,
  });
  for (const engine of required === null ? engines : [getEngine(required)]) {
    try {
      return await startEngine(start, engine);
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      start.problems.set(engine.name, error.message);
    }
  }
  throw explainNone(start);
};

/**
 * Starts the server's own database and keeps it alive, restarting it on the same port when it crashes. Throws
 * `EmbeddedDatabaseError`, worded for people, where no engine can be had, another server holds the folder, or the
 * start would leave the data of another engine behind.
 */
export const startEmbeddedDatabase = async (
  options: EmbeddedDatabaseOptions,
): Promise<EmbeddedDatabase> => {
  const { dataFolder, logger } = options;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataFolder);
  try {
    if (lock.orphan) {
      const { engine, port } = lock.orphan;
      const reason = 'the server before this one was killed';
      logger.warn({ event: 'database.orphan-stopped', engine, port, reason });
      await stopForeignProcess(lock.orphan);
    }
    const remembered = await choices.readChoice(dataFolder);
    const withData = await choices.listEnginesWithData(dataFolder);
    return await startFirstPossible({
      ...{ options, lock, remembered, withData },
      problems: new Map(),
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
};
