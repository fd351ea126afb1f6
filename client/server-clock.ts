const kept = 8;

/**
 * The server's time on a device whose own clock may be wrong. Every view that carries `serverNow` is a sample; the
 * largest of the last eight offsets is taken, because the way over the network can only make an offset smaller.
 */
export class ServerClock {
  readonly #offsets: number[] = [];
  readonly #readLocalMs: () => number;

  constructor(readLocalMs: () => number = Date.now) {
    this.#readLocalMs = readLocalMs;
  }

  /** Takes the `serverNow` of a view that arrived this instant. */
  observe(serverNow: string): void {
    const offset = Date.parse(serverNow) - this.#readLocalMs();
    if (Number.isNaN(offset)) return;
    this.#offsets.push(offset);
    if (this.#offsets.length > kept) this.#offsets.shift();
  }

  /** Milliseconds to add to the device's clock; none until the first sample. */
  readOffsetMs(): number {
    return this.#offsets.length > 0 ? Math.max(...this.#offsets) : 0;
  }

  /** Milliseconds since the epoch by the server's clock; by the device's own until the first sample. */
  now(): number {
    return this.#readLocalMs() + this.readOffsetMs();
  }
}
