import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../server/app.js';
import { readConfig } from '../../server/config.js';
import type { Classifier } from '../../server/features/classification/placing.listener.js';
import { loadClassifier } from '../../server/features/classification/load-classifier.js';
import type { Pool } from '../../server/features/pools/pool.model.js';
import type { LogFields, Logger } from '../../server/lib/logger.js';
import { plannedPoolCodes, seedId } from '../../server/seed/reference-data.js';
import { seedReferenceData } from '../../server/seed/seed.js';
import { connectDatabase, type Database } from '../../server/storage/connection.js';
import type { Role } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { CitizenClient, StaffClient, type TokenSource } from './clients.js';
import { freshDatabase } from './database.js';
import { FakeClock } from './fake-clock.js';

export const poolId = (code: string): string => seedId('pool', code);

interface Hire {
  role?: Role;
  pools?: string[];
  capacity?: number;
  isOnline?: boolean;
}

const stepMs = 5_000;

/** The whole server on port 0 with its own database and a clock that moves only when told. */
export class World {
  readonly clock: FakeClock;
  readonly log: LogFields[] = [];
  app!: App;
  port = 0;
  #database!: Database;
  #drop!: () => Promise<void>;
  #uri = '';
  #dataFolder = '';
  #redisUrl: string | undefined;
  #isGuest = false;
  #staff: StaffClient[] = [];
  #citizens: CitizenClient[] = [];
  readonly #tokensOf = new WeakMap<CitizenClient, TokenSource>();
  #hired = 0;
  #classifier: Classifier;

  private constructor(classifier: Classifier, clock: FakeClock) {
    this.#classifier = classifier;
    this.clock = clock;
  }

  static async create(
    options: { classifier?: Classifier; redisUrl?: string } = {},
  ): Promise<World> {
    const world = new World(options.classifier ?? loadClassifier(), new FakeClock(new Date()));
    world.#redisUrl = options.redisUrl;
    world.#dataFolder = await mkdtemp(join(tmpdir(), 'liniya-world-'));
    const fresh = await freshDatabase();
    world.#uri = fresh.uri;
    world.#drop = () => fresh.drop();
    await world.#boot();
    await seedReferenceData(world.app.domain, limits.escalation.windowMs);
    return world;
  }

