import type { Role } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { StaffMeView, StaffTokensView } from '../../../shared/views/accounts.js';
import { DomainError } from '../../lib/domain-error.js';
import { RateLimit } from '../../lib/rate-limit.js';
import type { AccessTokens } from './access-tokens.js';
import type { StaffActor } from './actor.js';
import type { Passwords } from './passwords.js';
import type { IssuedRefresh, RefreshFamilies } from './refresh-families.js';
import type { SignInGate } from './sign-in-gate.js';

/** What signing in has to know about a member of staff. */
export interface StaffAccount {
  _id: string;
  login: string;
  passwordHash: string;
  name: string;
  role: Role;
  poolIds: string[];
  capacity: number;
  isActive: boolean;
  isDemo: boolean;
}

export interface StaffAccounts {
  foldLogin(login: string): string;
  findByLogin(login: string): Promise<StaffAccount | null>;
  findOperator(operatorId: string): Promise<StaffAccount | null>;
  findDemoOperator(role: Role): Promise<StaffAccount | null>;
}

/** The view goes into the answer's body, the refresh token into a cookie no script can read. */
export interface StaffSignedIn {
  view: StaffTokensView;
  refresh: IssuedRefresh;
}

interface Deps {
  staff: StaffAccounts;
  passwords: Passwords;
  families: RefreshFamilies;
  accessTokens: AccessTokens;
  gate: SignInGate;
  /** Demo people exist for the demo stage; anywhere else they cannot get in. */
  isDemo: boolean;
}

export class StaffSignIn {
  readonly #deps: Deps;
  readonly #failures = new RateLimit(limits.addressRates.failedSignIns);
  readonly #refreshes = new RateLimit(limits.addressRates.refreshes);

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Signs in by password. Unknown logins, wrong passwords and closed accounts get one answer, `sign_in_failed`, after
   * the same work. Also fails with `rate_limited` (address), `sign_in_wait`, `sign_in_locked`.
   */
  async signIn(
    input: { login: string; password: string; tabId: string },
    address: string,
  ): Promise<StaffSignedIn> {
    const { staff, passwords, gate } = this.#deps;
    const folded = staff.foldLogin(input.login);
    await this.#failures.consume(address);
    await gate.claimAttempt(folded);
    const account = await staff.findByLogin(input.login);
    const isRight = await passwords.verify(account?.passwordHash ?? null, input.password);
    if (!account || !isRight || !this.#mayEnter(account))
      throw new DomainError('sign_in_failed', 'Login or password is wrong.');
    await gate.clear(folded);
    await this.#failures.giveBack(address);
    return this.#begin(account, input.tabId);
  }

  /** One click on the demo stage. Fails with `not_found` where there is no demo or nobody of that role. */
  async signInDemo(input: { role: Role; tabId: string }): Promise<StaffSignedIn> {
    const account = this.#deps.isDemo ? await this.#deps.staff.findDemoOperator(input.role) : null;
    if (!account?.isActive) throw new DomainError('not_found', 'No demo person of this role.');
    return this.#begin(account, input.tabId);
  }

  /** New tokens for a tab, with the account as it is now. Fails as `RefreshFamilies.rotate` does. */
  async refresh(
    input: { tabId: string; refreshToken: string },
    address: string,
  ): Promise<StaffSignedIn> {
    const { families, staff } = this.#deps;
    await this.#refreshes.consume(address);
    const place = { kind: 'staff', tabId: input.tabId } as const;
    const refresh = await families.rotate(input.refreshToken, place);
    const account = await staff.findOperator(refresh.subjectId);
    if (account && this.#mayEnter(account)) return this.#present(account, refresh);
    await families.revoke(refresh.familyId, 'account_changed');
    throw new DomainError('session_revoked', 'The account was closed.');
  }

  /** Ends the sign-in of a tab, known by its cookie; a token of no use any more is no error. */
  async signOut(input: { tabId: string; refreshToken: string }): Promise<void> {
    const place = { kind: 'staff', tabId: input.tabId } as const;
    await this.#deps.families.revokeByToken(input.refreshToken, place);
  }

  /** Who is signed in, as stored now. Fails with `session_revoked` where the account is gone. */
  async getMe(actor: StaffActor): Promise<StaffMeView> {
    const account = await this.#deps.staff.findOperator(actor.operatorId);
    if (!account?.isActive) throw new DomainError('session_revoked', 'The account was closed.');
    return presentMe(account);
  }

  #mayEnter({ isActive, isDemo }: StaffAccount): boolean {
    return isActive && (!isDemo || this.#deps.isDemo);
  }

  async #begin(account: StaffAccount, tabId: string): Promise<StaffSignedIn> {
    const refresh = await this.#deps.families.start({ kind: 'staff', tabId }, account._id);
    return this.#present(account, refresh);
  }

  #present(account: StaffAccount, refresh: IssuedRefresh): StaffSignedIn {
    const { _id: operatorId, name, role, poolIds } = account;
    const subject = { operatorId, name, role, poolIds };
    const issued = this.#deps.accessTokens.issueForStaff(subject, refresh.familyId);
    const { accessToken, expiresAt } = issued;
    const me = presentMe(account);
    return { view: { accessToken, expiresAt: expiresAt.toISOString(), me }, refresh };
  }
}

const presentMe = (account: StaffAccount): StaffMeView => ({
  operatorId: account._id,
  login: account.login,
  name: account.name,
  role: account.role,
  poolIds: account.poolIds,
  capacity: account.capacity,
});
