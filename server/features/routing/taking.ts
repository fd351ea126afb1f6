import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newId } from '../../lib/ids.js';
import { Turns } from '../../lib/turns.js';
import type { StaffActor } from '../auth/actor.js';
import type { SeatService } from '../seats/seat.service.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { tierOf } from './tier-of.js';

interface TakingDeps {
  log: SessionLog;
  seats: SeatService;
  acceptOffer: (
    actor: StaffActor,
    offer: { sessionId: string; offerId: string },
  ) => Promise<ChatSessionState>;
  /** Gives back a seat that was claimed for nothing. */
  freeInVain: (offerId: string, operatorId: string, sessionId: string) => Promise<void>;
  clock: Clock;
}

/** A waiting session taken by a person's own choice, one after the other where many want the same. */
export class Taking {
  readonly #deps: TakingDeps;
  readonly #turns = new Turns();

  constructor(deps: TakingDeps) {
    this.#deps = deps;
  }

  /** Fails as `OfferService.takeFromQueue` says. */
  take(actor: StaffActor, sessionId: string): Promise<ChatSessionState> {
    return this.#turns.run(sessionId, () => this.#take(actor, sessionId));
  }

  async #take(actor: StaffActor, sessionId: string): Promise<ChatSessionState> {
    const { clock, log, seats } = this.#deps;
    const { operatorId, name } = actor;
    const offerId = newId(clock.nowMs());
    // Asked before a seat is claimed, one after the other: of 200 who take one chat at once, one needs a seat. Nothing is
    // appended, so the answer is given on a state read for it: another node may have moved the chat on.
    const { state: known } = await log.append({
      ...{ sessionId, authorId: operatorId },
      decide: (current) => {
        isToBeTaken(actor, current);
        return null;
      },
    });
    if (!isToBeTaken(actor, known)) return known;
    const offered = known.offers.find(
      (offer) => offer.purpose === 'queue' && offer.operatorId === operatorId,
    );
    if (offered) return this.#deps.acceptOffer(actor, { sessionId, offerId: offered.offerId });
    if (!(await seats.claim(operatorId, 'normal', offerId, sessionId))) {
      throw new DomainError('no_free_seat', 'All your seats are taken: finish a chat first.');
    }
    try {
      const { event, state } = await log.append({
        sessionId,
        authorId: operatorId,
        causeId: `take:${offerId}`,
        decide: (current) => {
          if (!isToBeTaken(actor, current)) return null;
          return {
            kind: 'operator.joined',
            audience: 'all',
            plain: { operatorId, operatorName: name, tier: tierOf(actor), offerId, how: 'taken' },
          };
        },
      });
      if (!event) await this.#deps.freeInVain(offerId, operatorId, sessionId);
      return state;
    } catch (error) {
      // After `retry` the session may be taken after all: its seat stays until the sweep knows.
      if (error instanceof DomainError && error.code !== 'retry')
        await this.#deps.freeInVain(offerId, operatorId, sessionId);
      throw error;
    }
  }
}

/** False where the actor has it already. */
const isToBeTaken = (actor: StaffActor, state: ChatSessionState): boolean => {
  const isMine = servingPools(state).some((poolId) => actor.poolIds.includes(poolId));
  const mayTake = actor.role === 'supervisor' || actor.role === 'administrator' || isMine;
  if (!mayTake) throw new DomainError('not_found', 'No such session in your pools.');
  if (state.status === 'queued') return true;
  if (state.owner?.operatorId === actor.operatorId) return false;
  if (state.owner) {
    throw new DomainError('already_taken', 'Somebody was faster.', { byName: state.owner.name });
  }
  throw new DomainError('session_not_open_for_this', 'The session does not wait any more.');
};
