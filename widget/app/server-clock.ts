import { signal } from '@preact/signals';

const kept = 8;

/**
 * The server's time on a device whose own clock may be wrong. Every view that carries `serverNow` is a sample; the
 * largest of the last eight offsets is taken, because the way over the network can only make an offset smaller.
 */
export class ServerClock {
  readonly #offsets: number[] = [];
  readonly #readLocalMs: () => number;
  /** Milliseconds to add to the device's clock. A signal, so that a countdown on the screen follows a better sample. */
  readonly offsetMs = signal(0);

  constructor(readLocalMs: () => number = Date.now) {
    this.#readLocalMs = readLocalMs;
  }

  /** Takes the `serverNow` of a view that arrived this instant. */
  observe(serverNow: string): void {
    const offset = Date.parse(serverNow) - this.#readLocalMs();
    if (Number.isNaN(offset)) return;
    this.#offsets.push(offset);
    if (this.#offsets.length > kept) this.#offsets.shift();
    this.offsetMs.value = Math.max(...this.#offsets);
  }

  /** Milliseconds since the epoch by the server's clock; by the device's own until the first sample. */
  now(): number {
    return this.#readLocalMs() + this.offsetMs.peek();
  }
}
