import type { ErrorView } from '../../shared/protocol/errors.js';
import type { PersonSettings } from '../../shared/schemas/admin.js';
import type { PoolSettings } from '../../shared/schemas/pool-settings.js';
import type { AuditEntryView, PersonView, PoolSettingsView } from '../../shared/views/admin.js';
import type { StaffClient } from './clients.js';
import type { World } from './world.js';

interface Answer<T> {
  status: number;
  body: T & Partial<ErrorView>;
}

/** One who changes settings over HTTP, as the console does. */
export class Administrator {
  readonly #world: World;
  readonly #client: StaffClient;

  constructor(world: World, client: StaffClient) {
    this.#world = world;
    this.#client = client;
  }

  static async hire(world: World): Promise<Administrator> {
    return new Administrator(world, await world.hire({ role: 'administrator', isOnline: false }));
  }

  get operatorId(): string {
    return this.#client.operatorId;
  }

  get name(): string {
    return this.#client.name;
  }

  async ask<T = object>(method: string, path: string, body?: object): Promise<Answer<T>> {
    const socket = this.#world.app.sockets.staff.sockets.get(this.#client.socket.id ?? '');
    const { token } = (socket?.handshake.auth ?? {}) as { token?: string };
    const response = await fetch(`http://127.0.0.1:${this.#world.port}/api/admin${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token ?? ''}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as Answer<T>['body'],
    };
  }

  async pool(poolId: string): Promise<PoolSettingsView> {
    const { body } = await this.ask<{ pools: PoolSettingsView[] }>('GET', '/pools');
    const pool = body.pools.find((one) => one.poolId === poolId);
    if (!pool) throw new Error(`No pool ${poolId}: ${body.code ?? ''}`);
    return pool;
  }

  /** Changes some settings of a pool, the rest as they are. */
  async setPool(poolId: string, change: Partial<PoolSettings>, revision?: number) {
    const known = await this.pool(poolId);
    const settings = { ...known.settings, ...change };
    return this.ask<{ pool: PoolSettingsView }>('PUT', `/pools/${poolId}`, {
      ...{ revision: revision ?? known.revision, settings },
    });
  }

  async person(operatorId: string): Promise<PersonView> {
    const { body } = await this.ask<{ people: PersonView[] }>('GET', '/people');
    const person = body.people.find((one) => one.operatorId === operatorId);
    if (!person) throw new Error(`Nobody of ${operatorId}: ${body.code ?? ''}`);
    return person;
  }

  async setPerson(operatorId: string, change: Partial<PersonSettings>, revision?: number) {
    const known = await this.person(operatorId);
    const settings = { ...known.settings, ...change };
    return this.ask<{ person: PersonView }>('PUT', `/people/${operatorId}`, {
      ...{ revision: revision ?? known.revision, settings },
    });
  }

  /** The newest first. */
  async audit(subjectId?: string): Promise<AuditEntryView[]> {
    const query = subjectId === undefined ? '' : `?subjectId=${subjectId}`;
    const { body } = await this.ask<{ entries: AuditEntryView[] }>('GET', `/audit${query}`);
    return body.entries;
  }
}
