import { limits } from '../../../shared/limits.js';
import type { SessionRowView } from '../../../shared/views/chat-session.js';
import type { AuditAction } from '../../../shared/views/admin.js';
import type { IncidentDetailView, IncidentView } from '../../../shared/views/incidents.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { RateLimit } from '../../lib/rate-limit.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox, AuditService } from '../audit/audit.service.js';
import type { StaffActor } from '../auth/actor.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import type { SessionAccess } from '../chat-sessions/session-access.js';
import { canRead } from '../chat-sessions/session.policy.js';
import type { AppendRequest } from '../session-log/draft.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { AnswerStore } from './answer.store.js';
import type { Answering } from './answering.js';
import { selectCommonWords } from './common-words.js';
import { titleAad, type IncidentKeys } from './incident-keys.js';
import { assertCanLead, canSee } from './incident.policy.js';
import type { IncidentPresenter } from './incident.presenter.js';
import type { Incident, IncidentStore } from './incident.store.js';
import type { ReadTokens } from './tokens.js';

export interface IncidentDeps {
  log: SessionLog;
  /** Where events carry what the audit log is to say of them. */
  logOutbox: AuditOutbox;
  audit: AuditService;
  sessions: SessionAccess;
  keys: AppealKeys;
  incidentKeys: IncidentKeys;
  incidents: IncidentStore;
  answers: AnswerStore;
  answering: Answering;
  presenter: IncidentPresenter;
  presentRow: (state: ChatSessionState) => Promise<SessionRowView>;
  readTokens: ReadTokens;
  clock: Clock;
}

/** How often a name is set anew after somebody else's came first. */
const maxRenamings = 5;

/**
 * What people do with a mass incident: look at it, name it, answer all of its chats, close it. What changes something is
 * in the audit log before it is told.
 */
export class IncidentService {
  readonly #deps: IncidentDeps;
  readonly #answersOf = new RateLimit(limits.incidents.answers);

  constructor(deps: IncidentDeps) {
    this.#deps = deps;
  }

  /** Open ones the actor may see, the latest first. */
  async listOpen(actor: StaffActor): Promise<IncidentView[]> {
    const open = (await this.#deps.incidents.listOpen()).filter((each) => canSee(actor, each));
    const views = await Promise.all(open.map((each) => this.#deps.presenter.present(each)));
    return views.sort((a, b) => b.openedAt.localeCompare(a.openedAt));
  }

  /** How far every open one is, for who tells the others. */
  async listOpenVersions(): Promise<{ incidentId: string; version: number }[]> {
    const open = await this.#deps.incidents.listOpen();
    return open.map(({ _id: incidentId, version }) => ({ incidentId, version }));
  }

  /** As it is now; null where there is none. For who tells all who may see it. */
  async findView(incidentId: string): Promise<IncidentView | null> {
    const incident = await this.#deps.incidents.find(incidentId);
    return incident && this.#deps.presenter.present(incident);
  }

  /** With its common words and chats, those that the actor may read. Fails with `not_found`. */
  async readIncident(actor: StaffActor, incidentId: string): Promise<IncidentDetailView> {
    const { answers, incidents, presenter, presentRow } = this.#deps;
    const incident = await this.#getVisible(actor, incidentId);
    const all = await answers.listOf(incidentId);
    const outcomes = all[0] ? await answers.listDeliveries(all[0]._id) : new Map<string, never>();
    const members = (await incidents.listMembers(incidentId)).slice(
      0,
      limits.incidents.shownMembers,
    );
    const states = await Promise.all(
      members.map(({ _id }) => this.#deps.log.getStateAtHand(_id).catch(() => null)),
    );
    const readable = states.filter(
      (state) => state !== null && canRead(actor, state),
    ) as ChatSessionState[];
    return {
      incident: await presenter.present(incident),
      words: await this.#readWords(readable, incident),
      members: await Promise.all(
        readable.map(async (state) => {
          const outcome = outcomes.get(state._id);
          return { row: await presentRow(state), ...(outcome ? { outcome } : {}) };
        }),
      ),
      answers: await Promise.all(all.map((answer) => presenter.presentAnswer(answer))),
    };
  }

  /** Fails with `forbidden`, `not_found`, `incident_closed`, `message_conflict`, `rate_limited`. */
  async answerAll(
    actor: StaffActor,
    input: { incidentId: string; clientAnswerId: string; text: string; isForLater: boolean },
  ): Promise<IncidentView> {
    const incident = await this.#getOpen(actor, input.incidentId);
    await this.#answersOf.consume(actor.operatorId);
    const entry = await this.#draft(actor, incident, {
      action: 'incident.answered',
      after: { answerLength: input.text.length, isForLater: input.isForLater },
    });
    await this.#deps.answering.begin(actor, { ...input, entry });
    return this.#view(input.incidentId);
  }

  /**
   * An empty title takes the name away; the name it has changes nothing. Fails with `forbidden`, `not_found`, `retry` (too
   * many others at once).
   */
  async rename(
    actor: StaffActor,
    { incidentId, title }: { incidentId: string; title: string },
  ): Promise<IncidentView> {
    assertCanLead(actor);
    for (let attempt = 0; attempt < maxRenamings; attempt += 1) {
      const incident = await this.#getVisible(actor, incidentId);
      if (await this.#setTitle(actor, incident, title)) return this.#view(incidentId);
    }
    throw new DomainError('retry', 'Others were faster five times in a row.');
  }

  /** False where somebody else has renamed it meanwhile. */
  async #setTitle(actor: StaffActor, incident: Incident, title: string): Promise<boolean> {
    const { audit, incidentKeys, incidents } = this.#deps;
    const { _id: incidentId, titleRevision: revision = 0 } = incident;
    const before = await this.#readTitle(incident);
    if (title === before) return true;
    const entry = await this.#draft(actor, incident, {
      ...{ action: 'incident.renamed', subjectTitle: title || before },
      ...{ before: { title: before || null }, after: { title: title || null } },
    });
    const sealed =
      title === '' ? null : await incidentKeys.seal(incidentId, title, titleAad(incidentId));
    if (!(await incidents.setTitle({ incidentId, revision, title: sealed, entry }))) return false;
    await audit.keep(incidents, [entry]);
    return true;
  }

