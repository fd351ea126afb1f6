import type { Clock } from '../../lib/clock.js';

/** A citizen's connections as one process sees them. */
export interface CitizenSighting {
  nodeId: string;
  citizenId: string;
  isOnline: boolean;
  at: Date;
}

/** Which citizens have a connection to any process, and since when the others have not. */
export class CitizenPresence {
  readonly #clock: Clock;
  /** Connections to this process. */
  readonly #connections = new Map<string, number>();
  /** The other processes each citizen is connected to. */
  readonly #elsewhere = new Map<string, Set<string>>();
  readonly #goneSinceMs = new Map<string, number>();
  readonly #startedMs: number;
  readonly #changed: ((citizenId: string, isOnline: boolean) => void)[] = [];
  readonly #changedHere: ((citizenId: string, isOnline: boolean) => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.nowMs();
  }

  /** Somebody has come, to whichever process, or is gone from all of them. */
  onChanged(listen: (citizenId: string, isOnline: boolean) => void): void {
    this.#changed.push(listen);
  }

  /** Somebody has come to this process or left it: what the others need to know. */
  onChangedHere(listen: (citizenId: string, isOnline: boolean) => void): void {
    this.#changedHere.push(listen);
  }

  connected(citizenId: string): void {
    const count = (this.#connections.get(citizenId) ?? 0) + 1;
    this.#change(citizenId, () => this.#connections.set(citizenId, count));
    if (count === 1) for (const listen of this.#changedHere) listen(citizenId, true);
  }

  disconnected(citizenId: string): void {
    const count = (this.#connections.get(citizenId) ?? 1) - 1;
    if (count > 0) {
      this.#connections.set(citizenId, count);
      return;
    }
    this.#change(citizenId, () => this.#connections.delete(citizenId));
    for (const listen of this.#changedHere) listen(citizenId, false);
  }

  /** What another process has seen. */
  learn({ nodeId, citizenId, isOnline }: Omit<CitizenSighting, 'at'>): void {
    const nodes = this.#elsewhere.get(citizenId) ?? new Set();
    this.#change(citizenId, () => {
      if (isOnline) nodes.add(nodeId);
      else nodes.delete(nodeId);
      if (nodes.size > 0) this.#elsewhere.set(citizenId, nodes);
      else this.#elsewhere.delete(citizenId);
    });
  }

  /** Nobody is connected to a process that has ended. */
  keepNodes(running: ReadonlySet<string>): void {
    for (const [citizenId, nodes] of [...this.#elsewhere]) {
      for (const nodeId of [...nodes]) {
        if (!running.has(nodeId)) this.learn({ nodeId, citizenId, isOnline: false });
      }
    }
  }

  /** Who is connected to this process. */
  listHere(): string[] {
    return [...this.#connections.keys()];
  }

  isHere(citizenId: string): boolean {
    return this.#connections.has(citizenId);
  }

  isOnline(citizenId: string): boolean {
    return this.#connections.has(citizenId) || this.#elsewhere.has(citizenId);
  }

  /** Milliseconds without a connection; 0 while there is one. Who was never seen is gone since the start. */
  offlineMs(citizenId: string): number {
    if (this.isOnline(citizenId)) return 0;
    return this.#clock.nowMs() - (this.#goneSinceMs.get(citizenId) ?? this.#startedMs);
  }

  #change(citizenId: string, change: () => unknown): void {
    const before = this.isOnline(citizenId);
    change();
    const isOnline = this.isOnline(citizenId);
    if (before === isOnline) return;
    if (isOnline) this.#goneSinceMs.delete(citizenId);
    else this.#goneSinceMs.set(citizenId, this.#clock.nowMs());
    for (const listen of this.#changed) listen(citizenId, isOnline);
  }
}
