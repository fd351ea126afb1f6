import { randomBytes } from 'node:crypto';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newOpaqueId } from '../../lib/ids.js';
import type { Logger } from '../../lib/logger.js';
import {
  deriveRefreshToken,
  hashRefreshToken,
  isSameToken,
  parseRefreshToken,
} from './refresh-token.js';
import type { FamilyKind, RefreshFamily, RevokeReason } from './refresh.model.js';
import type { RefreshStore } from './refresh.store.js';

export interface IssuedRefresh {
  familyId: string;
  subjectId: string;
  refreshToken: string;
  /** When the token ends unless it is used. */
  expiresAt: Date;
}

export interface RevokedFamily {
  familyId: string;
  kind: FamilyKind;
  subjectId: string;
  reason: RevokeReason;
}

/** Where a token may be used: a citizen's is no staff token, and a tab's token works in that tab alone. */
interface RefreshPlace {
  kind: FamilyKind;
  tabId?: string;
}

/**
 * Refresh tokens. One sign-in begins a family; each use of its token makes the successor, and of many uses at once
 * one wins and the rest are given the same successor. A used token presented again within
 * `limits.auth.refreshReplayMs` is a lost answer and gets that successor too; later it is a copy in the wrong hands,
 * and the whole family is revoked.
 */
export class RefreshFamilies {
  readonly #store: RefreshStore;
  readonly #secret: Buffer;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #listeners: ((revoked: RevokedFamily) => void)[] = [];

  constructor(deps: { store: RefreshStore; secret: Buffer; clock: Clock; logger: Logger }) {
    this.#store = deps.store;
    this.#secret = deps.secret;
    this.#clock = deps.clock;
    this.#logger = deps.logger;
  }

  /** Hears of every family this process revoked, after that is stored: its sockets have to be cut. */
  onFamilyRevoked(listener: (revoked: RevokedFamily) => void): void {
    this.#listeners.push(listener);
  }

  async start(place: RefreshPlace, subjectId: string): Promise<IssuedRefresh> {
    const now = this.#clock.now();
    const base = { _id: newOpaqueId(now.getTime()), seed: randomBytes(32).toString('base64url') };
    const refreshToken = deriveRefreshToken(this.#secret, base, 0);
    const family: RefreshFamily = {
      ...{ ...base, ...place, subjectId, generation: 0, recent: [], createdAt: now },
      tokenHash: hashRefreshToken(refreshToken),
      expiresAt: this.#expiryOf(place.kind),
    };
    await this.#store.create(family);
    return this.#present(family, refreshToken);
  }

  /**
   * The successor of a token. Fails with `unauthenticated` where the token is not one of ours or has ended, and with
   * `session_revoked` where its family was revoked, also by this very use.
   */
  async rotate(token: string, place: RefreshPlace): Promise<IssuedRefresh> {
    const { family, generation } = await this.#getGenuine(token, place);
    if (generation < family.generation) return this.#replay(family, generation);

    const next = deriveRefreshToken(this.#secret, family, generation + 1);
    const rotated = await this.#store.claimRotation(family, {
      tokenHash: hashRefreshToken(next),
      rotatedAt: this.#clock.now(),
      expiresAt: family.kind === 'citizen' ? this.#expiryOf('citizen') : family.expiresAt,
    });
    if (rotated) return this.#present(rotated, next);
    // Another flight was first: what it left behind decides, and by then this token is one of the used ones.
    return this.rotate(token, place);
  }

  async isLive(familyId: string): Promise<boolean> {
    return this.#store.isLive(familyId, this.#clock.now());
  }

  /** Those of the given families that nobody may stand on any more: revoked by whatever process, or over. */
  async listEnded(familyIds: readonly string[]): Promise<string[]> {
    const live = new Set(await this.#store.listLiveIdsAmong(familyIds, this.#clock.now()));
    return familyIds.filter((familyId) => !live.has(familyId));
  }

  /** Ends a family; ending it twice is no error and is told once. */
  async revoke(familyId: string, reason: RevokeReason): Promise<void> {
    const family = await this.#store.claimRevocation(familyId, this.#clock.now(), reason);
    if (!family) return;
    const { kind, subjectId } = family;
    for (const listener of this.#listeners) listener({ familyId, kind, subjectId, reason });
  }

  /** Signs out whoever holds this token; a token that is of no use any more is left as it is. */
  async revokeByToken(token: string, place: RefreshPlace): Promise<void> {
    try {
      const { family } = await this.#getGenuine(token, place);
      await this.revoke(family._id, 'signed_out');
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  /** After a change of password, role or state of an account: everything signed in with the old one ends. */
  async revokeAllOf(subjectId: string): Promise<void> {
    const familyIds = await this.#store.listLiveIdsOf(subjectId, this.#clock.now());
    for (const familyId of familyIds) await this.revoke(familyId, 'account_changed');
  }

  /** Forgets families that ended; for a job that runs now and then. */
  async deleteExpired(): Promise<number> {
    return this.#store.deleteExpired(this.#clock.now());
  }

  async #getGenuine(
    token: string,
    place: RefreshPlace,
  ): Promise<{ family: RefreshFamily; generation: number }> {
    const parsed = parseRefreshToken(token);
    const family = parsed && (await this.#store.findFamily(parsed.familyId));
    if (!family || family.kind !== place.kind || family.tabId !== place.tabId)
      throw new DomainError('unauthenticated', 'The refresh token is not one of ours.');
    const { generation } = parsed;
    // Only a token that was really issued may revoke anything: whoever merely knows a family's id changes nothing.
    const isCurrent =
      generation === family.generation && isSameToken(hashRefreshToken(token), family.tokenHash);
    const isEarlier =
      generation < family.generation &&
      isSameToken(token, deriveRefreshToken(this.#secret, family, generation));
    if (!isCurrent && !isEarlier)
      throw new DomainError('unauthenticated', 'The refresh token is not one of ours.');
    if (family.revokedAt) throw new DomainError('session_revoked', 'The sign-in was ended.');
    if (family.expiresAt.getTime() <= this.#clock.nowMs())
      throw new DomainError('unauthenticated', 'The refresh token has ended.');
    return { family, generation };
  }

  async #replay(family: RefreshFamily, generation: number): Promise<IssuedRefresh> {
    const rotation = family.recent.find((entry) => entry.generation === generation);
    const ageMs = rotation ? this.#clock.nowMs() - rotation.rotatedAt.getTime() : Infinity;
    if (ageMs <= limits.auth.refreshReplayMs)
      return this.#present(family, deriveRefreshToken(this.#secret, family, generation + 1));
    await this.revoke(family._id, 'reuse');
    this.#logger.warn({
      event: 'auth.refresh_reused',
      ...(family.kind === 'staff' ? { operatorId: family.subjectId } : {}),
    });
    throw new DomainError('session_revoked', 'A used refresh token came back; the sign-in ended.');
  }

  #expiryOf(kind: FamilyKind): Date {
    // A shift's sign-in ends with the shift; a citizen's lives on as long as it is used.
    const lifeMs = kind === 'staff' ? limits.auth.staffRefreshMs : limits.auth.citizenRefreshMs;
    return new Date(this.#clock.nowMs() + lifeMs);
  }

  #present(family: RefreshFamily, refreshToken: string): IssuedRefresh {
    const { _id: familyId, subjectId, expiresAt } = family;
    return { familyId, subjectId, refreshToken, expiresAt };
  }
}
