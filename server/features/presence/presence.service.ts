import type { PresenceChoice, PresenceState } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { PresenceRecord, PresenceStore } from './presence.store.js';

interface Entry {
  choice: PresenceChoice;
  choiceAtMs: number;
  leaseUntilMs: number;
  /** The lease has run out and its end was told. */
  isReconnecting: boolean;
  /** The grace has run out as well. */
  isGone: boolean;
  idleSinceMs: number;
  /** Renewed here since the lease was last written. */
  isDirty: boolean;
}

export interface PresenceChange {
  operatorId: string;
  state: PresenceState;
  /** The system set the operator away. */
  reason?: 'offers_missed';
}

/**
 * Who of the staff is there: what they chose, and a lease that only acknowledged pings renew. Without
 * acknowledgements for 20 s an operator is `reconnecting`, for 60 s more their chats go back to the queue. One
 * state for all of a person's devices.
 */
export class PresenceService {
  readonly #store: PresenceStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #entries = new Map<string, Entry>();
  readonly #changed: ((change: PresenceChange) => void)[] = [];
  readonly #chosen: (() => void)[] = [];
  readonly #vanished: ((operatorId: string) => Promise<void>)[] = [];
  readonly #startedMs: number;

  constructor(store: PresenceStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.#startedMs = clock.nowMs();
  }

