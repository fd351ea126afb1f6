import { compareRank } from '../../shared/routing/rank.js';
import { isLaterStep } from '../../server/features/escalation/escalation-plan.js';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { hasSkillsFor, isOpenForOffers, listThoseWhoMay, peopleFor } from './could-take.js';
import type { Floor } from './floor.js';
import { SeatBook } from './seat-book.js';

export interface WitnessRules {
  /** The queue is served in the product's order, and nobody is asked twice in a row in vain. */
  isFair: boolean;
}

/** Watches every event of a floor with a memory of its own and writes down whatever must not be. */
export class Witness {
  readonly broken: string[] = [];
  readonly seats: SeatBook;
  /** Offers to whoever had let the chat pass last, while somebody else was free. */
  twiceInARow = 0;
  /** By how much later the one had come, of two chats, that was offered first, in ms: the worst of all. */
  worstOvertakeMs = 0;
  /** Chats taken out of the queue while somebody held them. */
  doubleOwners = 0;
  readonly #floor: Floor;
  readonly #rules: WitnessRules;
  readonly #heads = new Map<string, { seq: number; publicSeq: number }>();
  /** When each operator's seats or presence changed last: what changed this very moment is nobody's fault. */
  readonly #changedAtMs = new Map<string, number>();

  constructor(floor: Floor, rules: WitnessRules) {
    this.#floor = floor;
    this.#rules = rules;
    this.seats = new SeatBook(floor.staff.list(), (what) => this.note(what));
    floor.presence.onChanged(({ operatorId }) => this.#touch(operatorId));
    floor.observe((change) => this.#learn(change));
  }

  note(what: string): void {
    const at = new Date(this.#floor.agenda.nowMs()).toISOString();
    this.broken.push(`${at} event ${String(this.#floor.memory.eventCount)}: ${what}`);
  }

  #learn(change: SessionChange): void {
    const { event, before, after } = change;
    this.#checkHead(event);
    for (const { operatorId } of [...before.offers, ...(before.owner ? [before.owner] : [])])
      this.#touch(operatorId);
    this.#checkAge(change);
    this.#checkEscalation(change);
    if (event.kind === 'offer.made') this.#checkOffer(before, event);
    if (event.kind === 'operator.joined') this.#checkJoin(before, event);
    this.seats.learn(before, after);
    if (after.status === 'closed') this.#heads.delete(after._id);
  }

  #touch(operatorId: string): void {
    this.#changedAtMs.set(operatorId, this.#floor.agenda.nowMs());
  }

  #wasStill(operatorId: string): boolean {
    return (this.#changedAtMs.get(operatorId) ?? 0) < this.#floor.agenda.nowMs();
  }

  /** `seq` and `publicSeq` count without a gap. */
  #checkHead({ sessionId, seq, publicSeq, kind }: SessionEvent): void {
    const head = this.#heads.get(sessionId);
    if (head && seq !== head.seq + 1)
      this.note(`${sessionId} ${kind}: ${String(seq)} after ${String(head.seq)}`);
    if (head && publicSeq !== undefined && publicSeq !== head.publicSeq + 1)
      this.note(
        `${sessionId} ${kind}: public ${String(publicSeq)} after ${String(head.publicSeq)}`,
      );
    this.#heads.set(sessionId, { seq, publicSeq: publicSeq ?? head?.publicSeq ?? 0 });
  }

