import type { Engine } from './engine.js';
import { checkMongodFetch, fetchMongod, findFetchedMongod } from './mongod-fetch.js';
import { findMongod } from './mongod-find.js';
import { prepareReplicaSet, replicaSetName } from './replica-set.js';

const server = {
  isForProduction: true,
  durability: 'every acknowledged write is in the journal; one copy, on this machine',
  lacks: ['a second copy: it is a replica set of one'],
  arguments: ({ port, storagePath }) => [
    ...['--replSet', replicaSetName, '--bind_ip', '127.0.0.1', '--port', String(port)],
    ...['--dbpath', storagePath, '--wiredTigerCacheSizeGB', '0.5'],
    // A primary gives its clients 15 s when it is stopped; here the server has gone before it.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
  ],
  waitUntilReady: async (starting) => {
    await starting.waitForLine('Waiting for connections');
    await prepareReplicaSet(starting.port);
  },
  uri: (port) => `mongodb://127.0.0.1:${port}/liniya?directConnection=true`,
} satisfies Partial<Engine>;

/** A `mongod` the machine has. */
export const mongodEngine: Engine = {
  ...server,
  name: 'mongod',
  title: 'MongoDB of this machine',
  findBinary: findMongod,
  missing: 'no mongod on PATH and none named by LINIYA_MONGOD',
};

/** The official MongoDB 8.0, fetched once. */
export const downloadEngine: Engine = {
  ...server,
  name: 'download',
  title: 'MongoDB',
  findBinary: findFetchedMongod,
  fetch: { check: checkMongodFetch, run: fetchMongod },
};
