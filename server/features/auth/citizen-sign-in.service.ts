import { limits } from '../../../shared/limits.js';
import type { CitizenTokensView } from '../../../shared/views/accounts.js';
import { RateLimit } from '../../lib/rate-limit.js';
import type { AccessTokens } from './access-tokens.js';
import type { CitizenActor } from './actor.js';
import type { PortalIdentity, PortalPerson } from './portal-identity.js';
import type { IssuedRefresh, RefreshFamilies } from './refresh-families.js';

/** What signing in has to know about citizens: to make them, or find the one the portal names. */
export interface CitizenDirectory {
  createGuest(): Promise<{ citizenId: string }>;
  identify(person: PortalPerson): Promise<{ citizenId: string }>;
}

interface Deps {
  citizens: CitizenDirectory;
  portal: PortalIdentity;
  families: RefreshFamilies;
  accessTokens: AccessTokens;
}

const place = { kind: 'citizen' } as const;

/** Tokens of citizens. The widget keeps both in memory or its own storage: cookies fail in third-party frames. */
export class CitizenSignIn {
  readonly #deps: Deps;
  readonly #newcomers = new RateLimit(limits.addressRates.newCitizens);
  readonly #refreshes = new RateLimit(limits.addressRates.refreshes);

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * A new guest, or the citizen an identity token names. Fails with `rate_limited` where an address makes too many,
   * with `unauthenticated` where the identity token does not verify or was used before.
   */
  async signIn(
    input: { identityToken?: string | undefined },
    address: string,
  ): Promise<CitizenTokensView> {
    const { citizens, portal, families } = this.#deps;
    await this.#newcomers.consume(address);
    if (input.identityToken === undefined) {
      const { citizenId } = await citizens.createGuest();
      return this.#present(await families.start(place, citizenId));
    }
    const person = await portal.redeem(input.identityToken);
    await this.#newcomers.giveBack(address);
    const { citizenId } = await citizens.identify(person);
    return this.#present(await families.start(place, citizenId));
  }

  /** Fails as `RefreshFamilies.rotate` does. */
  async refresh(refreshToken: string, address: string): Promise<CitizenTokensView> {
    await this.#refreshes.consume(address);
    return this.#present(await this.#deps.families.rotate(refreshToken, place));
  }

  async signOut(actor: CitizenActor): Promise<void> {
    await this.#deps.families.revoke(actor.familyId, 'signed_out');
  }

  #present({ subjectId, familyId, refreshToken }: IssuedRefresh): CitizenTokensView {
    const { accessToken, expiresAt } = this.#deps.accessTokens.issueForCitizen(subjectId, familyId);
    return {
      ...{ accessToken, refreshToken, citizenId: subjectId },
      expiresAt: expiresAt.toISOString(),
    };
  }
}
