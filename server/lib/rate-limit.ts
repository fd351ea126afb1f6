import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from './domain-error.js';

interface Rate {
  points: number;
  perMs: number;
}

/** So many points in a stretch of time for each key, counted in this process. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory;

  constructor({ points, perMs }: Rate) {
    this.#limiter = new RateLimiterMemory({ points, duration: perMs / 1_000 });
  }

  /** Takes a point. Fails with `rate_limited` and `retryAfterMs` where none is left. */
  async consume(key: string): Promise<void> {
    try {
      await this.#limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterMs = Math.max(refusal.msBeforeNext, 1);
      throw new DomainError('rate_limited', 'Too many of these for now.', { retryAfterMs });
    }
  }

  /** Gives a point back: what was counted turned out to be harmless. */
  async giveBack(key: string): Promise<void> {
    await this.#limiter.reward(key);
  }
}
