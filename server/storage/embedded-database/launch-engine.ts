import { mkdir, rm } from 'node:fs/promises';
import type { Logger } from '../../lib/logger.js';
import { EngineUnavailable } from './embedded-database-error.js';
import type { Engine, EngineBinary } from './engine.js';
import type { FolderLock } from './folder-lock.js';
import { findPort, isPortFree } from './ports.js';
import { Supervisor } from './supervisor.js';

interface LaunchOptions {
  engine: Engine;
  binary: EngineBinary;
  storagePath: string;
  /** Whether the storage folder held data before: only a folder of ours is removed when the start fails. */
  hasData: boolean;
  /** Taken where it is free; 0 asks for any. */
  wantedPort: number;
  lock: FolderLock;
  logger: Logger;
}

/** A port can be taken between looking and starting: then another one is tried, this many times in all. */
const portTries = 3;

const launch = async (
  options: LaunchOptions,
): Promise<{ supervisor: Supervisor; port: number }> => {
  const { engine, binary, storagePath, lock, logger } = options;
  let wanted = options.wantedPort;
  for (let tries = 1; ; tries++) {
    const port = await findPort(wanted);
    const supervisor = new Supervisor({
      ...{ engine, binaryPath: binary.path, storagePath, port, logger },
      onSpawn: (identity) => lock.recordDatabase({ ...identity, engine: engine.name, port }),
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

/** Starts an engine that was found. Throws `EngineUnavailable` with what the engine itself said. */
export const launchEngine = async (
  options: LaunchOptions,
): Promise<{ supervisor: Supervisor; port: number }> => {
  const { engine, binary, storagePath, hasData } = options;
  await mkdir(storagePath, { recursive: true, mode: 0o700 });
  try {
    return await launch(options);
  } catch (error) {
    if (!hasData) await rm(storagePath, { recursive: true, force: true });
    const why = `${engine.title} ${binary.version} did not start: ${(error as Error).message}`;
    throw new EngineUnavailable(why, { cause: error });
  }
};
