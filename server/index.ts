import closeWithGrace from 'close-with-grace';
import type { AddressInfo } from 'node:net';
import { createApp, type App } from './app.js';
import { openDatabase, type OpenedDatabase } from './compose/open-database.js';
import { ConfigError, type Config } from './config.js';
import { ModelInUse } from './features/classification/model-in-use.js';
import { SystemClock } from './lib/clock.js';
import { skewDate } from './lib/skewed-date.js';
import type { Logger } from './lib/logger.js';
import { assertNoDemoPeople } from './seed/demo-people.js';
import { seedWorldIfEmpty } from './seed/demo-world.js';
import { seedReferenceData } from './seed/seed.js';
import { SimulationControl } from './simulation/simulation-control.js';
import { keepClockAligned } from './storage/clock-alignment.js';

/** How many ports after the wanted one are tried where it is taken. */
const portsToTry = 20;

const listen = (app: App, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    app.http.once('error', reject);
    app.http.listen(port, host, () => {
      app.http.off('error', reject);
      resolve((app.http.address() as AddressInfo).port);
    });
  });

/** The wanted port, or in development the next free one. Throws `ConfigError` where none can be had. */
const listenNearby = async (app: App, config: Config, logger: Logger): Promise<number> => {
  const last = config.mode === 'development' && config.port !== 0 ? portsToTry : 0;
  for (let offset = 0; ; offset += 1) {
    const port = config.port + offset;
    try {
      return await listen(app, config.host, port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && offset < last) {
        logger.warn({ event: 'port.taken', port, reason: `trying ${port + 1}` });
        continue;
      }
      throw new ConfigError([
        `PORT, HOST: ${config.host}:${port} cannot be listened on (${code ?? 'unknown'}); name another.`,
      ]);
    }
  }
};

/** Where this machine reaches its own server. */
const ownAddress = (host: string, port: number): string =>
  `http://${['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host}:${port}`;

export interface RunningServer {
  port: number;
  app: App;
  close(): Promise<void>;
}

const startOn = async (
  { database, close }: OpenedDatabase,
  config: Config,
  logger: Logger,
  classifier: ModelInUse,
): Promise<RunningServer> => {
  const begun: (() => unknown)[] = [close];
  /** Ends what has begun, the last first. */
  const stop = async (): Promise<void> => {
    for (const end of begun.splice(0).reverse()) await end();
  };
  try {
    const clock = new SystemClock();
    const alignment = keepClockAligned(clock, database);
    begun.push(() => alignment.stop());
    await alignment.ready;
    const simulation = new SimulationControl(logger);
    const app = await createApp({ config, database, clock, logger, classifier, simulation });
    begun.push(
      () => app.close(),
      () => simulation.close(),
    );
    await seedReferenceData(app.domain, config.escalationWindowMs);
    if (config.mode === 'production') await assertNoDemoPeople(app.domain);
    if (config.isDemo) await seedWorldIfEmpty(app.domain, logger);
    await app.start();
    const port = await listenNearby(app, config, logger);
    if (config.isDemo) simulation.attach(ownAddress(config.host, port), config.isSimulated);
    return { port, app, close: stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/**
 * Database, seed, server, clocks, simulation: everything that `liniya start` runs, without the signals. Throws
 * `ConfigError` and `EmbeddedDatabaseError`, worded for people; nothing is left running then.
 */
export const startServer = async (config: Config, logger: Logger): Promise<RunningServer> => {
  const classifier = new ModelInUse(config.dataFolder, logger);
  const opened = await openDatabase(config, logger, { mayShare: false });
  return startOn(opened, config, logger, classifier);
};

/** Runs until a signal, then finishes what is in flight. */
export const runServer = async (config: Config, logger: Logger): Promise<RunningServer> => {
  if (config.testSkewMs !== undefined) skewDate(config.testSkewMs);
  const server = await startServer(config, logger);
  closeWithGrace({ delay: 20_000, logger: false }, async ({ err, signal }) => {
    if (err) logger.error({ event: 'server.failed', error: err });
    else logger.info({ event: 'server.stopping', reason: signal ?? 'asked' });
    await server.close();
    logger.info({ event: 'server.stopped' });
  });
  return server;
};