  /** Reads what was known before the start. Who was there then gets one grace to come back. */
  async load(): Promise<void> {
    for (const record of await this.#store.list()) {
      const entry = this.#entry(record._id);
      entry.choice = record.choice;
      entry.choiceAtMs = record.choiceAt?.getTime() ?? 0;
      entry.leaseUntilMs = Math.max(record.leaseUntil.getTime(), this.#clock.nowMs() - 1);
    }
  }

  /** What all processes have written. */
  readStored(): Promise<PresenceRecord[]> {
    return this.#store.list();
  }

  /** Learns what other processes have seen and heard: later leases, later choices. */
  learn(records: readonly PresenceRecord[]): void {
    for (const record of records) {
      const entry = this.#entry(record._id);
      const before = this.stateOf(record._id);
      const { choice, choiceAt } = record;
      if (choiceAt && choiceAt.getTime() > entry.choiceAtMs) this.#note(entry, choice, choiceAt);
      if (record.leaseUntil.getTime() > entry.leaseUntilMs) {
        this.#renewUntil(entry, record.leaseUntil.getTime());
      }
      const state = this.stateOf(record._id);
      if (state === before) continue;
      const reason = state === 'away' ? record.reason : undefined;
      this.#tell({ operatorId: record._id, state, ...(reason ? { reason } : {}) });
    }
  }

  /** Somebody has chosen here what others need to know at once. */
  onChosen(listen: () => void): void {
    this.#chosen.push(listen);
  }

  onChanged(listen: (change: PresenceChange) => void): void {
    this.#changed.push(listen);
  }

  /** The grace is over: whoever it was holds nothing any more. */
  onVanished(listen: (operatorId: string) => Promise<void>): void {
    this.#vanished.push(listen);
  }

  stateOf(operatorId: string): PresenceState {
    const entry = this.#entries.get(operatorId);
    if (!entry || entry.choice === 'offline') return 'offline';
    const nowMs = this.#clock.nowMs();
    if (nowMs <= entry.leaseUntilMs) return entry.choice;
    return nowMs <= entry.leaseUntilMs + limits.presence.graceMs ? 'reconnecting' : 'offline';
  }

  /** Without a sign of life for lease and grace and `longerMs`, whatever they chose. Never seen: since the start. */
  hasVanished(operatorId: string, longerMs = 0): boolean {
    const { graceMs, leaseMs } = limits.presence;
    const leaseUntilMs = this.#entries.get(operatorId)?.leaseUntilMs ?? this.#startedMs + leaseMs;
    return this.#clock.nowMs() > leaseUntilMs + graceMs + longerMs;
  }

  isAvailable(operatorId: string): boolean {
    return this.stateOf(operatorId) === 'online';
  }

  /** Since when the operator has had nothing to do, for the longest-idle rule. */
  idleSince(operatorId: string): number {
    return this.#entries.get(operatorId)?.idleSinceMs ?? 0;
  }

  markIdle(operatorId: string): void {
    this.#entry(operatorId).idleSinceMs = this.#clock.nowMs();
  }

  /** A manual choice wins over everything but the lease. */
  async choose(operatorId: string, choice: PresenceChoice): Promise<PresenceState> {
    const entry = this.#entry(operatorId);
    this.#renewUntil(entry, this.#clock.nowMs() + limits.presence.leaseMs);
    await this.#choose(operatorId, entry, choice);
    this.#tell({ operatorId, state: this.stateOf(operatorId) });
    return this.stateOf(operatorId);
  }

  /** A socket of this operator acknowledged a ping. */
  renew(operatorId: string): void {
    const entry = this.#entry(operatorId);
    const before = this.stateOf(operatorId);
    this.#renewUntil(entry, this.#clock.nowMs() + limits.presence.leaseMs);
    entry.isDirty = true;
    const after = this.stateOf(operatorId);
    if (before !== after) this.#tell({ operatorId, state: after });
  }

  /** An offer ran out unanswered; the third in a row sets the operator away. */
  async countMissedOffer(operatorId: string): Promise<void> {
    const entry = this.#entry(operatorId);
    const missed = await this.#store.countMissed(operatorId);
    if (missed < limits.offer.missedBeforeAway || entry.choice !== 'online') return;
    await this.#choose(operatorId, entry, 'away', 'offers_missed');
    this.#tell({ operatorId, state: this.stateOf(operatorId), reason: 'offers_missed' });
  }

  /** The operator has answered an offer. */
  clearMissedOffers(operatorId: string): Promise<void> {
    return this.#store.clearMissed(operatorId);
  }

  /** Tells of leases and graces that have run out since the last call. Called each second. */
  async expire(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    for (const [operatorId, entry] of this.#entries) {
      if (entry.isGone || nowMs <= entry.leaseUntilMs) continue;
      if (!entry.isReconnecting) {
        entry.isReconnecting = true;
        this.#tell({ operatorId, state: this.stateOf(operatorId) });
      }
      if (!this.hasVanished(operatorId)) continue;
      entry.isGone = true;
      this.#tell({ operatorId, state: 'offline' });
      for (const listen of this.#vanished) await listen(operatorId);
    }
  }

  /** Writes the leases renewed since the last call, all in one go. */
  async save(): Promise<void> {
    const dirty = [...this.#entries].filter(([, entry]) => entry.isDirty);
    for (const [, entry] of dirty) entry.isDirty = false;
    try {
      await this.#store.renewMany(
        dirty.map(([operatorId, { leaseUntilMs }]) => ({
          operatorId,
          leaseUntil: new Date(leaseUntilMs),
        })),
      );
    } catch (error) {
      for (const [, entry] of dirty) entry.isDirty = true;
      this.#logger.warn({ event: 'presence.save_failed', error });
    }
  }

  async #choose(
    operatorId: string,
    entry: Entry,
    choice: PresenceChoice,
    reason?: 'offers_missed',
  ): Promise<void> {
    const choiceAt = this.#clock.now();
    this.#note(entry, choice, choiceAt);
    const leaseUntil = new Date(entry.leaseUntilMs);
    const made = { choice, choiceAt, leaseUntil, ...(reason ? { reason } : {}) };
    await this.#store.choose(operatorId, made);
    for (const listen of this.#chosen) listen();
  }

  #note(entry: Entry, choice: PresenceChoice, choiceAt: Date): void {
    if (entry.choice !== 'online' && choice === 'online') entry.idleSinceMs = this.#clock.nowMs();
    entry.choice = choice;
    entry.choiceAtMs = choiceAt.getTime();
  }

  #renewUntil(entry: Entry, leaseUntilMs: number): void {
    entry.leaseUntilMs = leaseUntilMs;
    if (leaseUntilMs < this.#clock.nowMs()) return;
    entry.isReconnecting = false;
    entry.isGone = false;
  }

  #entry(operatorId: string): Entry {
    const known = this.#entries.get(operatorId);
    if (known) return known;
    const entry: Entry = {
      choice: 'offline',
      choiceAtMs: 0,
      leaseUntilMs: 0,
      isReconnecting: false,
      isGone: false,
      idleSinceMs: this.#clock.nowMs(),
      isDirty: false,
    };
    this.#entries.set(operatorId, entry);
    return entry;
  }

  #tell(change: PresenceChange): void {
    for (const listen of this.#changed) listen(change);
  }
}
