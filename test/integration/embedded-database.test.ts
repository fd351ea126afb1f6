import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../server/config.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { EmbeddedDatabaseError } from '../../server/storage/embedded-database/embedded-database-error.js';
import { engineNames } from '../../server/storage/embedded-database/engine.js';
import { readLock } from '../../server/storage/embedded-database/folder-lock.js';
import { isRunning } from '../../server/storage/embedded-database/process-identity.js';
import { findRunningDatabase } from '../../server/storage/embedded-database/running-database.js';
import {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  startEmbeddedDatabase,
} from '../../server/storage/embedded-database/start-embedded-database.js';

describe('the embedded database', () => {
  const { database: choice, mongodPath } = readConfig();
  let dataFolder: string;
  let started: EmbeddedDatabase[];

  const start = async (options: Partial<EmbeddedDatabaseOptions> = {}) => {
    const database = await startEmbeddedDatabase({
      ...{ dataFolder, choice, mode: 'test', logger: silentLogger, onProgress: () => {} },
      ...(mongodPath === undefined ? {} : { mongodPath }),
      ...options,
    });
    started.push(database);
    return database;
  };

  const refusal = async (options: Partial<EmbeddedDatabaseOptions> = {}): Promise<string> => {
    const outcome = await start(options).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(EmbeddedDatabaseError);
    return (outcome as EmbeddedDatabaseError).message;
  };

  const withConnection = async <Result>(
    uri: string,
    run: (appeals: {
      insertOne(document: { number: number }): Promise<unknown>;
      countDocuments(): Promise<number>;
    }) => Promise<Result>,
  ): Promise<Result> => {
    const database = await connectDatabase(uri, silentLogger);
    try {
      return await run(database.connection.collection<{ number: number }>('appeals'));
    } finally {
      await database.close();
    }
  };

  const insertOne = (uri: string) =>
    withConnection(uri, (appeals) => appeals.insertOne({ number: 1 }));
  const count = (uri: string) => withConnection(uri, (appeals) => appeals.countDocuments());
  const getDatabaseProcess = async () => (await readLock(dataFolder))!.database!;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'liniya-test-'));
    started = [];
  });

  afterEach(async () => {
    await Promise.all(started.map((database) => database.stop()));
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('is fetched into an empty cache by two starts at once, and both run', async function () {
    this.timeout(300_000);
    const cacheFolder = join(dataFolder, 'cache');
    const folders = [join(dataFolder, 'one'), join(dataFolder, 'two')];
    const both = await Promise.all(
      folders.map((folder) => start({ dataFolder: folder, cacheFolder })),
    );
    expect(both[0]!.uri).not.to.equal(both[1]!.uri);
    for (const { uri } of both) {
      await insertOne(uri);
      expect(await count(uri)).to.equal(1);
    }
    const leftovers = (await readdir(cacheFolder)).filter((name) => name.includes('.fetch-'));
    expect(leftovers).to.deep.equal([]);
  });

  it('keeps data, engine and port through a restart', async () => {
    const first = await start();
    await insertOne(first.uri);
    await first.stop();
    const second = await start({ choice: 'auto' });
    expect(second.uri).to.equal(first.uri);
    expect(second.engine).to.equal(first.engine);
    expect(second.reason).to.contain('its data is here');
    expect(await count(second.uri)).to.equal(1);
  });

  it('ends with its process and frees the folder', async () => {
    const database = await start();
    const engineProcess = await getDatabaseProcess();
    expect(isRunning(engineProcess)).to.be.true;
    await database.stop();
    expect(isRunning(engineProcess)).to.be.false;
    expect(await readLock(dataFolder)).to.be.null;
  });

  it('is restarted on the same port after kill -9, with every acknowledged write', async () => {
    const { uri } = await start();
    await withConnection(uri, async (appeals) => {
      for (let number = 0; number < 50; number++) await appeals.insertOne({ number });
      const former = await getDatabaseProcess();
      process.kill(former.pid, 'SIGKILL');
      expect(await appeals.countDocuments()).to.equal(50);
      const present = await getDatabaseProcess();
      expect(present.pid).not.to.equal(former.pid);
      expect(present.port).to.equal(former.port);
    });
  });

  it('refuses a second server on the same folder, and commands can find the first', async () => {
    const { uri, engine } = await start();
    const message = await refusal();
    expect(message).to.contain(`process ${process.pid}`).and.to.contain('LINIYA_DATA');
    const running = await findRunningDatabase(dataFolder);
    expect(running).to.include({ uri, engine, serverPid: process.pid });
  });

  it('takes over from a server that was killed, and stops the database it left', async () => {
    const holder = fileURLToPath(
      new URL('../fixtures/embedded-database-holder.ts', import.meta.url),
    );
    const killed = spawn(process.execPath, ['--import', 'tsx', holder, dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [uri] = (await once(createInterface(killed.stdout), 'line')) as [string];
    await insertOne(uri);
    killed.kill('SIGKILL');
    await once(killed, 'close');
    const orphan = await getDatabaseProcess();
    expect(isRunning(orphan)).to.be.true;

    const database = await start();
    expect(isRunning(orphan)).to.be.false;
    expect(database.uri).to.equal(uri);
    expect(await count(database.uri)).to.equal(1);
  });

  it('takes another port where its own is taken, and remembers it', async () => {
    const first = await start();
    await insertOne(first.uri);
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.uri).port), '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(second.uri).not.to.equal(first.uri);
    expect(await count(second.uri)).to.equal(1);
    await second.stop();
    squatter.close();
    expect((await start()).uri).to.equal(second.uri);
  });

  it('says so instead of leaving the data of another engine behind', async () => {
    const first = await start();
    await first.stop();
    const { engine } = first;
    const other = engineNames.find((name) => name !== engine)!;
    const message = await refusal({ choice: other });
    expect(message).to.contain(`LINIYA_DATABASE=${engine}`);
    expect(message).to.contain(join(dataFolder, engine));
    expect(existsSync(join(dataFolder, other))).to.be.false;
    expect(JSON.parse(await readFile(join(dataFolder, 'database.json'), 'utf8'))).to.include({
      engine,
    });
  });

  it('refuses SecantusDB in production unless it is named', async () => {
    await mkdir(join(dataFolder, 'secantus'));
    await writeFile(join(dataFolder, 'secantus', 'WiredTiger'), '');
    const message = await refusal({ choice: 'auto', mode: 'production' });
    expect(message).to.contain('LINIYA_DATABASE=secantus').and.to.contain('MONGODB_URI');
  });

  it('names all three ways and MONGODB_URI where none works, and leaves no trace', async () => {
    const message = await refusal({ choice: 'mongod', mongodPath: process.execPath });
    expect(message).to.contain('does not say it is a mongod').and.to.contain('MONGODB_URI');
    for (const name of engineNames) expect(message).to.contain(`  ${name}: `);
    expect(await readdir(dataFolder)).to.deep.equal([]);
  });
});
