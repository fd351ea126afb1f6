import { mkdir, rm } from 'node:fs/promises';
import type { Logger } from '../../lib/logger.js';
import { openCacheFolder } from './cache-folder.js';
import { EmbeddedDatabaseError, EngineUnavailable } from './embedded-database-error.js';
import type { DatabaseChoice, Engine, EngineBinary, EngineName } from './engine.js';
import { engines, getEngine } from './engines.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { findPort, isPortFree, preferredPort } from './ports.js';
import { stopForeignProcess } from './process-identity.js';
import {
  listEnginesWithData,
  readChoice,
  type RememberedChoice,
  selectEngine,
  storagePathOf,
  writeChoice,
} from './remembered-choice.js';
import { Supervisor } from './supervisor.js';

export interface EmbeddedDatabaseOptions {
  /** Holds the lock, the remembered choice and one folder an engine. */
  dataFolder: string;
  /** `LINIYA_DATABASE`. */
  choice: DatabaseChoice;
  /** `LINIYA_MONGOD`. */
  mongodPath?: string;
  /** Production takes an engine that is not meant for it only when it is named. */
  mode: 'development' | 'test' | 'production';
  logger: Logger;
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
  remembered: RememberedChoice | null;
  withData: EngineName[];
}

/** The port can be taken between looking and starting: then another one is tried, this many times in all. */
const portTries = 3;

const launch = async (start: Start, engine: Engine, binaryPath: string) => {
  const { dataFolder, logger } = start.options;
  const storagePath = storagePathOf(dataFolder, engine.name);
  await mkdir(storagePath, { recursive: true, mode: 0o700 });
  let wanted = start.remembered?.port ?? preferredPort;
  for (let tries = 1; ; tries++) {
    const port = await findPort(wanted);
    const supervisor = new Supervisor({
      ...{ engine, binaryPath, storagePath, port, logger },
      onSpawn: (process) => start.lock.recordDatabase({ ...process, engine: engine.name, port }),
    });
    try {
      await supervisor.start();
      return { supervisor, port };
    } catch (error) {
      if (tries === portTries || (await isPortFree(port))) throw error;
      wanted = 0;
    }
  }
};

/** Finds and starts one engine. Throws `EngineUnavailable` with the reason why it cannot be. */
const startEngine = async (start: Start, engine: Engine) => {
  const { options } = start;
  const binary = await engine.findBinary({
    ...(options.mongodPath === undefined ? {} : { mongodPath: options.mongodPath }),
    cacheFolder: await openCacheFolder(options.dataFolder),
    progress:
      options.onProgress ??
      ((line) => options.logger.info({ event: 'database.progress', reason: line })),
  });
  try {
    return { binary, ...(await launch(start, engine, binary.path)) };
  } catch (error) {
    if (!start.withData.includes(engine.name))
      await rm(storagePathOf(options.dataFolder, engine.name), { recursive: true, force: true });
    const why = `${engine.title} ${binary.version} did not start: ${(error as Error).message}`;
    throw new EngineUnavailable(why, { cause: error });
  }
};

const describe = (engine: Engine, binary: EngineBinary, isKept: boolean, problems: Problems) => {
  const others = [...problems].map(([name, reason]) => `${name}: ${reason}`);
  const why = isKept ? ['its data is here'] : others;
  return [`${engine.title} ${binary.version}, ${binary.reason}`, ...why].join('; ');
};

type Problems = Map<EngineName, string>;

const explainNone = (problems: Problems, choice: DatabaseChoice): EmbeddedDatabaseError => {
  const ways = engines.map(({ name }) => {
    const reason =
      problems.get(name) ??
      `not tried, because ${choice === 'auto' ? 'the data here is of another engine' : `LINIYA_DATABASE=${choice}`}`;
    return `  ${name}: ${reason}`;
  });
  return new EmbeddedDatabaseError(
    [
      'No database could be started:',
      ...ways,
      'Mend one of these ways, or set MONGODB_URI to a MongoDB ≥ 7 replica set.',
    ].join('\n'),
  );
};

const startAny = async (start: Start): Promise<EmbeddedDatabase> => {
  const { options, lock, remembered, withData } = start;
  const startedAt = performance.now();
  const required = selectEngine({
    ...{ dataFolder: options.dataFolder, choice: options.choice, withData },
    remembered: remembered?.engine ?? null,
  });
  const problems: Problems = new Map();
  for (const engine of required === null ? engines : [getEngine(required)]) {
    if (
      options.mode === 'production' &&
      !engine.isForProduction &&
      options.choice !== engine.name
    ) {
      problems.set(
        engine.name,
        `refused in production unless named by LINIYA_DATABASE=${engine.name}`,
      );
      continue;
    }
    try {
      const { binary, supervisor, port } = await startEngine(start, engine);
      await writeChoice(options.dataFolder, { engine: engine.name, version: binary.version, port });
      const reason = describe(engine, binary, withData.includes(engine.name), problems);
      const durationMs = Math.round(performance.now() - startedAt);
      options.logger.info({
        event: 'database.started',
        engine: engine.name,
        reason,
        port,
        durationMs,
      });
      const stop = async () => {
        await supervisor.stop();
        await lock.release();
      };
      return { uri: engine.uri(port), engine: engine.name, reason, stop };
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      problems.set(engine.name, error.message);
    }
  }
  throw explainNone(problems, options.choice);
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
      logger.warn({
        event: 'database.orphan-stopped',
        engine,
        port,
        reason: 'the former server was killed',
      });
      await stopForeignProcess(lock.orphan);
    }
    const remembered = await readChoice(dataFolder);
    const withData = await listEnginesWithData(dataFolder);
    return await startAny({ options, lock, remembered, withData });
  } catch (error) {
    await lock.release();
    throw error;
  }
};
