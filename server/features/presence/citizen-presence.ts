import type { Clock } from '../../lib/clock.js';

/** Which citizens have a connection to this process, and since when the others have not. */
export class CitizenPresence {
  readonly #clock: Clock;
  readonly #connections = new Map<string, number>();
  readonly #goneSinceMs = new Map<string, number>();
  readonly #startedMs: number;
  readonly #changed: ((citizenId: string, isOnline: boolean) => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.nowMs();
  }

  onChanged(listen: (citizenId: string, isOnline: boolean) => void): void {
    this.#changed.push(listen);
  }

  connected(citizenId: string): void {
    const count = (this.#connections.get(citizenId) ?? 0) + 1;
    this.#connections.set(citizenId, count);
    this.#goneSinceMs.delete(citizenId);
    if (count === 1) this.#tell(citizenId, true);
  }

  disconnected(citizenId: string): void {
    const count = (this.#connections.get(citizenId) ?? 1) - 1;
    if (count > 0) {
      this.#connections.set(citizenId, count);
      return;
    }
    this.#connections.delete(citizenId);
    this.#goneSinceMs.set(citizenId, this.#clock.nowMs());
    this.#tell(citizenId, false);
  }

  isOnline(citizenId: string): boolean {
    return this.#connections.has(citizenId);
  }

  /** Milliseconds without a connection; 0 while there is one. Who was never seen is gone since the start. */
  offlineMs(citizenId: string): number {
    if (this.#connections.has(citizenId)) return 0;
    return this.#clock.nowMs() - (this.#goneSinceMs.get(citizenId) ?? this.#startedMs);
  }

  #tell(citizenId: string, isOnline: boolean): void {
    for (const listen of this.#changed) listen(citizenId, isOnline);
  }
}
