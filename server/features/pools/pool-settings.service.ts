import type { RequestType } from '../../../shared/domain/request-types.js';
import { defaultSkillRules } from '../../../shared/routing/skills.js';
import { defaultLongWait, type PoolSettings } from '../../../shared/schemas/pool-settings.js';
import type { PoolSettingsView, SettingRefusal } from '../../../shared/views/admin.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newId } from '../../lib/ids.js';
import { listChanges, type AuditEntry } from '../audit/audit-entry.js';
import type { AuditService } from '../audit/audit.service.js';
import type { Actor } from '../auth/actor.js';
import type { Pool } from './pool.model.js';
import { withTypesOnce } from './pool.service.js';
import type { PoolStore } from './pool.store.js';

interface Deps {
  store: PoolStore;
  audit: AuditService;
  /** Makes a change count in every process. */
  announce: () => Promise<void>;
  clock: Clock;
}

const refuse = (field: string, reason: SettingRefusal['reason'], message: string) =>
  new DomainError('bad_request', message, { field, reason });

const changedMeanwhile = () =>
  new DomainError('changed_meanwhile', 'Somebody else has changed it meanwhile.');

const settingsOf = ({ skills, hours, overflow, longWait, ...pool }: Pool): PoolSettings => ({
  ...{ title: pool.title, titleEn: pool.titleEn, requestTypes: pool.requestTypes },
  ...{ escalation: pool.escalation, boostMs: pool.boostMs, skills: skills ?? defaultSkillRules },
  ...{ hours: hours ?? null, overflow: overflow ?? null, longWait: longWait ?? defaultLongWait },
});

const presentSettings = (pool: Pool): PoolSettingsView => ({
  ...{ poolId: pool._id, code: pool.code, revision: pool.revision ?? 0 },
  settings: settingsOf(pool),
});

/** A pool that has to give types to another, before and after. */
interface Giving {
  pool: Pool;
  after: Pool;
}

