import { createHmac } from 'node:crypto';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { SignInAttemptsStore } from './sign-in-attempts.store.js';

/**
 * Waits and locks of one login, whether somebody has that login or not: 15 minutes after five failures, 30 after ten
 * [spec 7], counted in the database so that a restart or another node does not help a guesser.
 */
export class SignInGate {
  readonly #store: SignInAttemptsStore;
  readonly #secret: Buffer;
  readonly #clock: Clock;

  constructor(deps: { store: SignInAttemptsStore; secret: Buffer; clock: Clock }) {
    this.#store = deps.store;
    this.#secret = deps.secret;
    this.#clock = deps.clock;
  }

  /** Lets one attempt through. Fails with `sign_in_wait` or `sign_in_locked`, each with `retryAfterMs`. */
  async claimAttempt(foldedLogin: string): Promise<void> {
    const key = this.#keyOf(foldedLogin);
    const now = this.#clock.now();
    if (await this.#store.claim(key, now)) return;
    const closed = await this.#store.find(key);
    // Opened again between the two reads: a success just cleared it.
    if (!closed) return this.claimAttempt(foldedLogin);
    const retryAfterMs = Math.max(closed.blockedUntil.getTime() - now.getTime(), 1);
    throw closed.failures >= limits.auth.failuresBeforeLock
      ? new DomainError('sign_in_locked', 'Sign-in is locked for now.', { retryAfterMs })
      : new DomainError('sign_in_wait', 'Too many failures; wait.', { retryAfterMs });
  }

  /** The right password: earlier failures no longer count. */
  async clear(foldedLogin: string): Promise<void> {
    await this.#store.clear(this.#keyOf(foldedLogin));
  }

  async deleteExpired(): Promise<number> {
    return this.#store.deleteForgotten(this.#clock.now());
  }

  #keyOf(foldedLogin: string): string {
    return createHmac('sha256', this.#secret).update(foldedLogin).digest('base64url');
  }
}
