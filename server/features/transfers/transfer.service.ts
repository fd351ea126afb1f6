import type { RequestType } from '../../../shared/domain/request-types.js';
import type { TransferTarget } from '../../../shared/domain/session-events.js';
import { decideOffer, type OfferFacts } from '../../../shared/routing/decide-offer.js';
import { noSkillRules } from '../../../shared/routing/skills.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newId } from '../../lib/ids.js';
import type { StaffActor } from '../auth/actor.js';
import { assertOwner } from '../chat-sessions/session.policy.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import { isOfSameKind, type StaffDirectory } from '../operators/staff-directory.js';
import type { PoolHours } from '../pools/pool-hours.js';
import type { PoolService } from '../pools/pool.service.js';
import type { OfferService } from '../routing/offer.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState, OpenTransfer } from '../session-log/state.js';

export interface TransferDeps {
  log: SessionLog;
  deadlines: Deadlines;
  offers: OfferService;
  pools: PoolService;
  hours: PoolHours;
  staff: StaffDirectory;
  clock: Clock;
}

export interface TransferRequest {
  sessionId: string;
  poolId?: string;
  operatorId?: string;
  requestType?: RequestType;
  note: string;
}

/** Handing a session to another operator, pool or type. The sender keeps it until somebody takes it. */
export class TransferService {
  readonly #deps: TransferDeps;

  constructor(deps: TransferDeps) {
    this.#deps = deps;
    deps.deadlines.handle('transfer', ({ sessionId, _id }) =>
      this.#end(sessionId, _id.slice('transfer:'.length), 'expired'),
    );
    deps.deadlines.handle('transfer-look', async ({ sessionId }) =>
      this.advance(await deps.log.getState(sessionId)),
    );
  }

  /** Fails with `not_owner`, `escalation_open`, `transfer_open`, `transfer_no_target`, `transfer_closed`. */
  async requestTransfer(actor: StaffActor, request: TransferRequest): Promise<ChatSessionState> {
    const { clock, deadlines, log } = this.#deps;
    const { sessionId, note } = request;
    const transferId = newId(clock.nowMs());
    await deadlines.set(
      'transfer',
      transferId,
      sessionId,
      new Date(clock.nowMs() + limits.transfer.waitMs),
    );
    const { state } = await log.append({
      sessionId,
      authorId: actor.operatorId,
      decide: (current) => {
        assertOwner(actor, current);
        if (current.escalation) {
          throw new DomainError('escalation_open', 'No transfer while an escalation is open.');
        }
        if (current.transfer) throw new DomainError('transfer_open', 'A transfer is under way.');
        const target = this.#resolve(actor, request, current);
        return {
          kind: 'transfer.requested',
          audience: 'staff',
          plain: { transferId, fromOperatorId: actor.operatorId, target },
          secret: { note },
        };
      },
    });
    return state;
  }

