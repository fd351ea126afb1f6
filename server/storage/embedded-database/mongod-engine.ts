import { findMongod } from './mongod-find.js';
import { fetchMongod } from './mongod-fetch.js';
import type { Engine } from './engine.js';
import { prepareReplicaSet, replicaSetName } from './replica-set.js';

const server: Omit<Engine, 'name' | 'title' | 'findBinary'> = {
  isForProduction: true,
  durability: 'every acknowledged write is in the journal; one copy, on this machine',
  lacks: ['a second copy: it is a replica set of one'],
  arguments: ({ port, storagePath }) => [
    ...['--replSet', replicaSetName, '--bind_ip', '127.0.0.1', '--port', String(port)],
    ...['--dbpath', storagePath, '--wiredTigerCacheSizeGB', '0.5'],
    // A primary waits up to 15 s for its followers when it is stopped; here there are none.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
  ],
  waitUntilReady: async (process) => {
    await process.waitForLine('Waiting for connections');
    await prepareReplicaSet(process.port);
  },
  uri: (port) => `mongodb://127.0.0.1:${port}/liniya?directConnection=true`,
};

/** A `mongod` the machine has. */
export const mongodEngine: Engine = {
  ...server,
  name: 'mongod',
  title: 'MongoDB of this machine',
  findBinary: findMongod,
};

/** The official MongoDB 8.0, fetched once. */
export const downloadEngine: Engine = {
  ...server,
  name: 'download',
  title: 'MongoDB',
  findBinary: fetchMongod,
};
