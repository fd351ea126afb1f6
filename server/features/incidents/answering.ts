import { fillReplyVariables } from '../../../shared/domain/reply-variables.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { deriveId } from '../../lib/ids.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditService } from '../audit/audit.service.js';
import type { StaffActor } from '../auth/actor.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { AnswerStore, Outcome, StoredAnswer } from './answer.store.js';
import { answerAad, type IncidentKeys } from './incident-keys.js';
import type { IncidentStore } from './incident.store.js';

export interface AnsweringDeps {
  log: SessionLog;
  keys: AppealKeys;
  incidentKeys: IncidentKeys;
  incidents: IncidentStore;
  answers: AnswerStore;
  audit: AuditService;
  deadlines: Deadlines;
  clock: Clock;
}

interface BeginAnswer {
  incidentId: string;
  clientAnswerId: string;
  text: string;
  isForLater: boolean;
  /** What the audit log is to say of it, once. */
  entry: AuditEntry;
}

const kind = 'incident-answer';

/**
 * One answer to all. What was begun rests in the database with its deadline, goes out a part at a time, and goes on
 * after a crash on whatever node runs; each chat's log takes it once by its `causeId`.
 */
export class Answering {
  readonly #deps: AnsweringDeps;

  constructor(deps: AnsweringDeps) {
    this.#deps = deps;
    deps.deadlines.handle(kind, ({ _id }) => this.#sendNext(_id.slice(`${kind}:`.length)));
  }

  /** Begins an answer. The same `clientAnswerId` again changes nothing; with another text: `message_conflict`. */
  async begin(actor: StaffActor, input: BeginAnswer): Promise<void> {
    const { answers, audit, clock, deadlines, incidentKeys, incidents } = this.#deps;
    const { entry, incidentId, isForLater, text } = input;
    const { operatorId, name: byName } = actor;
    const _id = deriveId('incident-answer', incidentId, operatorId, input.clientAnswerId);
    const at = clock.now();
    await deadlines.set(kind, _id, incidentId, at);
    const sealed = await incidentKeys.seal(incidentId, text, answerAad(_id));
    const answer = { _id, incidentId, operatorId, byName, at, isForLater, text: sealed };
    if ((await answers.begin({ ...answer, unaudited: [entry] })) === 'exists') {
      const first = await answers.find(_id);
      if (first && (await this.readText(first)) !== text)
        throw new DomainError('message_conflict', 'This clientAnswerId has another text.');
    } else await audit.keep(answers, [entry]);
    await incidents.touch(incidentId);
  }

  readText({ _id, incidentId, text }: StoredAnswer): Promise<string> {
    return this.#deps.incidentKeys.open(incidentId, text, answerAad(_id));
  }

  /** To a chat that joined an open incident: the current answer, where it is for those who come later. */
  async answerLater(incidentId: string, sessionId: string): Promise<void> {
    const incident = await this.#deps.incidents.find(incidentId);
    const [current] = await this.#deps.answers.listOf(incidentId);
    if (incident?.status !== 'open' || current?.isForLater !== true) return;
    await this.#deliver(current, await this.readText(current), sessionId);
  }

  async #sendNext(answerId: string): Promise<void> {
    const { answers, clock, deadlines, incidents } = this.#deps;
    const answer = await answers.find(answerId);
    if (!answer || answer.doneAt) return;
    const { incidentId } = answer;
    const [members, delivered] = await Promise.all([
      incidents.listMembers(incidentId),
      answers.listDeliveries(answerId),
    ]);
    const pending = members.filter(
      ({ _id, joinedAt }) => !delivered.has(_id) && (answer.isForLater || joinedAt <= answer.at),
    );
    // The eldest member first: who has waited longest hears first.
    const batch = pending.reverse().slice(0, limits.incidents.sendBatch);
    const text = await this.readText(answer);
    const sent = await Promise.allSettled(batch.map(({ _id }) => this.#deliver(answer, text, _id)));
    const isRest = pending.length > batch.length;
    if (isRest) {
      const dueAt = new Date(clock.nowMs() + limits.incidents.sendEveryMs);
      await deadlines.set(kind, answerId, incidentId, dueAt);
    }
    const failed = sent.find((each) => each.status === 'rejected');
    if (!isRest && !failed) await answers.finish(answerId, clock.now());
    await incidents.touch(incidentId);
    // Tried again in a second, with whatever is left by then.
    if (failed) throw failed.reason;
  }

  async #deliver(answer: StoredAnswer, text: string, sessionId: string): Promise<void> {
    const { answers, keys, log } = this.#deps;
    const { _id: answerId, byName, incidentId } = answer;
    const state = await log.getState(sessionId);
    const secrets = await SecretReader.for(keys, state);
    const name = secrets.open<{ name?: string }>(state.details)?.name;
    const filled = fillReplyVariables(text, {
      ...{ operator: byName, appeal: state.appealNumber },
      ...(name === undefined ? {} : { name }),
    });
    const send = log.append({
      sessionId,
      authorId: answer.operatorId,
      causeId: `${kind}:${answerId}`,
      decide: ({ status }) => {
        if (status === 'closed')
          throw new DomainError('session_closed', 'No answer to the closed.');
        return {
          kind: 'message.created',
          audience: 'all',
          plain: {
            ...{ author: 'operator', authorName: byName, attachmentIds: [] },
            ...{ isToAll: true, incidentId },
          },
          secret: { text: filled, attachments: [] },
        };
      },
    });
    await answers.noteDelivery(answerId, sessionId, await readOutcome(send));
  }
}

/** A chat that was closed is passed over; one that had the answer before it closed answers with that. */
const readOutcome = async (send: Promise<unknown>): Promise<Outcome> => {
  try {
    await send;
    return 'sent';
  } catch (error) {
    if (error instanceof DomainError && error.code === 'session_closed') return 'skipped';
    throw error;
  }
};