  /** One more server process's part on the same database, keys, Redis and clock. Close it before this one. */
  async neighbour(): Promise<World> {
    const world = new World(this.#classifier, this.clock);
    world.#redisUrl = this.#redisUrl;
    world.#dataFolder = this.#dataFolder;
    world.#uri = this.#uri;
    world.#isGuest = true;
    await world.#boot();
    return world;
  }

  /** Ends the server process's part and begins it anew over the same database; the clients are gone. */
  async restart(): Promise<void> {
    this.#disconnect();
    await this.app.close();
    await this.#database.close();
    await this.#boot();
  }

  /** Makes a member of staff and signs them in. */
  async hire(options: Hire = {}): Promise<StaffClient> {
    const { role = 'operator', pools = plannedPoolCodes, capacity = 4 } = options;
    this.#hired += 1;
    const name = `${role}-${this.#isGuest ? 'there-' : ''}${this.#hired}`;
    const { domain } = this.app;
    const person = await domain.operators.createOperator(
      { kind: 'system' },
      {
        ...{ login: name, name, role, capacity, password: 'korrekt horse 17' },
        poolIds: pools.map(poolId),
      },
    );
    await domain.reload();
    return this.signIn(person._id, name, options.isOnline ?? true);
  }

  async signIn(operatorId: string, login: string, isOnline = true): Promise<StaffClient> {
    const credentials = { login, password: 'korrekt horse 17', tabId: `tab-${login}-x` };
    const client = await StaffClient.connect(this.port, async () => {
      const { view } = await this.app.domain.auth.staffSignIn.signIn(credentials, '127.0.0.1');
      return view.accessToken;
    });
    client.operatorId = operatorId;
    client.name = login;
    this.#staff.push(client);
    if (isOnline) await client.ask('presence:set', { presence: 'online' });
    return client;
  }

  /**
   * One more device of somebody of the staff, in by the refresh token of a new family: real tokens without the cost of
   * a password, for crowds. Comes back by itself, as a console does.
   */
  async device(operatorId: string, name: string): Promise<StaffClient> {
    const place = { kind: 'staff', tabId: `tab-${randomUUID()}` } as const;
    let { refreshToken } = await this.app.domain.auth.families.start(place, operatorId);
    const client = await StaffClient.connect(this.port, async () => {
      const { staffSignIn } = this.app.domain.auth;
      const { tabId } = place;
      const { view, refresh } = await staffSignIn.refresh({ tabId, refreshToken }, '127.0.0.1');
      ({ refreshToken } = refresh);
      return view.accessToken;
    });
    client.operatorId = operatorId;
    client.name = name;
    this.#staff.push(client);
    return client;
  }

  /** A route's answer for this token's owner. */
  async getAs<View>(client: StaffClient, path: string): Promise<View> {
    const { auth } = this.app.sockets.staff.sockets.get(client.socket.id ?? '')?.handshake ?? {};
    const { token } = auth as { token: string };
    const response = await fetch(`http://127.0.0.1:${this.port}/api${path}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await response.json()) as View;
  }

  async citizen(): Promise<CitizenClient> {
    const signIn = () => this.app.domain.auth.citizenSignIn;
    let { accessToken, refreshToken } = await signIn().signIn({}, '127.0.0.1');
    let isFirst = true;
    return this.#connectCitizen(async () => {
      if (!isFirst)
        ({ accessToken, refreshToken } = await signIn().refresh(refreshToken, '127.0.0.1'));
      isFirst = false;
      return accessToken;
    });
  }

  /** Somebody comes and asks; a moment passes, for who comes at the same one stands in the order of ids. */
  async arrive(text = 'payments: не прошла оплата'): Promise<CitizenClient> {
    const citizen = await this.citizen();
    await citizen.open(text);
    await this.advance(1);
    return citizen;
  }

  /** The same citizen on a new connection, with the session on the screen: after `close` or a restart. */
  async comeBack(gone: CitizenClient): Promise<CitizenClient> {
    const getToken = this.#tokensOf.get(gone);
    if (!getToken) throw new Error('Nobody of this world.');
    const client = await this.#connectCitizen(getToken);
    client.sessionId = gone.sessionId;
    await client.view();
    return client;
  }

  /** The same citizen on one more device, connected to another process. */
  async deviceOn(elsewhere: World, citizen: CitizenClient): Promise<CitizenClient> {
    const getToken = this.#tokensOf.get(citizen);
    if (!getToken) throw new Error('Nobody of this world.');
    const client = await elsewhere.#connectCitizen(getToken);
    client.sessionId = citizen.sessionId;
    await client.view();
    return client;
  }

  async #connectCitizen(getToken: TokenSource): Promise<CitizenClient> {
    const client = await CitizenClient.connect(this.port, getToken);
    this.#citizens.push(client);
    this.#tokensOf.set(client, getToken);
    return client;
  }

  /** Everything that was caused has happened, and every wire has carried it. */
  async settle(): Promise<void> {
    await this.#noticeClosed();
    await this.app.idle();
    await Promise.all([...this.#staff, ...this.#citizens].map((client) => client.roundTrip()));
    await this.app.idle();
  }

  /** Moves time in small steps; at each one everything that is due runs and present staff answer their pings. */
  async advance(ms: number): Promise<void> {
    await this.settle();
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(left, stepMs));
      await this.app.jobs.runDue();
      await this.settle();
    }
  }

  /** Changes what an administrator sets of a pool, beneath every service. */
  async changePool(
    code: string,
    change: Partial<Pool>,
    takenAway: (keyof Pool)[] = [],
  ): Promise<void> {
    await this.connection.collection<{ _id: string }>('pools').updateOne(
      { _id: poolId(code) },
      {
        $set: { ...change, revision: 1 },
        $unset: Object.fromEntries(takenAway.map((name) => [name, ''])),
      },
    );
    await this.app.domain.reload();
    await this.app.jobs.runDue();
    await this.settle();
  }

  /** To the database as another process would have one. */
  get connection(): Database['connection'] {
    return this.#database.connection;
  }

  /** Every document of every collection, as it rests. */
  async dump(): Promise<unknown[]> {
    const { db } = this.connection;
    if (!db) throw new Error('The database is closed.');
    const collections = await db.collections();
    return Promise.all(collections.map((collection) => collection.find().toArray()));
  }

  async close(): Promise<void> {
    this.#disconnect();
    await this.app.close();
    await this.#database.close();
    if (this.#isGuest) return;
    await this.#drop();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }

  /** The server has seen the end of every connection that a client has closed. */
  async #noticeClosed(): Promise<void> {
    const { citizens, staff } = this.app.sockets;
    const isSeen = ({ lastId }: CitizenClient | StaffClient) =>
      lastId !== undefined && (citizens.sockets.has(lastId) || staff.sockets.has(lastId));
    while ([...this.#staff, ...this.#citizens].some(isSeen)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #disconnect(): void {
    for (const client of [...this.#staff, ...this.#citizens]) client.close();
    this.#staff = [];
    this.#citizens = [];
  }

  async #boot(): Promise<void> {
    const note = (fields: LogFields) => void this.log.push(fields);
    const logger: Logger = { info: () => {}, warn: note, error: note };
    this.#database = await connectDatabase(this.#uri, logger, { monitorCommands: true });
    const config = readConfig({
      NODE_ENV: 'test',
      LINIYA_DATA: this.#dataFolder,
      LINIYA_DEMO: 'false',
      ...(this.#redisUrl === undefined ? {} : { REDIS_URL: this.#redisUrl }),
    });
    this.app = await createApp({
      ...{ config, logger, clock: this.clock, database: this.#database },
      classifier: this.#classifier,
    });
    await this.app.recall();
    await new Promise<void>((resolve) => this.app.http.listen(0, '127.0.0.1', resolve));
    this.port = (this.app.http.address() as AddressInfo).port;
  }
}

/** Decides by words that a test puts into its messages: `payments: …`; anything else is unclear. */
export const namedClassifier: Classifier = {
  classify(text) {
    const named = /(\w+):/.exec(text)?.[1];
    const isDecided = named !== undefined;
    const requestType = (named ?? 'general') as 'general';
    return {
      ...{ requestType, isDecided, confidence: isDecided ? 0.9 : 0.2 },
      alternatives: [
        { requestType: 'payments', confidence: 0.2 },
        { requestType: 'profile', confidence: 0.15 },
        { requestType: 'benefits', confidence: 0.1 },
      ],
      because: named === undefined ? [] : [named],
    };
  },
};
