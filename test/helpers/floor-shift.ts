import fc from 'fast-check';
import { createFloor, type Floor } from '../../bench/floor/floor.js';
import { checkSettled } from '../../bench/floor/settled.js';
import { Witness } from '../../bench/floor/witness.js';
import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { DomainError } from '../../server/lib/domain-error.js';
import { limits } from '../../shared/limits.js';
import { seedId } from '../../server/seed/reference-data.js';

const types = ['payments', 'profile', 'benefits', 'account_access'] as const;
const presences = ['online', 'busy', 'away', 'offline'] as const;
const pauses = [1, 1_000, 15_999, 16_001, 20_000, 31_001, 61_000, 121_000, 310_000, 1_900_000];
const most = 14;

const moves = {
  ...{ arrive: 12, accept: 20, decline: 5, take: 3, answer: 5, propose: 5, solved: 3, unsolved: 2 },
  ...{
    say: 6,
    call: 5,
    callByStaff: 3,
    withdraw: 2,
    close: 1,
    transfer: 6,
    cancel: 2,
    handOver: 2,
  },
  ...{ bookCall: 5, cancelCall: 1, toCall: 1, report: 8, leave: 4, stay: 2 },
  ...{ online: 8, presence: 3, lose: 2, find: 3, goOffLine: 2, comeOnLine: 2, time: 12 },
} as const;
export type Move = keyof typeof moves;

/** One step of a shift: what is tried, and which of those it can be tried with, by numbers that always fit. */
export interface Step {
  move: Move;
  who: number;
  which: number;
  /** The next step begins before what this one caused has happened. */
  isHasty: boolean;
}

export const steps: fc.Arbitrary<Step> = fc.record({
  move: fc.oneof(
    ...(Object.keys(moves) as Move[]).map((move) => ({
      arbitrary: fc.constant(move),
      weight: moves[move],
    })),
  ),
  who: fc.nat(30),
  which: fc.nat(30),
  isHasty: fc.boolean(),
});

const person = (
  operatorId: string,
  pools: string[],
  rest: Partial<StaffPerson> = {},
): StaffPerson => ({
  ...{
    operatorId,
    name: operatorId,
    role: 'operator',
    poolIds: pools.map((code) => seedId('pool', code)),
    capacity: 2,
  },
  ...rest,
});

const people = [
  person('a', ['payments']),
  person('b', ['payments', 'access'], { languages: ['ru'] }),
  person('c', ['access'], { requestTypes: ['profile'] }),
  person('d', ['social', 'access'], { capacity: 1 }),
  person('s', ['payments'], { role: 'senior', capacity: 1 }),
  person('t', ['access', 'social'], { role: 'senior' }),
  person('v', ['payments'], { role: 'supervisor' }),
];

const nth = <T>(items: readonly T[], index: number): T | undefined => items[index % items.length];

/** A small shift over memory at which any step may be tried at any time; `broken` is what must not be. */
export class FloorShift {
  readonly #floor: Floor;
  readonly #witness: Witness;
  readonly #connected = new Set<string>();
  #arrived = 0;
  #hasty: Promise<void>[] = [];

  private constructor(floor: Floor) {
    this.#floor = floor;
    this.#witness = new Witness(floor, { isFair: true });
  }

  static async begin(): Promise<FloorShift> {
    const floor = await createFloor({ startMs: Date.UTC(2026, 2, 11, 9), people });
    const shift = new FloorShift(floor);
    for (const { operatorId } of people) {
      shift.#connected.add(operatorId);
      await floor.presence.choose(operatorId, 'online');
    }
    shift.#ping();
    return shift;
  }

  get broken(): readonly string[] {
    return this.#witness.broken;
  }

