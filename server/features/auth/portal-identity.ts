import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { IdentityTokenStore } from './identity-token.store.js';
import { assertP256, readPemBlocks } from './token-keys.js';

export interface PortalPerson {
  portalUserId: string;
  name?: string;
}

const claims = z.object({
  sub: z.string().min(1).max(200),
  jti: z.string().min(8).max(200),
  exp: z.number(),
  name: z.string().trim().min(1).max(limits.details.maxNameLength).optional(),
});

/** Clocks of portals may be this far ahead of ours. */
const skewMs = 60_000;

/** Audience that portals put into identity tokens. */
export const identityAudience = 'liniya';

/**
 * Identity tokens of the hosting portal: ES256 by the portal's own key, for us, of a short life, good for one use.
 */
export class PortalIdentity {
  readonly #publicKey: KeyObject | null;
  readonly #store: IdentityTokenStore;
  readonly #clock: Clock;

  constructor(deps: { portalKey: string | undefined; store: IdentityTokenStore; clock: Clock }) {
    const pem = deps.portalKey === undefined ? undefined : readPemBlocks(deps.portalKey)[0];
    if (deps.portalKey !== undefined && pem === undefined)
      throw new Error('LINIYA_PORTAL_KEY is not PEM text of a public key.');
    this.#publicKey = pem === undefined ? null : assertP256(createPublicKey(pem));
    this.#store = deps.store;
    this.#clock = deps.clock;
  }

  /** The person the portal vouches for. Fails with `unauthenticated`, also at the second use. */
  async redeem(identityToken: string): Promise<PortalPerson> {
    const { sub, jti, exp, name } = this.#verify(identityToken);
    const key = createHash('sha256').update(jti).digest('hex');
    if (!(await this.#store.claim(key, new Date(exp * 1_000))))
      throw new DomainError('unauthenticated', 'The identity token was used before.');
    return { portalUserId: sub, ...(name === undefined ? {} : { name }) };
  }

  async deleteExpired(): Promise<number> {
    return this.#store.deleteExpired(this.#clock.now());
  }

  #verify(identityToken: string): z.infer<typeof claims> {
    if (!this.#publicKey)
      throw new DomainError('unauthenticated', 'No portal key is configured here.');
    try {
      const payload = jwt.verify(identityToken, this.#publicKey, {
        ...{ algorithms: ['ES256'], audience: identityAudience },
        clockTimestamp: this.#clock.nowMs() / 1_000,
      });
      const read = claims.parse(payload);
      if (read.exp * 1_000 - this.#clock.nowMs() > limits.auth.identityTokenMs + skewMs)
        throw new Error('An identity token lives too long.');
      return read;
    } catch {
      throw new DomainError('unauthenticated', 'The identity token does not verify.');
    }
  }
}
