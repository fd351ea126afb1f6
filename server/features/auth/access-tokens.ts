import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { roles, type Role } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { CitizenActor, StaffActor } from './actor.js';
import type { TokenKeys } from './token-keys.js';

const issuer = 'liniya';
const audience = 'liniya-api';
const algorithm = 'ES256';

/** `sub` is the person, `sid` the refresh family; what a citizen may see follows from ownership and is not claimed. */
const claims = z.discriminatedUnion('typ', [
  z.object({ typ: z.literal('citizen'), sub: z.string(), sid: z.string(), exp: z.int() }),
  z.object({
    ...{ typ: z.literal('staff'), sub: z.string(), sid: z.string(), exp: z.int() },
    ...{ name: z.string(), role: z.enum(roles), poolIds: z.array(z.string()) },
  }),
]);

interface IssuedToken {
  accessToken: string;
  expiresAt: Date;
}

interface StaffSubject {
  operatorId: string;
  name: string;
  role: Role;
  poolIds: string[];
}

/** Signs and reads access tokens: ES256, `kid` in the header, valid for at most ten minutes. */
export class AccessTokens {
  readonly #keys: TokenKeys;
  readonly #clock: Clock;

  constructor({ keys, clock }: { keys: TokenKeys; clock: Clock }) {
    this.#keys = keys;
    this.#clock = clock;
  }

  issueForCitizen(citizenId: string, familyId: string): IssuedToken {
    return this.#issue({ typ: 'citizen', sub: citizenId, sid: familyId });
  }

  /** Name, role and pools hold for the life of the token; a change reaches the person with the next refresh. */
  issueForStaff({ operatorId, name, role, poolIds }: StaffSubject, familyId: string): IssuedToken {
    return this.#issue({ typ: 'staff', sub: operatorId, sid: familyId, name, role, poolIds });
  }

  #issue(payload: Record<string, unknown>): IssuedToken {
    const issuedAt = Math.floor(this.#clock.nowMs() / 1_000);
    const expiresAt = issuedAt + Math.floor(limits.auth.accessTokenMs / 1_000);
    const accessToken = jwt.sign(
      { ...payload, iat: issuedAt, exp: expiresAt, iss: issuer, aud: audience },
      this.#keys.signingKey,
      { algorithm, keyid: this.#keys.kid },
    );
    return { accessToken, expiresAt: new Date(expiresAt * 1_000) };
  }

  /**
   * Who holds this token. Fails with `token_expired` where it was ours and has ended (refresh and come again), with
   * `unauthenticated` for everything else. Whether its family was revoked is the authenticator's question.
   */
  verify(token: string): CitizenActor | StaffActor {
    const payload = claims.safeParse(this.#readPayload(token));
    if (!payload.success) throw new DomainError('unauthenticated', 'The token lacks claims.');
    const { sub, sid, exp } = payload.data;
    const tokenExpiresAt = new Date(exp * 1_000);
    if (payload.data.typ === 'citizen')
      return { kind: 'citizen', citizenId: sub, familyId: sid, tokenExpiresAt };
    const { name, role, poolIds } = payload.data;
    return { kind: 'staff', operatorId: sub, name, role, poolIds, familyId: sid, tokenExpiresAt };
  }

  #readPayload(token: string): unknown {
    try {
      const kid = jwt.decode(token, { complete: true })?.header.kid;
      const publicKey = kid === undefined ? null : this.#keys.findPublicKey(kid);
      if (!publicKey) throw new DomainError('unauthenticated', 'The token is not one of ours.');
      return jwt.verify(token, publicKey, {
        ...{ algorithms: [algorithm], issuer, audience },
        clockTimestamp: this.#clock.nowMs() / 1_000,
      });
    } catch (error) {
      if (error instanceof DomainError) throw error;
      if (error instanceof jwt.TokenExpiredError)
        throw new DomainError('token_expired', 'The access token has ended.');
      throw new DomainError('unauthenticated', 'The token does not verify.');
    }
  }
}
