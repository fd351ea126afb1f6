import { requestTypes, type RequestType } from '../../shared/domain/request-types.js';
import { limits } from '../../shared/limits.js';
import { makeContact, makeName } from './citizens.js';
import { demoOperatorId, demoPeople } from './demo-people.js';
import { plannedPoolCodes, poolCodeOf } from './reference-data.js';
import type { Random } from './random.js';
import type { SessionBuilder } from './session-builder.js';
import { stories } from './stories/stories.js';
import type { Story } from './stories/story.js';
import { Talk, type TalkPerson } from './talk.js';
import type { SessionPlan } from './world-writer.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const reachDays = 30;

const comments = [
  ...['', '', '', 'Спасибо, быстро помогли', 'Вежливо и по делу', 'Всё понятно объяснили'],
  ...['Долго ждала ответа', 'Хотелось бы решить за один раз', 'Отлично'],
];

/** How a past talk ended. */
type Ending = 'confirmed' | 'not_confirmed' | 'in_progress' | 'left' | 'answered';

export interface PastCitizen {
  citizenId: string;
  name: string;
  contact: string;
}

export const makePerson = (random: Random, citizenId: string): PastCitizen => ({
  ...{ citizenId, name: makeName(random), contact: makeContact(random) },
});

export const personOf = (login: string): TalkPerson => {
  const person = demoPeople.find((candidate) => candidate.login === login);
  if (!person) throw new Error(`There is no demo person ${login}.`);
  const tier = person.role === 'senior' ? 'senior' : 'operator';
  return { operatorId: demoOperatorId(login), name: person.name, tier };
};

const listServing = (story: Story): TalkPerson[] => {
  const code = poolCodeOf(story.requestType);
  return demoPeople
    .filter(({ role, pools = plannedPoolCodes }) => role === 'operator' && pools.includes(code))
    .map(({ login }) => personOf(login));
};

/** A moment of the last thirty days; most by day, in Moscow's hours. */
const pickMoment = (random: Random, nowMs: number): Date => {
  const midnightMs = Math.floor(nowMs / dayMs) * dayMs;
  const utcHour = random.chance(0.85) ? random.between(6, 16) : random.between(0, 23);
  const dayStartMs = midnightMs - random.between(2, reachDays - 1) * dayMs;
  return new Date(dayStartMs + utcHour * hourMs + random.between(0, hourMs - 1));
};

const pickEnding = (random: Random): Ending => {
  const dice = random.next();
  if (dice < 0.78) return 'confirmed';
  if (dice < 0.88) return 'not_confirmed';
  return dice < 0.95 ? 'in_progress' : 'left';
};

const close = (talk: Talk, ending: Ending, random: Random): void => {
  const { builder } = talk;
  const { citizenId } = builder.state;
  if (ending === 'left') {
    builder.add(
      {
        kind: 'session.closed',
        audience: 'all',
        plain: { by: 'citizen', reason: 'closed_by_citizen' },
      },
      { at: talk.wait(20, 200), authorId: citizenId },
    );
    return;
  }
  const dueAt = new Date(talk.now.getTime() + random.between(3, 9) * dayMs);
  talk.propose(ending === 'in_progress' ? 'in_progress' : 'solved', dueAt);
  if (ending === 'answered') return;
  if (ending === 'not_confirmed') {
    const day = limits.closing.confirmMs / 1_000;
    builder.add(
      { kind: 'session.closed', audience: 'all', plain: { by: 'system', reason: 'not_confirmed' } },
      { at: talk.wait(day, day + 1), authorId: 'system' },
    );
    return;
  }
  builder.add(
    { kind: 'session.closed', audience: 'all', plain: { by: 'citizen', reason: 'confirmed' } },
    { at: talk.wait(10, 180), authorId: citizenId },
  );
  if (!random.chance(0.75)) return;
  const comment = random.pick(comments);
  const score = random.chance(0.82) ? random.between(4, 5) : random.between(1, 3);
  builder.add(
    { kind: 'rating.given', audience: 'all', plain: { score }, secret: { comment } },
    { at: talk.wait(4, 40), authorId: citizenId },
  );
};

const destroy = (talk: Talk): void => {
  const seconds = limits.closing.unrecordedKeepMs / 1_000;
  talk.builder.add(
    { kind: 'recording.destroyed', audience: 'all', plain: {} },
    { at: talk.wait(seconds, seconds + 1), authorId: 'system' },
  );
};

/** The other type of the same pool, so that a mistaken talk still comes to people who serve it. */
const findNeighbour = (type: RequestType): RequestType | undefined =>
  requestTypes.find((other) => other !== type && poolCodeOf(other) === poolCodeOf(type));

const runTalk = (
  builder: SessionBuilder,
  plan: {
    citizen: PastCitizen;
    openedAt: Date;
    story: Story;
    ending: Ending;
    isRecorded: boolean;
    isMistaken: boolean;
  },
  random: Random,
): void => {
  const { citizen, story, isRecorded } = plan;
  const talk = new Talk(builder, story, random, plan.openedAt);
  const { name, contact } = citizen;
  const hasDetails = random.chance(0.8);
  const mistakenFor = plan.isMistaken ? findNeighbour(story.requestType) : undefined;
  talk.begin({
    isTraining: false,
    isRecorded,
    ...(hasDetails ? { details: { name, contact } } : {}),
    ...(mistakenFor === undefined ? {} : { mistakenFor }),
  });
  const serving = listServing(story);
  if (random.chance(0.15)) talk.offer(random.pick(serving), 'queue', { isMissed: true });
  talk.offer(random.pick(serving), 'queue');
  talk.greet();
  if (mistakenFor !== undefined) talk.correct();
  talk.talk(2);
  if (random.chance(0.12)) {
    talk.escalate(limits.escalation.windowMs);
    talk.offer(personOf('senior'), 'escalation');
    talk.handOver();
    talk.greet();
  }
  talk.talk(plan.ending === 'left' ? 1 : story.turns.length);
  close(talk, plan.ending, random);
  if (!isRecorded) destroy(talk);
};

/** `count` talks that are over, of these citizens, and among the newest some that wait for the citizen's word. */
export const planPastTalks = (
  random: Random,
  nowMs: number,
  request: { citizens: PastCitizen[]; visitor: PastCitizen; count: number },
): SessionPlan[] =>
  Array.from({ length: request.count }, (_, index) => {
    const isAnswered = index % 38 === 0;
    const isVisitors = index % 50 === 1;
    const story = random.pick(stories);
    const openedAt = isAnswered
      ? new Date(nowMs - random.between(2, 18) * hourMs)
      : pickMoment(random, nowMs - dayMs);
    const isRecorded = isAnswered || isVisitors || !random.chance(0.04);
    const isMistaken = index % 7 === 3;
    const citizen = isVisitors ? request.visitor : random.pick(request.citizens);
    const ending = isAnswered ? 'answered' : pickEnding(random);
    return {
      ...{ citizenId: citizen.citizenId, openedAt, isDestroyed: !isRecorded },
      build: (builder) =>
        runTalk(builder, { citizen, openedAt, story, ending, isRecorded, isMistaken }, random),
    };
  });
