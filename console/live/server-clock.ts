const kept = 8;

/**
 * The server's time on a device whose own clock may be wrong. Every view that carries `serverNow` is a sample; the
 * largest of the last eight offsets is taken, because the way over the network can only make an offset smaller.
 */
export class ServerClock {
  private readonly offsets: number[] = [];

  constructor(private readonly readLocalMs: () => number = Date.now) {}

  /** Takes the `serverNow` of a view that arrived this instant. */
  observe(serverNow: string): void {
    const offset = Date.parse(serverNow) - this.readLocalMs();
    if (Number.isNaN(offset)) return;
    this.offsets.push(offset);
    if (this.offsets.length > kept) this.offsets.shift();
  }

  /** Milliseconds since the epoch by the server's clock; by the device's own until the first sample. */
  now(): number {
    return this.readLocalMs() + (this.offsets.length > 0 ? Math.max(...this.offsets) : 0);
  }
}