  /** By hand, also out of another incident. Fails with `forbidden`, `not_found`, `incident_closed`. */
  async addSession(
    actor: StaffActor,
    { incidentId, sessionId }: { incidentId: string; sessionId: string },
  ): Promise<IncidentView> {
    const incident = await this.#getOpen(actor, incidentId);
    const { appealNumber } = await this.#deps.sessions.getReadableSession(actor, sessionId);
    const entry = await this.#draft(actor, incident, {
      ...{ action: 'incident.session_added', after: { appealNumber } },
    });
    await this.#append({
      ...{ sessionId, authorId: actor.operatorId, entry },
      decide: (state) =>
        state.incidentId === incidentId
          ? null
          : { kind: 'incident.joined', audience: 'staff', plain: { incidentId, how: 'by_hand' } },
    });
    return this.#view(incidentId);
  }

  /** It does not come back by itself. Fails with `forbidden`, `not_found`. */
  async removeSession(
    actor: StaffActor,
    { incidentId, sessionId }: { incidentId: string; sessionId: string },
  ): Promise<IncidentView> {
    assertCanLead(actor);
    const incident = await this.#getVisible(actor, incidentId);
    const { appealNumber } = await this.#deps.sessions.getReadableSession(actor, sessionId);
    const entry = await this.#draft(actor, incident, {
      ...{ action: 'incident.session_removed', before: { appealNumber } },
    });
    await this.#append({
      ...{ sessionId, authorId: actor.operatorId, entry },
      decide: (state) =>
        state.incidentId === incidentId
          ? { kind: 'incident.left', audience: 'staff', plain: { incidentId } }
          : null,
    });
    return this.#view(incidentId);
  }

  /** Nobody joins any more; what is being sent goes on. Fails with `forbidden`, `not_found`. */
  async close(actor: StaffActor, incidentId: string): Promise<IncidentView> {
    assertCanLead(actor);
    const { audit, clock, incidents } = this.#deps;
    const incident = await this.#getVisible(actor, incidentId);
    const { operatorId, name } = actor;
    const entry = await this.#draft(actor, incident, { action: 'incident.closed' });
    const by = { closedAt: clock.now(), closedBy: { operatorId, name }, entry };
    if (await incidents.close(incidentId, by)) await audit.keep(incidents, [entry]);
    return this.#view(incidentId);
  }

  /** An event whose entry is in the audit log when this resolves. */
  async #append(request: AppendRequest & { entry: AuditEntry }): Promise<void> {
    const { audit, log, logOutbox } = this.#deps;
    const { event } = await log.append(request);
    if (event) await audit.keep(logOutbox, [request.entry]);
  }

  async #draft(
    actor: StaffActor,
    incident: Incident,
    deed: { action: AuditAction; subjectTitle?: string; before?: object; after?: object },
  ): Promise<AuditEntry> {
    const { _id: subjectId, requestType } = incident;
    const subjectTitle = (await this.#readTitle(incident)) || requestType;
    return this.#deps.audit.draft(actor, { subjectId, subjectTitle, ...deed });
  }

  /** Empty where it has none. */
  async #readTitle({ _id, title }: Incident): Promise<string> {
    return title ? this.#deps.incidentKeys.open(_id, title, titleAad(_id)) : '';
  }

  async #getVisible(actor: StaffActor, incidentId: string): Promise<Incident> {
    const incident = await this.#deps.incidents.find(incidentId);
    if (!incident || !canSee(actor, incident))
      throw new DomainError('not_found', 'No such incident.');
    return incident;
  }

  async #getOpen(actor: StaffActor, incidentId: string): Promise<Incident> {
    assertCanLead(actor);
    const incident = await this.#getVisible(actor, incidentId);
    if (incident.status !== 'open') throw new DomainError('incident_closed', 'It is closed.');
    return incident;
  }

  async #view(incidentId: string): Promise<IncidentView> {
    const view = await this.findView(incidentId);
    if (!view) throw new DomainError('not_found', 'No such incident.');
    return view;
  }

  async #readWords(states: readonly ChatSessionState[], incident: Incident): Promise<string[]> {
    const texts = await Promise.all(
      states.map(async (state) => {
        const secrets = await SecretReader.for(this.#deps.keys, state);
        const text = secrets.open<{ text: string }>(state.firstMessage)?.text ?? '';
        return this.#deps.readTokens(text);
      }),
    );
    return selectCommonWords(texts, incident.common);
  }
}
