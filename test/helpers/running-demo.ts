import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '../../server/config.js';
import { startServer, type RunningServer } from '../../server/index.js';
import { silentLogger } from '../../server/lib/logger.js';
import { freshDatabase } from './database.js';

export interface RunningDemo {
  server: RunningServer;
  config: Config;
  /** `http://127.0.0.1:<port>` */
  address: string;
  /** Ends the server and starts it anew over the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `startServer` as `liniya start` runs it, on a free port over a database and a data folder of its own. */
export const startDemo = async (env: Record<string, string> = {}): Promise<RunningDemo> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'liniya-demo-'));
  const { uri, drop } = await freshDatabase();
  const config = readConfig({
    ...{ NODE_ENV: 'test', LINIYA_DEMO: 'true', LINIYA_SIMULATION: 'false', PORT: '0' },
    ...{ LINIYA_DATA: dataFolder, MONGODB_URI: uri },
    ...env,
  });
  const addressOf = (server: RunningServer) => `http://127.0.0.1:${String(server.port)}`;
  const server = await startServer(config, silentLogger);
  const demo: RunningDemo = {
    ...{ server, config, address: addressOf(server) },
    async restart() {
      await demo.server.close();
      demo.server = await startServer(config, silentLogger);
      demo.address = addressOf(demo.server);
    },
    async close() {
      await demo.server.close();
      await drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  return demo;
};
