import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import type { Random } from '../../server/seed/random.js';
import type { Floor } from '../floor/floor.js';
import { attempt } from './answers.js';
import { lasting, minuteMs, pickType, streamOf } from './plan.js';
import type { Shifts } from './shifts.js';

/** What may come in the middle of a talk; everything else is answered and finished. */
const turns = { transfer: 0.05, callByCitizen: 0.03, callByOperator: 0.012, silence: 0.06 };
const reachedByTelephone = 0.7;
const meanTalkMs = 6.5 * minuteMs;
const shortestTalkMs = 1.5 * minuteMs;

/** What an operator does with a chat they hold: words, a transfer, a call of a senior, the end. */
export const playTalks = (
  floor: Floor,
  shifts: Shifts,
  seedOf: (sessionId: string) => number,
): void => {
  const { agenda, memory } = floor;
  const joins = new Map<string, number>();

  /** Runs only while the same hold lasts and its operator is at the screen. */
  const later = (
    state: ChatSessionState,
    afterMs: number,
    act: (person: StaffPerson, current: ChatSessionState) => Promise<unknown>,
  ): void => {
    const { _id: sessionId, owner } = state;
    const person = owner && floor.staff.find(owner.operatorId);
    if (!person) return;
    const run = async (): Promise<void> => {
      const current = memory.stateOf(sessionId);
      if (current.owner?.offerId !== owner.offerId) return;
      if (!shifts.canAct(person.operatorId)) {
        agenda.at(agenda.nowMs() + 15_000, run);
        return;
      }
      await act(person, current);
    };
    agenda.at(agenda.nowMs() + afterMs, run);
  };

  /** Nobody finishes while a senior is called or the chat is on its way to somebody else. */
  const finish = async (person: StaffPerson, state: ChatSessionState): Promise<void> => {
    const { _id: sessionId, escalation, publicHeadSeq, transfer } = state;
    const actor = floor.staffActor(person);
    const request = { sessionId, outcome: 'solved', summary: '', lastPublicSeq: publicHeadSeq };
    const isDone =
      !escalation &&
      !transfer &&
      (await attempt(() => floor.closing.proposeClosing(actor, { ...request, outcome: 'solved' })));
    if (!isDone && memory.stateOf(sessionId).owner) later(state, 20_000, finish);
  };

  const report = async (person: StaffPerson, state: ChatSessionState, isReached: boolean) => {
    const { _id: sessionId, callback } = state;
    if (!callback) return;
    const { attempt: nth, callbackId } = callback;
    const what = { sessionId, callbackId, attempt: nth, isReached };
    await attempt(() => floor.callbacks.report(floor.staffActor(person), what));
  };

  const transfer = async (random: Random, person: StaffPerson, { _id }: ChatSessionState) => {
    const pools = floor.pools.listPools();
    const target = random.pick([
      { poolId: random.pick(pools)._id },
      { requestType: pickType(random) },
      { operatorId: random.pick(floor.staff.list()).operatorId },
    ]);
    const request = { sessionId: _id, note: '', ...target };
    await attempt(() => floor.transfers.requestTransfer(floor.staffActor(person), request));
  };

  floor.observe(({ event, after }) => {
    if (event.kind !== 'operator.joined') return;
    const { _id: sessionId, citizenId } = after;
    const nth = (joins.get(sessionId) ?? 0) + 1;
    joins.set(sessionId, nth);
    const random = streamOf(seedOf(sessionId), 4, nth);
    const talkMs = shortestTalkMs + lasting(random, nth === 1 ? meanTalkMs : meanTalkMs / 2);
    const middleMs = Math.round(talkMs / 2);
    later(after, random.between(3_000, 15_000), ({ operatorId }) =>
      floor.say(sessionId, operatorId),
    );
    later(after, random.between(20_000, 45_000), () => floor.say(sessionId, citizenId));
    if (after.handOverFrom) {
      const { operatorId } = after.handOverFrom;
      const former = floor.staff.find(operatorId);
      const summary = { sessionId, summary: '' };
      agenda.at(agenda.nowMs() + random.between(15_000, 60_000), () =>
        attempt(async () => {
          if (former) await floor.escalations.handOver(floor.staffActor(former), summary);
        }),
      );
    }
    if (after.callback?.isDue === true) {
      later(after, random.between(30_000, 3 * minuteMs), (person, state) =>
        report(person, state, random.chance(reachedByTelephone)),
      );
      later(after, talkMs + 3 * minuteMs, finish);
      return;
    }
    const turn = random.next();
    const { transfer: moved, callByCitizen, callByOperator, silence } = turns;
    if (turn < moved) later(after, middleMs, (person, state) => transfer(random, person, state));
    else if (turn < moved + callByCitizen) {
      const actor = floor.citizenActor(citizenId);
      later(after, middleMs, () =>
        attempt(() => floor.escalations.requestEscalation(actor, sessionId)),
      );
    } else if (turn < moved + callByCitizen + callByOperator) {
      later(after, middleMs, (person) =>
        attempt(() => floor.escalations.requestEscalation(floor.staffActor(person), sessionId)),
      );
    } else if (turn < moved + callByCitizen + callByOperator + silence) {
      // The last word stays the operator's: the product reminds, and frees the seat.
      later(after, middleMs, ({ operatorId }) => floor.say(sessionId, operatorId));
      return;
    }
    later(after, talkMs, finish);
  });
};
