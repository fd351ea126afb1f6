import type { CallbackSlots } from '../../../shared/protocol/citizen-events.js';
import { parsePhone } from '../../../shared/domain/phone.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { deriveId } from '../../lib/ids.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { appendAsCitizen } from '../chat-sessions/append-as-citizen.js';
import {
  assertCitizenOf,
  assertNoEscalation,
  assertOwner,
} from '../chat-sessions/session.policy.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { EventDraft } from '../session-log/draft.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { SlotBook } from './slot-book.js';

export interface CallbackDeps {
  log: SessionLog;
  slots: SlotBook;
  deadlines: Deadlines;
  clock: Clock;
}

interface BookRequest {
  sessionId: string;
  /** The same one again is the same booking. */
  clientCallbackId: string;
  callAt: string;
  phone: string;
}

const deadlineKey = (sessionId: string, callAt: Date): string =>
  `${sessionId}:${String(callAt.getTime())}`;

const isAt = ({ callback }: ChatSessionState, callAt: Date): boolean =>
  callback?.callAt.getTime() === callAt.getTime();

const assertCanBook = (actor: CitizenActor, state: ChatSessionState): void => {
  assertCitizenOf(actor, state);
  assertNoEscalation(state);
};

/** Calls that are promised: booked by a citizen who does not want to wait, or by the system after a breach [spec 4, 5]. */
export class CallbackService {
  readonly #deps: CallbackDeps;

  constructor(deps: CallbackDeps) {
    this.#deps = deps;
    deps.deadlines.handle('callback', ({ sessionId, dueAt }) => this.#fallDue(sessionId, dueAt));
  }

  /** Slots with room for one more call. Fails with `not_found`. */
  async listSlots(actor: CitizenActor, sessionId: string): Promise<CallbackSlots> {
    const { log, slots } = this.#deps;
    const state = await log.getState(sessionId);
    assertCitizenOf(actor, state);
    const free = await slots.listFree(state.poolId);
    return {
      slots: free.map((callAt) => callAt.toISOString()),
      slotMs: limits.callback.slotMs,
    };
  }

  /**
   * Books a call, or moves the one that is booked. Who waited in the queue leaves it. Fails with `slot_taken` where the
   * slot is full or none of those offered, `escalation_open`, `session_not_open_for_this`, `not_found`.
   */
  async book(actor: CitizenActor, request: BookRequest): Promise<ChatSessionState> {
    const { log, slots } = this.#deps;
    const { sessionId } = request;
    const callAt = new Date(request.callAt);
    const phone = parsePhone(request.phone) ?? '';
    const callbackId = deriveId('callback', sessionId, request.clientCallbackId);
    const known = await log.getState(sessionId);
    assertCanBook(actor, known);
    if (known.callback?.callbackId === callbackId) return known;
    // What was promised is kept, also where the system promised it beyond what the slot has room for.
    const isPromised = isAt(known, callAt) && known.callback?.isDue === false;
    if (!isPromised && !(await slots.take(known, callAt, callbackId)))
      throw new DomainError('slot_taken', 'No call can be booked for that time any more.');
    return this.#promise(known._id, callAt, () =>
      log.append({
        ...{ sessionId, authorId: actor.citizenId, causeId: `callback:${callbackId}:booked` },
        decide: (current) => {
          assertCanBook(actor, current);
          if (current.callback?.callbackId === callbackId) return null;
          const plain = { callbackId, callAt };
          return { kind: 'callback.booked', audience: 'all', plain, secret: { phone } };
        },
      }),
    );
  }

