import { access, constants, mkdir } from 'node:fs/promises';
import { execPath, version as nodeVersion } from 'node:process';
import type { Config } from '../config.js';
import { ownModelPathOf, trainingFolder } from '../features/classification/data-files.js';
import { chooseModel, modelIdOf } from '../features/classification/model-in-use.js';
import { hashSittings } from '../features/classification/training/labelled-texts.js';
import { silentLogger } from '../lib/logger.js';
import { connectDatabase } from '../storage/connection.js';
import { openCacheFolder } from '../storage/embedded-database/cache-folder.js';
import type { Engine } from '../storage/embedded-database/engine.js';
import { engines, getEngine } from '../storage/embedded-database/engines.js';
import {
  listEnginesWithData,
  readChoice,
  selectEngine,
  storagePathOf,
} from '../storage/embedded-database/remembered-choice.js';
import {
  describeLeftData,
  findRunningDatabase,
} from '../storage/embedded-database/running-database.js';

const oldestMongo = 7;

const describeFolder = async (folder: string): Promise<string> => {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return `${folder} (writable)`;
  } catch {
    return `${folder} (NOT writable: set LINIYA_DATA to a folder that is)`;
  }
};

/** What the server behind a URI says it is. Never prints the URI: it may hold a password. */
const describeServer = async (uri: string): Promise<string[]> => {
  try {
    const database = await connectDatabase(uri, silentLogger, { waitMs: 3_000 });
    try {
      const admin = database.connection.getClient().db('admin');
      const { version } = await admin.command({ buildInfo: 1 });
      const hello = await admin.command({ hello: 1 });
      return describeMongo(String(version), hello);
    } finally {
      await database.close();
    }
  } catch (error) {
    return [`  state: does not answer (${(error as Error).message})`];
  }
};

interface Hello {
  setName?: string;
  hosts?: string[];
}

const describeMongo = (version: string, { setName, hosts = [] }: Hello): string[] => {
  const lacks = [
    ...(Number.parseInt(version) < oldestMongo ? [`MongoDB ≥ ${oldestMongo}`] : []),
    ...(setName === undefined ? ['a replica set'] : []),
    ...(setName !== undefined && hosts.length < 3 ? ['three members, to survive a loss'] : []),
  ];
  const members = setName === undefined ? '' : `, replica set ${setName} of ${hosts.length}`;
  return [
    `  version: ${version}${members}`,
    '  durability: every write is acknowledged by a majority, in the journal',
    `  lacks: ${lacks.join('; ') || 'nothing'}`,
  ];
};

const describeOwnMongo = async (config: Config, uri: string): Promise<string[]> => {
  const left = await describeLeftData(config.dataFolder);
  return [
    'Database: MONGODB_URI',
    ...(await describeServer(uri)),
    ...(left === null ? [] : [`  note: ${left}`]),
  ];
};

const describeState = async (dataFolder: string): Promise<string> => {
  const running = await findRunningDatabase(dataFolder);
  if (!running) return 'not running';
  return `running on port ${running.port} for process ${running.serverPid}`;
};

const describeEngine = async (config: Config, engine: Engine): Promise<string[]> => {
  const remembered = await readChoice(config.dataFolder);
  const version =
    remembered?.engine === engine.name ? remembered.version : 'known after the first start';
  const isRefused =
    config.mode === 'production' && !engine.isForProduction && config.database !== engine.name;
  const lacks = [
    ...engine.lacks,
    ...(isRefused
      ? [`leave to serve production: set MONGODB_URI, or LINIYA_DATABASE=${engine.name}`]
      : []),
  ];
  return [
    `Database: ${engine.title} (engine ${engine.name})`,
    `  version: ${version}`,
    `  state: ${await describeState(config.dataFolder)}`,
    `  data: ${storagePathOf(config.dataFolder, engine.name)}`,
    `  durability: ${engine.durability}`,
    ...lacks.map((lack) => `  lacks: ${lack}`),
  ];
};

const describeModel = (dataFolder: string): string[] => {
  const { classifier, source, problem } = chooseModel(dataFolder);
  const { exampleCount, corrections } = classifier.model.facts;
  const learned = corrections ? `, ${corrections.count} of them corrections` : '';
  const path = source === 'own' ? ownModelPathOf(dataFolder) : 'shipped with the program';
  return [
    `Classifier: ${modelIdOf(classifier)}, ${exampleCount} texts${learned} (${path})`,
    ...(problem === undefined
      ? []
      : [`  note: ${ownModelPathOf(dataFolder)} does not serve: ${problem}`]),
    ...(corrections && corrections.shippedHash !== hashSittings(trainingFolder)
      ? [
          '  note: the shipped texts have changed since: liniya train --from-corrections, or --reset',
        ]
      : []),
  ];
};

/** Whether an engine could be had on this machine, without fetching anything. */
const describeWay = async (config: Config, engine: Engine): Promise<string> => {
  const cacheFolder = await openCacheFolder(config.dataFolder);
  const named = config.mongodPath === undefined ? {} : { mongodPath: config.mongodPath };
  try {
    const binary = await engine.findBinary({ cacheFolder, ...named });
    if (binary) return `ready: ${binary.version}, ${binary.reason} (${binary.path})`;
    return engine.fetch
      ? `can be fetched: ${await engine.fetch.check()}`
      : `no: ${engine.missing ?? ''}`;
  } catch (error) {
    return `no: ${(error as Error).message}`;
  }
};

const describeEmbedded = async (config: Config): Promise<string[]> => {
  const { dataFolder, database: choice } = config;
  const ways = await Promise.all(
    engines.map(async (engine) => `  ${engine.name}: ${await describeWay(config, engine)}`),
  );
  const remembered = (await readChoice(dataFolder))?.engine ?? null;
  const withData = await listEnginesWithData(dataFolder);
  let chosen: string[];
  try {
    const name = selectEngine({ dataFolder, choice, remembered, withData });
    chosen =
      name === null
        ? ['Database: none yet; the first start takes the first of the ways below that works']
        : await describeEngine(config, getEngine(name));
  } catch (error) {
    chosen = [`Database: ${(error as Error).message}`];
  }
  return [...chosen, `Ways to a database (LINIYA_DATABASE=${choice}):`, ...ways];
};

/**
 * What `liniya doctor` prints, a line each: the program, the data folder, the database with its engine, version,
 * durability and what it lacks, which engines could be had here, and which classifier serves. Starts and fetches nothing.
 */
export const runDoctor = async (config: Config): Promise<string[]> => [
  `Node ${nodeVersion} on ${process.platform} ${process.arch} (${execPath})`,
  `Data folder: ${await describeFolder(config.dataFolder)}`,
  ...(config.mongodbUri === undefined
    ? await describeEmbedded(config)
    : await describeOwnMongo(config, config.mongodbUri)),
  ...describeModel(config.dataFolder),
];
