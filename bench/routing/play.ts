import { computeOvertakingBound } from '../../shared/routing/rank.js';
import { limits } from '../../shared/limits.js';
import { buildPools } from '../../server/seed/reference-data.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { createFloor } from '../floor/floor.js';
import { checkSettled } from '../floor/settled.js';
import { Witness } from '../floor/witness.js';
import { playAnswers } from './answers.js';
import { playCitizens } from './citizens.js';
import { Measures } from './measures.js';
import { dayMs, hourMs, planChats, type PlannedChat } from './plan.js';
import type { Policy } from './policies.js';
import { Shifts } from './shifts.js';
import { planStaff, type PlannedPerson } from './staffing.js';
import { playTalks } from './talks.js';

export interface Day {
  seed: number;
  chats: PlannedChat[];
  people: PlannedPerson[];
}

/** What comes on a day, whoever decides about it. */
export const planDay = (seed: number, chats: number, operators: number): Day => ({
  seed,
  chats: planChats(seed, chats),
  people: planStaff(seed, operators, buildPools(limits.escalation.windowMs)),
});

export interface Outcome {
  policy: Policy;
  measures: Measures;
  witness: Witness;
  setAway: number;
  events: number;
  /** How many chats ended how. */
  ends: Record<string, number>;
  forgotten: number;
  overtakingBoundMs: number;
}

/** A Wednesday, midnight in the staff's own time. */
const midnightMs = Date.UTC(2026, 2, 11);
const mostDays = 3;
/** What costs a look at every open session is checked after so many tasks. */
const deepEvery = 2_000;

/** Plays a day by the rules of one policy, to the end of its last chat. Stops where something breaks that must hold. */
export const playDay = async ({ chats, people }: Day, policy: Policy): Promise<Outcome> => {
  const floor = await createFloor({
    startMs: midnightMs,
    people: people.map(({ person }) => person),
    queue: policy.createQueue(),
    createMatcher: (deps) => policy.createMatcher(deps),
  });
  const witness = new Witness(floor, { isFair: policy.isOurs });
  const measures = new Measures(floor, chats, midnightMs + dayMs);
  const shifts = new Shifts(floor, people, midnightMs);
  const citizens = playCitizens(floor, chats, midnightMs);
  playAnswers(floor, shifts, citizens.seedOf);
  playTalks(floor, shifts, citizens.seedOf);

  const isUnderWay = ({ _id, callback, status }: ChatSessionState) =>
    callback !== undefined ||
    status === 'queued' ||
    status === 'active' ||
    status === 'clarifying' ||
    citizens.isReturning(_id);
  let tasks = 0;
  const check = () => {
    tasks += 1;
    checkSettled(floor, witness, { isDeep: tasks % deepEvery === 0, isFair: policy.isOurs });
    if (witness.broken.length > 0) throw new Error(witness.broken.join('\n'));
  };
  let untilMs = midnightMs + dayMs;
  await floor.runUntil(untilMs, check);
  while (untilMs < midnightMs + mostDays * dayMs && floor.memory.listOpen().some(isUnderWay)) {
    untilMs += hourMs;
    await floor.runUntil(untilMs, check);
  }

  const ends: Record<string, number> = {};
  for (const { closeReason, status } of floor.memory.listAll()) {
    const end = closeReason ?? status;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  const forgotten = floor.memory.listOpen().filter(isUnderWay).length;
  const pools = floor.pools.listPools();
  const bounds = pools.map(({ boostMs }) => computeOvertakingBound(boostMs));
  const overtakingBoundMs = Math.max(...bounds);
  return {
    ...{ policy, measures, witness, ends, forgotten, overtakingBoundMs },
    setAway: shifts.setAway,
    events: floor.memory.eventCount,
  };
};