  /** A wait begins once: offers, transfers, calls and an operator's vanishing leave its beginning as it is. */
  #checkAge({ event, before, after }: SessionChange): void {
    const isNewWait =
      event.kind === 'session.queued' &&
      event.plain.reason !== 'operator_vanished' &&
      event.plain.reason !== 'back_to_place';
    const [was, is] = [before.queuedAt?.getTime(), after.queuedAt?.getTime()];
    if (!isNewWait && was !== is && was !== undefined)
      this.note(`${after._id} ${event.kind}: has lost its age`);
    if (after.status !== 'queued' || after.rankAt === undefined || is === undefined) return;
    const { raised, urgent } = this.#floor.pools.getPool(after.poolId ?? '').boostMs;
    const boost =
      after.escalation || after.priority === 'urgent'
        ? urgent
        : after.priority === 'raised'
          ? raised
          : 0;
    // Who left the appeal stands further back, and remembers where they stood.
    const ownRankAt = after.later?.rankBefore ?? after.rankAt;
    if (ownRankAt !== is - boost)
      this.note(
        `${after._id} ${event.kind}: stands ${String(is - ownRankAt)} ahead, not ${String(boost)}`,
      );
    if (after.rankAt < ownRankAt) this.note(`${after._id} ${event.kind}: is ahead by leaving`);
  }

  #checkOffer(before: ChatSessionState, { plain, sessionId }: SessionEvent<'offer.made'>): void {
    const { operatorId, purpose, seatKind } = plain;
    if (before.offers.some((offer) => offer.purpose === purpose))
      this.note(`${sessionId}: offered twice`);
    const mayReserve = purpose === 'escalation' && before.escalation?.step === 'reserve';
    if (seatKind === 'reserve' && !mayReserve)
      this.note(`${sessionId}: a reserve seat for ${purpose}`);
    if (seatKind === 'forced') this.note(`${sessionId}: an offer of a forced seat`);
    if (purpose === 'escalation' && before.escalation?.passedBy.includes(operatorId) === true)
      this.note(`${sessionId}: ${operatorId} is called twice in one step`);
    if (purpose !== 'queue') return;
    this.#checkRepeat(before, operatorId);
    this.#checkOrder(before, operatorId);
  }

  #checkRepeat(before: ChatSessionState, operatorId: string): void {
    if (before.passedBy.at(-1) !== operatorId) return;
    const isOther = listThoseWhoMay(this.#floor, before).some(
      (other) => other.operatorId !== operatorId && this.#wasStill(other.operatorId),
    );
    if (!isOther) return;
    this.twiceInARow += 1;
    if (this.#rules.isFair) this.note(`${before._id}: ${operatorId} is asked twice in a row`);
  }

  /** Of those in the same queue whom this operator could have had, none stands ahead; and who came earlier was passed by how much. */
  #checkOrder(before: ChatSessionState, operatorId: string): void {
    const { agenda, memory, queue, staff } = this.#floor;
    const own = queue.find(before._id);
    const person = staff.find(operatorId);
    if (!own || !person || before.poolId === undefined) return;
    let isAhead = true;
    for (const entry of queue.listPool(before.poolId)) {
      if (entry.sessionId === before._id) {
        isAhead = false;
        continue;
      }
      // From here on nobody has come earlier.
      if (!isAhead && this.#rules.isFair && entry.rankAt >= own.queuedAt.getTime()) return;
      const state = memory.stateOf(entry.sessionId);
      const isStill = (state.headAt?.getTime() ?? 0) < agenda.nowMs();
      if (!isStill || !isOpenForOffers(this.#floor, state)) continue;
      const isAnybodys = state.passedBy.length === 0 && !state.preferred;
      if (!isAnybodys || !this.#couldHave(person.operatorId, state)) continue;
      const overtakeMs = own.queuedAt.getTime() - entry.queuedAt.getTime();
      // Who left the appeal lets others pass.
      if (!own.isFront && !state.later)
        this.worstOvertakeMs = Math.max(this.worstOvertakeMs, overtakeMs);
      if (isAhead && this.#rules.isFair && compareRank(entry, own) < 0)
        this.note(`${before._id} is offered before ${entry.sessionId}, which stands ahead`);
    }
  }

  #couldHave(operatorId: string, state: ChatSessionState): boolean {
    const person = peopleFor(this.#floor, state).find((one) => one.operatorId === operatorId);
    // Not whether they are free: their last seat has just been claimed for the other one.
    return person !== undefined && hasSkillsFor(this.#floor, person, state);
  }

  #checkJoin(
    before: ChatSessionState,
    { plain, sessionId }: SessionEvent<'operator.joined'>,
  ): void {
    const { how, offerId, operatorId } = plain;
    const isHandedOver = how === 'transfer' || how === 'escalation' || how === 'forced';
    if (before.owner && !isHandedOver) {
      this.doubleOwners += 1;
      this.note(`${sessionId}: taken by ${operatorId} from ${before.owner.operatorId}`);
    }
    if (how === 'forced') {
      if (before.escalation?.step !== 'breach') this.note(`${sessionId}: forced without a breach`);
      return;
    }
    const offer = before.offers.find((one) => one.offerId === offerId);
    if (how !== 'taken' && offer?.operatorId !== operatorId)
      this.note(`${sessionId}: ${operatorId} accepts what is not theirs`);
  }

  /** One window at a time, its steps in order, each once, none early. */
  #checkEscalation({ event, before }: SessionChange): void {
    const { sessionId } = event;
    if (event.kind === 'escalation.opened' && before.escalation)
      this.note(`${sessionId}: a second window is opened`);
    if (event.kind !== 'escalation.stepped') return;
    const { step } = event.plain;
    const open = before.escalation;
    if (!open || !isLaterStep(step, open.step)) {
      this.note(`${sessionId}: ${step} after ${open?.step ?? 'the end'}`);
      return;
    }
    const dueMs = open.steps.find((one) => one.step === step)?.dueAt.getTime() ?? Infinity;
    if (event.at.getTime() < dueMs) this.note(`${sessionId}: ${step} before its time`);
  }
}
