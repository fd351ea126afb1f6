import type { Engine } from './engine.js';
import { checkSecantusFetch, fetchSecantus, findFetchedSecantus } from './secantus-fetch.js';

/**
 * SecantusDB: MongoDB's wire protocol over WiredTiger, from the Python package index, so that a network which reaches
 * only package registries still has a durable database (docs/adr/0001-embedded-database.md).
 */
export const secantusEngine: Engine = {
  name: 'secantus',
  title: 'SecantusDB',
  isForProduction: false,
  durability: 'every acknowledged write is synced to the journal; one copy, on this machine',
  lacks: [
    'a second copy: it is one process, not a replica set',
    'text indexes, collations (silently ignored), $where, mapReduce, wire compression',
    'passwords: it listens on 127.0.0.1 only',
    'limits inside scans: queries must carry their bounds in the filter',
  ],
  findBinary: findFetchedSecantus,
  fetch: { check: checkSecantusFetch, run: fetchSecantus },
  // Without --sync-on-commit kill -9 loses acknowledged writes; without --log-file-max it allocates 2 GB.
  arguments: ({ port, storagePath }) => [
    ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', storagePath],
    ...['--cache-size', '256M', '--log-file-max', '64MB', '--sync-on-commit'],
    ...['--log-level', 'WARNING'],
  ],
  waitUntilReady: (process) => process.waitForLine('listening'),
  uri: (port) => `mongodb://127.0.0.1:${port}/liniya?directConnection=true`,
};
