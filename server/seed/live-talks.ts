import type { RequestType } from '../../shared/domain/request-types.js';
import type { PlainOf } from '../../shared/domain/session-events.js';
import { limits } from '../../shared/limits.js';
import type { TrainingCitizen } from './citizens.js';
import { personOf } from './past-talks.js';
import type { Random } from './random.js';
import type { SessionBuilder } from './session-builder.js';
import { stories } from './stories/stories.js';
import { Talk } from './talk.js';
import type { SessionPlan } from './world-writer.js';

const minuteMs = 60_000;

interface Scene {
  requestType: RequestType;
  /** Login of who holds it; nobody yet where absent. */
  owner?: string;
  minutesAgo: number;
  /** Lines of the story said so far. */
  turns?: number;
  isEscalated?: true;
}

/** What goes on at the moment the world begins: six live chats, one of them escalated, and a queue. */
export const scenes: Scene[] = [
  { requestType: 'technical_fault', owner: 'denis', minutesAgo: 7, turns: 2 },
  { requestType: 'account_access', owner: 'denis', minutesAgo: 3, turns: 1 },
  { requestType: 'application_status', owner: 'marina', minutesAgo: 9, turns: 4 },
  { requestType: 'integrated_services', owner: 'marina', minutesAgo: 6, turns: 2 },
  { requestType: 'payments', owner: 'timur', minutesAgo: 2, turns: 1, isEscalated: true },
  { requestType: 'e_signature', owner: 'vera', minutesAgo: 8, turns: 2 },
  { requestType: 'complaint', minutesAgo: 6 },
  { requestType: 'suggestion', minutesAgo: 4 },
  { requestType: 'general', minutesAgo: 2 },
  { requestType: 'benefits', minutesAgo: 1 },
];

/** A stored moment that a live talk waits for. */
export interface PlannedDeadline {
  kind: string;
  key: string;
  sessionId: string;
  dueAt: Date;
}

const escalationDeadlines = (
  sessionId: string,
  { escalationId, steps }: PlainOf<'escalation.opened'>,
): PlannedDeadline[] =>
  steps.map(({ step, dueAt }) => ({
    ...{ kind: 'escalation', key: `${escalationId}:${step}`, sessionId, dueAt },
  }));

const runScene = (
  builder: SessionBuilder,
  { scene, name, openedAt }: { scene: Scene; name: string; openedAt: Date },
  random: Random,
): PlannedDeadline[] => {
  const story = stories.find((candidate) => candidate.requestType === scene.requestType);
  if (!story) throw new Error(`No story of ${scene.requestType}.`);
  const talk = new Talk(builder, story, random, openedAt);
  talk.begin({ isTraining: true, isRecorded: true, details: { name } });
  const sessionId = builder.state._id;
  if (scene.owner === undefined) return [];
  talk.offer(personOf(scene.owner), 'queue');
  talk.greet();
  talk.talk(scene.turns ?? 0);
  return scene.isEscalated
    ? escalationDeadlines(sessionId, talk.escalate(limits.escalation.windowMs))
    : [];
};

/** What time still has to bring to a talk: the reminder of a silent citizen, the leaving of one who never comes. */
const ownDeadlines = ({ state }: SessionBuilder, nowMs: number): PlannedDeadline[] => {
  const { _id: sessionId, operatorSpoke, citizenSpoke } = state;
  if (state.status === 'queued') {
    const dueAt = new Date(nowMs + limits.queue.offlineLeaveMs);
    return [{ kind: 'left', key: sessionId, sessionId, dueAt }];
  }
  const isTheirTurn = (operatorSpoke?.publicSeq ?? 0) > (citizenSpoke?.publicSeq ?? 0);
  if (!operatorSpoke || !isTheirTurn) return [];
  const dueAt = new Date(operatorSpoke.at.getTime() + limits.silence.remindMs);
  return [{ kind: 'silence', key: sessionId, sessionId, dueAt }];
};

/** The live talks; `deadlines` fills up while they are built. */
export const planLiveTalks = (
  random: Random,
  nowMs: number,
  citizens: (TrainingCitizen & { citizenId: string })[],
): { plans: SessionPlan[]; deadlines: PlannedDeadline[] } => {
  const deadlines: PlannedDeadline[] = [];
  const plans = scenes.flatMap((scene, index): SessionPlan[] => {
    const citizen = citizens[index];
    if (!citizen) return [];
    const openedAt = new Date(nowMs - scene.minutesAgo * minuteMs);
    const { citizenId, name } = citizen;
    const build = (builder: SessionBuilder) => {
      deadlines.push(...runScene(builder, { scene, name, openedAt }, random));
      deadlines.push(...ownDeadlines(builder, nowMs));
    };
    return [{ citizenId, openedAt, build }];
  });
  return { plans, deadlines };
};