  /** Nobody is to call any more; who left the queue for it is back at their place. Nothing booked: no change. */
  cancel(actor: CitizenActor, sessionId: string): Promise<ChatSessionState> {
    return appendAsCitizen(this.#deps.log, actor, sessionId, (current) => {
      if (!current.callback) return null;
      const { callbackId } = current.callback;
      return { kind: 'callback.cancelled', audience: 'all', plain: { callbackId } };
    });
  }

  /**
   * What came of a call that is due. Who was not reached is called again later, twice at most; the seat is free. Fails with
   * `callback_gone` where another call is waited for or none, `escalation_open` where a senior is called, `not_owner`.
   */
  async report(
    actor: StaffActor,
    request: { sessionId: string; callbackId: string; attempt: number; isReached: boolean },
  ): Promise<ChatSessionState> {
    const { clock, log, slots } = this.#deps;
    const { sessionId, callbackId, attempt, isReached } = request;
    const assertMay = (state: ChatSessionState): void => {
      assertOwner(actor, state);
      const { callback } = state;
      if (callback?.callbackId !== callbackId || callback.attempt !== attempt || !callback.isDue)
        throw new DomainError('callback_gone', 'This call is not waited for any more.');
      if (!isReached) assertNoEscalation(state);
    };
    const appendReport = (nextAt?: Date) =>
      log.append({
        ...{ sessionId, authorId: actor.operatorId },
        causeId: `callback:${callbackId}:${String(attempt)}:tried`,
        decide: (current): EventDraft => {
          assertMay(current);
          const plain = { callbackId, attempt, isReached, ...(nextAt ? { nextAt } : {}) };
          return { kind: 'callback.tried', audience: 'all', plain };
        },
      });
    const known = await log.getState(sessionId);
    const isAgain = !isReached && attempt < limits.callback.attempts;
    // A repeat hears the first answer, and takes no second slot.
    const isStillDue = known.callback?.callbackId === callbackId && known.callback.isDue;
    if (!isAgain || !isStillDue) return (await appendReport()).state;
    assertMay(known);
    const fromMs = clock.nowMs() + limits.callback.retryAfterMs;
    const nextAt = await slots.takeNext(known, fromMs, callbackId);
    return this.#promise(sessionId, nextAt, () => appendReport(nextAt));
  }

  /**
   * A slot for a call that the system promises, not sooner than that: `append` stores the promise. Where it does not come
   * to that, the slot is free again.
   */
  async promiseAfter(
    state: ChatSessionState,
    { callbackId, afterMs }: { callbackId: string; afterMs: number },
    append: (callAt: Date) => ReturnType<SessionLog['append']>,
  ): Promise<void> {
    const { clock, slots } = this.#deps;
    const callAt = await slots.takeNext(state, clock.nowMs() + afterMs, callbackId);
    await this.#promise(state._id, callAt, () => append(callAt));
  }

  /** The listener behind every session event: a promise that is over or moved frees its slot. */
  async listen({ before, after }: SessionChange): Promise<void> {
    if (!before.callback) return;
    const { callAt } = before.callback;
    if (isAt(after, callAt)) return;
    // Moved away and back by now: the place is theirs again.
    const current = await this.#deps.log.getStateAtHand(after._id);
    if (!isAt(current, callAt)) await this.#free(after._id, callAt);
  }

  /** The moment rests in the database before the promise is made; without a promise nothing is left of it. */
  async #promise(
    sessionId: string,
    callAt: Date,
    append: () => ReturnType<SessionLog['append']>,
  ): Promise<ChatSessionState> {
    const { deadlines, log } = this.#deps;
    await deadlines.set('callback', deadlineKey(sessionId, callAt), sessionId, callAt);
    try {
      const { state } = await append();
      if (!isAt(state, callAt)) await this.#free(sessionId, callAt);
      return state;
    } catch (error) {
      // Of an unknown outcome the promise may stand all the same: then its slot stays taken.
      if (error instanceof DomainError && error.code !== 'retry') {
        if (!isAt(await log.getState(sessionId), callAt)) await this.#free(sessionId, callAt);
      }
      throw error;
    }
  }

  async #free(sessionId: string, callAt: Date): Promise<void> {
    await this.#deps.slots.free(sessionId, callAt);
    await this.#deps.deadlines.clear('callback', deadlineKey(sessionId, callAt));
  }

  async #fallDue(sessionId: string, dueAt: Date): Promise<void> {
    const { clock, log } = this.#deps;
    const { callback } = await log.getState(sessionId);
    if (!callback || callback.isDue || callback.callAt.getTime() !== dueAt.getTime()) return;
    const { attempt, callbackId } = callback;
    await log.append({
      ...{ sessionId, authorId: 'system' },
      causeId: `callback:${callbackId}:${String(attempt)}:due`,
      decide: ({ callback: current }) =>
        current?.callbackId === callbackId &&
        current.attempt === attempt &&
        current.callAt.getTime() <= clock.nowMs()
          ? { kind: 'callback.due', audience: 'all', plain: { callbackId, attempt } }
          : null,
    });
  }
}
