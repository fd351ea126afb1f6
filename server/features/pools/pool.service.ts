import type { RequestType } from '../../../shared/domain/request-types.js';
import { defaultSkillRules, type SkillRules } from '../../../shared/routing/skills.js';
import type { Locale } from '../../../shared/domain/states.js';
import type { PoolView } from '../../../shared/views/routing.js';
import {
  defaultLongWait,
  type LongWaitRule,
  type OverflowRule,
} from '../../../shared/schemas/pool-settings.js';
import { DomainError } from '../../lib/domain-error.js';
import type { Pool } from './pool.model.js';
import type { PoolStore } from './pool.store.js';

type Store = Pick<PoolStore, 'listPools' | 'listTitles' | 'setEscalationWindow'>;

/** A type that two administrators, or a death in between, left with two pools belongs to the first of them. */
export const withTypesOnce = (pools: readonly Pool[]): Pool[] => {
  const ownerOf = new Map<RequestType, string>();
  for (const { _id, requestTypes } of pools.toSorted((a, b) => (a._id < b._id ? -1 : 1))) {
    for (const type of requestTypes) if (!ownerOf.has(type)) ownerOf.set(type, _id);
  }
  return pools.map((pool) => ({
    ...pool,
    requestTypes: pool.requestTypes.filter((type) => ownerOf.get(type) === pool._id),
  }));
};

/** Pools and request types, read once and kept in memory: every decision needs them, few ever change them. */
export class PoolService {
  readonly #store: Store;
  #byId = new Map<string, Pool>();
  #byType = new Map<RequestType, Pool>();
  #titles: Record<Locale, Map<string, string>> = { ru: new Map(), en: new Map() };

  constructor(store: Store) {
    this.#store = store;
  }

  /** Reads everything anew: at the start and after a change. */
  async reload(): Promise<void> {
    const [stored, titles] = await Promise.all([this.#store.listPools(), this.#store.listTitles()]);
    const pools = withTypesOnce(stored);
    this.#byId = new Map(pools.map((pool) => [pool._id, pool]));
    this.#byType = new Map(
      pools.flatMap((pool) => pool.requestTypes.map((type) => [type, pool] as const)),
    );
    this.#titles = {
      ru: new Map(titles.map((title) => [title._id, title.title])),
      en: new Map(titles.map((title) => [title._id, title.titleEn])),
    };
  }

  listPools(): Pool[] {
    return [...this.#byId.values()];
  }

  findPool(poolId: string): Pool | null {
    return this.#byId.get(poolId) ?? null;
  }

  /** Fails with `not_found`. */
  getPool(poolId: string): Pool {
    const pool = this.#byId.get(poolId);
    if (!pool) throw new DomainError('not_found', 'No such pool.');
    return pool;
  }

  /** The pool that owns a request type; the general one where none does. */
  getPoolOf(requestType: RequestType): Pool {
    const pool =
      this.#byType.get(requestType) ??
      this.#byType.get('general') ??
      this.listPools().find(({ code }) => code === 'general');
    if (!pool) throw new Error('There is no pool for the type general: seed the database first.');
    return pool;
  }

  skillRulesOf(poolId: string): SkillRules {
    return this.#byId.get(poolId)?.skills ?? defaultSkillRules;
  }

  /** Where the pool's waiting chats are offered as well; null: nowhere. */
  overflowOf(poolId: string): OverflowRule | null {
    return this.#byId.get(poolId)?.overflow ?? null;
  }

  /** What is offered beside waiting in the chat, and from when on. */
  longWaitOf(poolId: string): LongWaitRule {
    return this.#byId.get(poolId)?.longWait ?? defaultLongWait;
  }

  titles(locale: Locale): ReadonlyMap<string, string> {
    return this.#titles[locale];
  }

  /** Every window at once: the demo's switch between a minute and the real promise. */
  async setEscalationWindow(windowMs: number, urgentWindowMs: number): Promise<void> {
    await this.#store.setEscalationWindow(windowMs, urgentWindowMs);
    await this.reload();
  }
}

export const presentPool = (pool: Pool): PoolView => ({
  poolId: pool._id,
  code: pool.code,
  title: pool.title,
  requestTypes: pool.requestTypes,
  escalationWindowMs: pool.escalation.windowMs,
});
