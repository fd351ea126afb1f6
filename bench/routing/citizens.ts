import type { ChatSessionState } from '../../server/features/session-log/state.js';
import type { Floor } from '../floor/floor.js';
import { attempt } from './answers.js';
import { hourMs, lasting, minuteMs, streamOf, type PlannedChat } from './plan.js';

/** What a hundred citizens do besides waiting and answering. */
const habits = {
  /** Go off the line while they wait, mostly for some minutes. */
  goneWhileWaiting: 0.03,
  goneMeanMs: 9 * minuteMs,
  /** Call a senior after some minutes of waiting. */
  callsWhileWaiting: 0.15,
  /** Take the call back. */
  withdraws: 0.06,
  /** Close the chat themselves after so long. */
  givesUp: 0.08,
  givesUpAfterMs: [8 * minuteMs, 25 * minuteMs],
  /** Would rather be called, or read the answer later, after so long. */
  books: 0.1,
  leaves: 0.06,
  hadEnoughAfterMs: [90_000, 6 * minuteMs],
  /** Answer after their seat was freed. */
  comesBack: 0.7,
  /** Say whether it helped. */
  answersTheEnd: 0.92,
  isHelped: 0.95,
} as const;

/** Lets the citizens come, wait, call, fall silent, return, and say whether it helped. */
export const playCitizens = (floor: Floor, chats: readonly PlannedChat[], startMs: number) => {
  const { agenda, memory } = floor;
  const returning = new Set<string>();
  const waits = new Map<string, number>();

  const whileQueued = (sessionId: string, afterMs: number, act: () => Promise<unknown>) =>
    agenda.at(agenda.nowMs() + afterMs, async () => {
      if (memory.stateOf(sessionId).status === 'queued') await attempt(act);
    });

  const call = async (chat: PlannedChat): Promise<void> => {
    const actor = floor.citizenActor(chat.citizenId);
    await floor.escalations.requestEscalation(actor, chat.sessionId);
    if (!streamOf(chat.seed, 5).chance(habits.withdraws)) return;
    agenda.at(agenda.nowMs() + minuteMs, () =>
      attempt(() => floor.escalations.withdrawEscalation(actor, chat.sessionId)),
    );
  };

  const goOffLine = ({ citizenId, sessionId, seed }: PlannedChat): void => {
    if (memory.stateOf(sessionId).status !== 'queued') return;
    floor.citizens.disconnected(citizenId);
    const awayMs = lasting(streamOf(seed, 6), habits.goneMeanMs);
    returning.add(sessionId);
    agenda.at(agenda.nowMs() + awayMs, () => {
      returning.delete(sessionId);
      floor.citizens.connected(citizenId);
    });
  };

  const waitOtherwise = ({ citizenId, seed, sessionId }: PlannedChat): void => {
    const random = streamOf(seed, 10);
    const actor = floor.citizenActor(citizenId);
    const choice = random.next();
    if (choice >= habits.books + habits.leaves) return;
    whileQueued(sessionId, random.between(...habits.hadEnoughAfterMs), async () => {
      if (choice < habits.leaves) {
        await floor.waits.setWait(actor, { sessionId, mode: 'later' });
        return;
      }
      const soonest = await floor.slots.listFree(memory.stateOf(sessionId).poolId);
      const [callAt = new Date()] = soonest.slice(random.between(0, 3));
      const request = { sessionId, clientCallbackId: sessionId, phone: '+79161234567' };
      await floor.callbacks.book(actor, { ...request, callAt: callAt.toISOString() });
    });
  };

  const wait = (chat: PlannedChat): void => {
    const nth = (waits.get(chat.sessionId) ?? 0) + 1;
    waits.set(chat.sessionId, nth);
    const random = streamOf(chat.seed, 7, nth);
    const { sessionId } = chat;
    if (nth === 1 && chat.callsAtOnce) whileQueued(sessionId, 2_000, () => call(chat));
    if (nth === 1 && random.chance(habits.goneWhileWaiting))
      agenda.at(agenda.nowMs() + random.between(1_000, 30_000), () => goOffLine(chat));
    if (random.chance(habits.callsWhileWaiting))
      whileQueued(sessionId, random.between(3, 8) * minuteMs, () => call(chat));
    if (nth === 1) waitOtherwise(chat);
    if (!random.chance(habits.givesUp)) return;
    const patienceMs = random.between(...habits.givesUpAfterMs);
    whileQueued(sessionId, patienceMs, () =>
      floor.closing.closeByCitizen(floor.citizenActor(chat.citizenId), sessionId),
    );
  };

  const comeBack = (chat: PlannedChat, { remindedAfter = 0 }: ChatSessionState): void => {
    const random = streamOf(chat.seed, 8, remindedAfter);
    if (!random.chance(habits.comesBack)) return;
    returning.add(chat.sessionId);
    agenda.at(agenda.nowMs() + Math.min(5 * hourMs, lasting(random, 20 * minuteMs)), () => {
      returning.delete(chat.sessionId);
      return floor.say(chat.sessionId, chat.citizenId);
    });
  };

  const judge = (
    { citizenId, seed, sessionId }: PlannedChat,
    { publicHeadSeq }: ChatSessionState,
  ) => {
    const random = streamOf(seed, 9, publicHeadSeq);
    if (!random.chance(habits.answersTheEnd)) return;
    const isSolved = random.chance(habits.isHelped);
    agenda.at(agenda.nowMs() + 5_000 + lasting(random, minuteMs), () =>
      attempt(() => floor.closing.confirm(floor.citizenActor(citizenId), { sessionId, isSolved })),
    );
  };

  const byId = new Map(chats.map((chat) => [chat.sessionId, chat]));
  floor.observe(({ event, after }) => {
    const chat = byId.get(event.sessionId);
    if (!chat) return;
    if (event.kind === 'session.queued') wait(chat);
    else if (event.kind === 'silence.seat_freed') comeBack(chat, after);
    else if (event.kind === 'closing.proposed') judge(chat, after);
  });
  const arrive = (index: number): void => {
    const chat = chats[index];
    if (!chat) return;
    agenda.at(startMs + chat.atMs, async () => {
      arrive(index + 1);
      await floor.arrive(chat);
    });
  };
  arrive(0);

  return {
    /** Will be heard of again. */
    isReturning: (sessionId: string) => returning.has(sessionId),
    seedOf: (sessionId: string) => byId.get(sessionId)?.seed ?? 0,
  };
};