  async take(step: Step): Promise<void> {
    const acting = this.#try(step);
    this.#hasty.push(acting);
    if (step.isHasty && step.move !== 'time') return;
    await Promise.all(this.#hasty);
    this.#hasty = [];
    await this.#floor.settle();
    checkSettled(this.#floor, this.#witness, { isDeep: true });
  }

  /** A refusal is an answer like any other. */
  async #try(step: Step): Promise<void> {
    try {
      await this.#act(step);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'internal') throw error;
    }
  }

  async #act({ move, who, which }: Step): Promise<void> {
    const { callbacks, citizens, closing, escalations, memory, offers, presence, slots } =
      this.#floor;
    const { transfers, waits } = this.#floor;
    const staff = nth(people, who) ?? people[0]!;
    const actor = this.#floor.staffActor(staff);
    const open = memory.listOpen();
    const chat = nth(open, which);
    const citizen = this.#floor.citizenActor(chat?.citizenId ?? '');
    const sessionId = chat?._id ?? '';
    const held = nth(
      open.filter(({ owner }) => owner),
      which,
    );
    const owner = people.find(({ operatorId }) => operatorId === held?.owner?.operatorId);
    const holder = this.#floor.staffActor(owner ?? staff);
    const own = held?._id ?? '';
    switch (move) {
      case 'arrive':
        return this.#arrive(who, which);
      case 'accept':
      case 'decline':
        return this.#answer(move, who);
      case 'take': {
        const waiting = nth(
          open.filter(({ status }) => status === 'queued'),
          which,
        );
        if (waiting) await offers.takeFromQueue(actor, waiting._id);
        return;
      }
      case 'answer':
        await this.#floor.say(own, holder.operatorId);
        return;
      case 'say':
        if (chat) await this.#floor.say(sessionId, chat.citizenId);
        return;
      case 'propose': {
        const lastPublicSeq = held?.publicHeadSeq ?? 0;
        const request = { sessionId: own, summary: '', lastPublicSeq };
        await closing.proposeClosing(holder, { ...request, outcome: 'solved' });
        return;
      }
      case 'solved':
      case 'unsolved':
        await closing.confirm(citizen, { sessionId, isSolved: move === 'solved' });
        return;
      case 'close':
        await closing.closeByCitizen(citizen, sessionId);
        return;
      case 'call':
        await escalations.requestEscalation(citizen, sessionId);
        return;
      case 'callByStaff':
        await escalations.requestEscalation(holder, own);
        return;
      case 'withdraw':
        await escalations.withdrawEscalation(citizen, sessionId);
        return;
      case 'handOver':
        return this.#handOver(open);
      case 'transfer':
        await transfers.requestTransfer(holder, {
          ...{ sessionId: own, note: '' },
          ...[
            { poolId: nth(staff.poolIds, which) ?? '' },
            { operatorId: staff.operatorId },
            { requestType: nth(types, which) ?? 'payments' },
          ][(who + which) % 3],
        });
        return;
      case 'cancel':
        await transfers.cancelTransfer(holder, own);
        return;
      case 'bookCall': {
        const slot = nth(await slots.listFree(chat?.poolId), who % 4);
        const request = { sessionId, clientCallbackId: `c${String(who)}`, phone: '+79161234567' };
        if (slot) await callbacks.book(citizen, { ...request, callAt: slot.toISOString() });
        return;
      }
      case 'cancelCall':
        await callbacks.cancel(citizen, sessionId);
        return;
      case 'toCall':
        return this.#toNextCall(open);
      case 'report':
        return this.#report(open, which);
      case 'leave':
      case 'stay':
        await waits.setWait(citizen, { sessionId, mode: move === 'leave' ? 'later' : 'live' });
        return;
      case 'online':
      case 'presence':
        this.#connected.add(staff.operatorId);
        await presence.choose(
          staff.operatorId,
          move === 'online' ? 'online' : (nth(presences, which) ?? 'away'),
        );
        return;
      case 'lose':
        this.#connected.delete(staff.operatorId);
        return;
      case 'find':
        this.#connected.add(staff.operatorId);
        presence.renew(staff.operatorId);
        return;
      case 'goOffLine':
        if (chat && citizens.isOnline(chat.citizenId)) citizens.disconnected(chat.citizenId);
        return;
      case 'comeOnLine':
        if (chat && !citizens.isOnline(chat.citizenId)) citizens.connected(chat.citizenId);
        return;
      case 'time':
        return this.#pass(nth(pauses, which) ?? 1);
    }
  }

  async #arrive(who: number, which: number): Promise<void> {
    if (this.#floor.memory.listOpen().length >= most) return;
    this.#arrived += 1;
    await this.#floor.arrive({
      sessionId: `s${String(this.#arrived)}`,
      citizenId: `z${String(this.#arrived)}`,
      requestType: nth(types, which) ?? 'payments',
      locale: who % 5 === 0 ? 'en' : 'ru',
      isRepeat: who % 3 === 0,
    });
  }

  async #answer(move: 'accept' | 'decline', who: number): Promise<void> {
    const { memory, offers } = this.#floor;
    const asked = memory
      .listOpen()
      .flatMap(({ _id: sessionId, offers: made }) => made.map((offer) => ({ sessionId, offer })));
    const one = nth(asked, who);
    const staff = people.find(({ operatorId }) => operatorId === one?.offer.operatorId);
    if (!one || !staff) return;
    const { sessionId } = one;
    const { offerId } = one.offer;
    const actor = this.#floor.staffActor(staff);
    if (move === 'accept') await offers.acceptOffer(actor, { sessionId, offerId });
    else await offers.declineOffer(actor, { sessionId, offerId, reason: 'other' });
  }

  async #handOver(open: readonly ChatSessionState[]): Promise<void> {
    const chat = open.find(({ handOverFrom }) => handOverFrom);
    const former = people.find(({ operatorId }) => operatorId === chat?.handOverFrom?.operatorId);
    if (!chat || !former) return;
    const request = { sessionId: chat._id, summary: '' };
    await this.#floor.escalations.handOver(this.#floor.staffActor(former), request);
  }

  /** The soonest call that is promised, if that is within two hours. */
  async #toNextCall(open: readonly ChatSessionState[]): Promise<void> {
    const nowMs = this.#floor.agenda.nowMs();
    const moments = open.flatMap(({ callback }) =>
      callback && !callback.isDue ? [callback.callAt.getTime()] : [],
    );
    const soonestMs = Math.min(...moments) - nowMs;
    if (soonestMs <= 7_200_000) await this.#pass(soonestMs);
  }

  async #report(open: readonly ChatSessionState[], which: number): Promise<void> {
    const chat = nth(
      open.filter(({ callback, owner }) => callback && owner),
      which,
    );
    const holder = people.find(({ operatorId }) => operatorId === chat?.owner?.operatorId);
    if (!chat?.callback || !holder) return;
    const { attempt, callbackId } = chat.callback;
    await this.#floor.callbacks.report(this.#floor.staffActor(holder), {
      ...{ sessionId: chat._id, callbackId, attempt, isReached: which % 3 === 0 },
    });
  }

  async #pass(ms: number): Promise<void> {
    await Promise.all(this.#hasty.slice(0, -1));
    await this.#floor.settle();
    await this.#floor.runUntil(this.#floor.agenda.nowMs() + ms);
  }

  #ping(): void {
    const { agenda, presence } = this.#floor;
    for (const operatorId of this.#connected) presence.renew(operatorId);
    agenda.at(agenda.nowMs() + limits.presence.pingMs, async () => {
      await presence.expire();
      this.#ping();
    });
  }
}
