import closeWithGrace from 'close-with-grace';
import type { AddressInfo } from 'node:net';
import { createApp, type App } from './app.js';
import type { Config } from './config.js';
import { loadClassifier } from './features/classification/load-classifier.js';
import { SystemClock } from './lib/clock.js';
import type { Logger } from './lib/logger.js';
import { seedDemoPeople } from './seed/demo-people.js';
import { seedReferenceData } from './seed/seed.js';
import { keepClockAligned } from './storage/clock-alignment.js';
import { connectDatabase } from './storage/connection.js';
import { startEmbeddedDatabase } from './storage/embedded-database/start-embedded-database.js';

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

const listenNearby = async (app: App, config: Config, logger: Logger): Promise<number> => {
  const last = config.mode === 'development' && config.port !== 0 ? portsToTry : 0;
  for (let offset = 0; ; offset += 1) {
    try {
      return await listen(app, config.host, config.port + offset);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || offset >= last) throw error;
      logger.warn({ event: 'port.taken', port: config.port + offset });
    }
  }
};

export interface RunningServer {
  port: number;
  app: App;
  close(): Promise<void>;
}

/** Database, server, clocks: everything that `liniya start` runs, without the signals. */
export const startServer = async (config: Config, logger: Logger): Promise<RunningServer> => {
  const embedded =
    config.mongodbUri === undefined
      ? await startEmbeddedDatabase({
          dataFolder: config.dataFolder,
          choice: config.database,
          mode: config.mode,
          logger,
          ...(config.mongodPath === undefined ? {} : { mongodPath: config.mongodPath }),
        })
      : null;
  const database = await connectDatabase(config.mongodbUri ?? embedded?.uri ?? '', logger);
  const clock = new SystemClock();
  const alignment = keepClockAligned(clock, database);
  await alignment.ready;
  const app = await createApp({ config, database, clock, logger, classifier: loadClassifier() });
  await seedReferenceData(app.domain, config.escalationWindowMs);
  if (config.isDemo) await seedDemoPeople(app.domain);
  await app.start();
  const port = await listenNearby(app, config, logger);
  return {
    port,
    app,
    async close() {
      await app.close();
      alignment.stop();
      await database.close();
      await embedded?.stop();
    },
  };
};

/** Runs until a signal, then finishes what is in flight. */
export const runServer = async (config: Config, logger: Logger): Promise<RunningServer> => {
  const server = await startServer(config, logger);
  closeWithGrace({ delay: 15_000, logger: false }, async ({ err, signal }) => {
    if (err) logger.error({ event: 'server.failed', error: err });
    else logger.info({ event: 'server.stopping', reason: signal ?? 'asked' });
    await server.close();
    logger.info({ event: 'server.stopped' });
  });
  return server;
};