/** What administrators set of pools. A request type belongs to one pool: who gets it takes it from who had it. */
export class PoolSettingsService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** As they are stored. For supervisors and administrators, else `forbidden`. */
  async listPools(actor: Actor): Promise<PoolSettingsView[]> {
    if (actor.kind !== 'staff' || !['supervisor', 'administrator'].includes(actor.role))
      throw new DomainError('forbidden', 'Settings of pools are for who is set over them.');
    return withTypesOnce(await this.#deps.store.listPools()).map(presentSettings);
  }

  async hasPools(poolIds: readonly string[]): Promise<boolean> {
    const known = new Set((await this.#deps.store.listPools()).map(({ _id }) => _id));
    return poolIds.every((poolId) => known.has(poolId));
  }

  /** Fails with `forbidden`, `changed_meanwhile`, or `bad_request` with field and reason. */
  async createPool(
    actor: Actor,
    { code, settings }: { code: string; settings: PoolSettings },
  ): Promise<PoolSettingsView> {
    assertCanSetPools(actor);
    const { audit, clock, store } = this.#deps;
    const pools = withTypesOnce(await store.listPools());
    if (pools.some((pool) => pool.code === code))
      throw refuse('code', 'taken', 'Another pool has this code.');
    const poolId = newId(clock.nowMs());
    assertOverflow(pools, settings, poolId);
    const entry = audit.draft(actor, {
      ...{ action: 'pool.created', subjectId: poolId, subjectTitle: settings.title },
      after: { code, ...settings },
    });
    const { skills, hours, overflow, ...rest } = settings;
    const pool: Pool = {
      ...{ _id: poolId, code, ...rest, skills, revision: 0, unaudited: [entry] },
      ...(hours ? { hours } : {}),
      ...(overflow ? { overflow } : {}),
    };
    return this.#changeWithTypes(actor, pools, pool, entry, async () =>
      (await store.create(pool)) ? pool : null,
    );
  }

  /** The same failures, and `not_found`. A change that changes nothing is none. */
  async changePool(
    actor: Actor,
    request: { poolId: string; revision: number; settings: PoolSettings },
  ): Promise<PoolSettingsView> {
    assertCanSetPools(actor);
    const { audit, store } = this.#deps;
    const { poolId, revision, settings } = request;
    const pools = withTypesOnce(await store.listPools());
    const pool = pools.find(({ _id }) => _id === poolId);
    if (!pool) throw new DomainError('not_found', 'No such pool.');
    if ((pool.revision ?? 0) !== revision) throw changedMeanwhile();
    assertOverflow(pools, settings, poolId);
    if (pool.requestTypes.includes('general') && !settings.requestTypes.includes('general'))
      throw refuse('requestTypes', 'general_needed', 'Give the type to another pool first.');
    const before = settingsOf(pool);
    if (listChanges(before, settings).length === 0) return presentSettings(pool);
    const entry = audit.draft(actor, {
      ...{ action: 'pool.changed', subjectId: poolId, subjectTitle: settings.title },
      ...{ before, after: settings },
    });
    return this.#changeWithTypes(actor, pools, { ...pool, ...settings }, entry, () =>
      store.change({ poolId, revision, settings, entry }),
    );
  }

  /**
   * Takes from others what the pool is to have, then writes the pool. Between the two a type belongs to nobody and is
   * served by the general pool. Where the write comes too late, others are given back what was theirs.
   */
  async #changeWithTypes(
    actor: Actor,
    pools: readonly Pool[],
    { _id, requestTypes }: { _id: string; requestTypes: readonly RequestType[] },
    entry: AuditEntry,
    write: () => Promise<Pool | null>,
  ): Promise<PoolSettingsView> {
    const { announce, audit, store } = this.#deps;
    const isWanted = (type: RequestType) => requestTypes.includes(type);
    const givers = pools.filter((pool) => pool._id !== _id && pool.requestTypes.some(isWanted));
    const given: Giving[] = [];
    for (const pool of givers) {
      const kept = pool.requestTypes.filter((type) => !isWanted(type));
      const after = await this.#setTypes(actor, pool, kept);
      if (!after) break;
      given.push({ pool, after });
    }
    const written = given.length === givers.length ? await write() : null;
    if (written) await audit.keep(store, [entry]);
    else await this.#giveBack(actor, given);
    if (written || given.length > 0) await announce();
    if (!written) throw changedMeanwhile();
    return presentSettings(written);
  }

  /** Not what somebody else has got meanwhile: whoever came first keeps it. */
  async #giveBack(actor: Actor, given: readonly Giving[]): Promise<void> {
    const owned = new Set(
      (await this.#deps.store.listPools()).flatMap((pool) => pool.requestTypes),
    );
    for (const { pool, after } of given) {
      const own = pool.requestTypes.filter(
        (type) => after.requestTypes.includes(type) || !owned.has(type),
      );
      await this.#setTypes(actor, after, own);
    }
  }

  /** Null where somebody else has changed that pool meanwhile. */
  async #setTypes(actor: Actor, pool: Pool, requestTypes: RequestType[]): Promise<Pool | null> {
    const { audit, store } = this.#deps;
    const entry = audit.draft(actor, {
      ...{ action: 'pool.changed', subjectId: pool._id, subjectTitle: pool.title },
      ...{ before: { requestTypes: pool.requestTypes }, after: { requestTypes } },
    });
    const revision = pool.revision ?? 0;
    const settings = { requestTypes };
    const changed = await store.change({ poolId: pool._id, revision, settings, entry });
    if (changed) await audit.keep(store, [entry]);
    return changed;
  }
}

/** Pools are changed by administrators and by the machine's own commands. */
const assertCanSetPools = (actor: Actor): void => {
  if (actor.kind === 'system') return;
  if (actor.kind === 'staff' && actor.role === 'administrator') return;
  throw new DomainError('forbidden', 'Only administrators change pools.');
};

const assertOverflow = (pools: Pool[], { overflow }: PoolSettings, ownId: string): void => {
  if (!overflow) return;
  if (overflow.poolId === ownId)
    throw refuse('overflow.poolId', 'itself', 'A pool overflows into another.');
  if (!pools.some(({ _id }) => _id === overflow.poolId))
    throw refuse('overflow.poolId', 'unknown', 'There is no such pool to overflow into.');
};
