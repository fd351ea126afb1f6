import { DomainError } from '../../lib/domain-error.js';
import type { AccessTokens } from './access-tokens.js';
import type { CitizenActor, StaffActor } from './actor.js';
import type { RefreshFamilies } from './refresh-families.js';

/** Turns a bearer token into the person behind it; HTTP requests and socket handshakes ask the same question. */
export class Authenticator {
  readonly #accessTokens: AccessTokens;
  readonly #families: Pick<RefreshFamilies, 'isLive'>;

  constructor(deps: { accessTokens: AccessTokens; families: Pick<RefreshFamilies, 'isLive'> }) {
    this.#accessTokens = deps.accessTokens;
    this.#families = deps.families;
  }

  /**
   * Fails with `token_expired`, `unauthenticated`, or `session_revoked` where the sign-in was ended on whatever node.
   * One read by id: requests are few beside socket events, and those stand on a verified handshake.
   */
  async authenticate(token: string): Promise<CitizenActor | StaffActor> {
    const actor = this.#accessTokens.verify(token);
    if (!(await this.#families.isLive(actor.familyId)))
      throw new DomainError('session_revoked', 'The sign-in was ended.');
    return actor;
  }
}