  /** The sender changes their mind; the session never left them. */
  async cancelTransfer(actor: StaffActor, sessionId: string): Promise<ChatSessionState> {
    const { state } = await this.#deps.log.append({
      sessionId,
      authorId: actor.operatorId,
      decide: (current) => {
        assertOwner(actor, current);
        if (!current.transfer) return null;
        const { transferId } = current.transfer;
        return {
          kind: 'transfer.ended',
          audience: 'staff',
          plain: { transferId, outcome: 'cancelled' },
        };
      },
    });
    return state;
  }

  /** Offers an open transfer to the next one; ends it where nobody is left to ask. */
  async advance(state: ChatSessionState): Promise<void> {
    const { transfer } = state;
    if (!transfer || state.offers.some((offer) => offer.purpose === 'transfer')) return;
    if (transfer.target.operatorId !== undefined && transfer.passedBy.length > 0) {
      await this.#end(state._id, transfer.transferId, transfer.lastRefusal ?? 'declined');
      return;
    }
    const facts = this.#factsOf(state, transfer);
    const decision = decideOffer(facts);
    const candidate = facts.people.find(({ operatorId }) => operatorId === decision.chosen);
    if (!candidate || transfer.passedBy.includes(candidate.operatorId)) {
      await this.#lookAgain(state._id, transfer.transferId, decision.lookAgainAtMs);
      if (this.#isRefusedByAll(state, transfer)) {
        const outcome = transfer.lastRefusal ?? 'declined';
        await this.#end(state._id, transfer.transferId, outcome);
      }
      return;
    }
    await this.#deps.offers.makeOffer({
      ...{ sessionId: state._id, candidate, facts, decision, seatKind: 'normal' },
      isStillWanted: (current) => current.transfer?.transferId === transfer.transferId,
    });
  }

  /** Somebody who is there may take it later, though nothing happens: a language is asked for a minute. */
  async #lookAgain(sessionId: string, transferId: string, atMs: number | null): Promise<void> {
    if (atMs === null) return;
    await this.#deps.deadlines.set('transfer-look', transferId, sessionId, new Date(atMs));
  }

  /** Somebody was asked, and of those on the line nobody is left who was not. */
  #isRefusedByAll(state: ChatSessionState, transfer: OpenTransfer): boolean {
    const { passedBy, fromOperatorId, target } = transfer;
    const isLeft = this.#deps.staff
      .listOfPool(target.poolId)
      .filter((person) => isOfSameKind(person, state) && person.operatorId !== fromOperatorId)
      .filter(({ operatorId }) => !passedBy.includes(operatorId))
      .some(({ operatorId }) => this.#deps.offers.isOnLine(operatorId));
    return passedBy.length > 0 && !isLeft;
  }

  /** To a pool: everybody there but the sender. To a person: that one, whatever they usually take. */
  #factsOf(state: ChatSessionState, transfer: OpenTransfer): OfferFacts {
    const { clock, offers, pools, staff } = this.#deps;
    const { fromOperatorId, passedBy, target } = transfer;
    const { operatorId, poolId, requestType } = target;
    const named = operatorId === undefined ? null : staff.find(operatorId);
    const people = operatorId === undefined ? staff.listOfPool(poolId) : named ? [named] : [];
    return {
      purpose: 'transfer',
      nowMs: clock.nowMs(),
      wish: {
        queuedAtMs: transfer.requestedAt.getTime(),
        language: state.locale,
        passedBy,
        ...(requestType === undefined ? {} : { requestType }),
      },
      rules: operatorId === undefined ? pools.skillRulesOf(poolId) : noSkillRules,
      people: people
        .filter((person) => isOfSameKind(person, state) && person.operatorId !== fromOperatorId)
        .map((person) => offers.standingOf(person)),
    };
  }

  /** Another department corrects the classification to a type it serves. */
  #resolve(actor: StaffActor, request: TransferRequest, state: ChatSessionState): TransferTarget {
    const { pools, staff } = this.#deps;
    if (request.operatorId !== undefined) {
      const person = staff.find(request.operatorId);
      const isFit =
        person &&
        (person.role === 'operator' || person.role === 'senior') &&
        isOfSameKind(person, state);
      if (!isFit || person.operatorId === actor.operatorId) {
        throw new DomainError('transfer_no_target', 'This person cannot take a chat.');
      }
      const poolId =
        state.poolId !== undefined && person.poolIds.includes(state.poolId)
          ? state.poolId
          : (person.poolIds[0] ?? state.poolId);
      if (poolId === undefined) throw new DomainError('transfer_no_target', 'No pool to go to.');
      return { poolId, operatorId: person.operatorId, ...this.#correction(poolId, state) };
    }
    if (request.requestType !== undefined) {
      const { requestType } = request;
      const { _id: poolId } = pools.getPoolOf(requestType);
      this.#assertOpen(poolId);
      return { poolId, requestType };
    }
    const pool = pools.findPool(request.poolId ?? '');
    if (!pool) throw new DomainError('transfer_no_target', 'There is no such pool.');
    this.#assertOpen(pool._id);
    return { poolId: pool._id, ...this.#correction(pool._id, state) };
  }

  /** Its people are offered nothing at this hour; a person who is there may still be asked by name. */
  #assertOpen(poolId: string): void {
    if (this.#deps.hours.isOpen(poolId)) return;
    const opensAt = this.#deps.hours.opensAt(poolId);
    throw new DomainError('transfer_closed', 'The pool is closed now.', {
      ...(opensAt ? { opensAt: opensAt.toISOString() } : {}),
    });
  }

  #correction(poolId: string, state: ChatSessionState): Pick<TransferTarget, 'requestType'> {
    const { requestTypes } = this.#deps.pools.getPool(poolId);
    const current = state.classification?.requestType;
    const [requestType] = requestTypes;
    const isServed = current !== undefined && requestTypes.includes(current);
    return isServed || requestType === undefined ? {} : { requestType };
  }

  async #end(
    sessionId: string,
    transferId: string,
    outcome: 'declined' | 'expired',
  ): Promise<void> {
    await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      causeId: `transfer-end:${transferId}`,
      decide: (state) =>
        state.transfer?.transferId === transferId
          ? { kind: 'transfer.ended', audience: 'staff', plain: { transferId, outcome } }
          : null,
    });
  }
}
