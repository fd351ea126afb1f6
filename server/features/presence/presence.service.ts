import type { PresenceChoice, PresenceState } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { PresenceStore } from './presence.store.js';

interface Entry {
  choice: PresenceChoice;
  leaseUntilMs: number;
  /** The lease has run out and its end was told. */
  isReconnecting: boolean;
  /** The grace has run out as well. */
  isGone: boolean;
  missedOffers: number;
  idleSinceMs: number;
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
      entry.leaseUntilMs = Math.max(record.leaseUntil.getTime(), this.#clock.nowMs() - 1);
    }
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
    if (entry.choice !== 'online' && choice === 'online') entry.idleSinceMs = this.#clock.nowMs();
    entry.choice = choice;
    entry.missedOffers = 0;
    this.#renewLease(entry);
    await this.#store.putMany([this.#record(operatorId, entry)]);
    this.#tell({ operatorId, state: this.stateOf(operatorId) });
    return this.stateOf(operatorId);
  }

  /** A socket of this operator acknowledged a ping. */
  renew(operatorId: string): void {
    const entry = this.#entry(operatorId);
    const before = this.stateOf(operatorId);
    this.#renewLease(entry);
    const after = this.stateOf(operatorId);
    if (before !== after) this.#tell({ operatorId, state: after });
  }

  /** An offer ran out unanswered; the third in a row sets the operator away. */
  async countMissedOffer(operatorId: string): Promise<void> {
    const entry = this.#entry(operatorId);
    entry.missedOffers += 1;
    if (entry.missedOffers < limits.offer.missedBeforeAway || entry.choice !== 'online') return;
    entry.choice = 'away';
    entry.missedOffers = 0;
    await this.#store.putMany([this.#record(operatorId, entry)]);
    this.#tell({ operatorId, state: this.stateOf(operatorId), reason: 'offers_missed' });
  }

  clearMissedOffers(operatorId: string): void {
    this.#entry(operatorId).missedOffers = 0;
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
      await this.#store.putMany(
        dirty.map(([operatorId, entry]) => this.#record(operatorId, entry)),
      );
    } catch (error) {
      for (const [, entry] of dirty) entry.isDirty = true;
      this.#logger.warn({ event: 'presence.save_failed', error });
    }
  }

  #renewLease(entry: Entry): void {
    entry.leaseUntilMs = this.#clock.nowMs() + limits.presence.leaseMs;
    entry.isReconnecting = false;
    entry.isGone = false;
    entry.isDirty = true;
  }

  #entry(operatorId: string): Entry {
    const known = this.#entries.get(operatorId);
    if (known) return known;
    const entry: Entry = {
      choice: 'offline',
      leaseUntilMs: 0,
      isReconnecting: false,
      isGone: false,
      missedOffers: 0,
      idleSinceMs: this.#clock.nowMs(),
      isDirty: false,
    };
    this.#entries.set(operatorId, entry);
    return entry;
  }

  #record(operatorId: string, entry: Entry) {
    return { _id: operatorId, choice: entry.choice, leaseUntil: new Date(entry.leaseUntilMs) };
  }

  #tell(change: PresenceChange): void {
    for (const listen of this.#changed) listen(change);
  }
}
