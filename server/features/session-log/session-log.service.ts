import { sessionStatuses } from '../../../shared/domain/states.js';
import type { SessionBus } from './session-change.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newOpaqueId } from '../../lib/ids.js';
import type { Logger } from '../../lib/logger.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { sealJson } from '../../storage/encryption/sealed.js';
import { hashBody, type AppendRequest, type EventDraft } from './draft.js';
import { fold } from './fold.js';
import { GroupCommit } from './group-commit.js';
import { Lanes, type Lane } from './lanes.js';
import { Projector } from './projector.js';
import { eventAad, type SessionEvent } from './session-event.js';
import type { SessionLogStore } from './session-log.store.js';
import type { ChatSessionState } from './state.js';
import { assertLegal } from './transitions.js';

/** How often a decision is made anew after somebody else's event came first. */
const maxDecisions = 5;
/** How often an insert of unknown outcome is read back and tried again. */
const maxReadBacks = 4;

export interface AppendResult {
  /** Null: `decide` chose to do nothing. */
  event: SessionEvent | null;
  state: ChatSessionState;
  /** The event was stored by an earlier try. */
  isReplay: boolean;
}

export interface SessionLogDeps {
  store: SessionLogStore;
  keys: AppealKeys;
  bus: SessionBus;
  clock: Clock;
  logger: Logger;
}

/** The append-only list of a session's events: the only thing that changes a session. */
export class SessionLog {
  readonly #deps: SessionLogDeps;
  readonly #commit: GroupCommit;
  readonly #projector: Projector;
  readonly #lanes = new Lanes();

  constructor(deps: SessionLogDeps) {
    this.#deps = deps;
    this.#commit = new GroupCommit(deps.store);
    this.#projector = new Projector(deps.store, deps.logger);
  }

  /**
   * Folds the session, asks `decide`, and inserts the answer as event n+1. Resolves after the durable write.
   * Fails with what `decide` throws, `not_found`, `message_conflict` (the same id with another body), or `retry`
   * (too many others at once, or an outcome that stays unknown: the same request may simply be sent again).
   */
  append(request: AppendRequest): Promise<AppendResult> {
    return this.#lanes.run(request.sessionId, async (lane) => {
      for (let attempt = 0; attempt < maxDecisions; attempt += 1) {
        const before = await this.#current(lane, request.sessionId);
        const draft = await this.#decide(request, before);
        if ('replay' in draft) return { event: draft.replay, state: before, isReplay: true };
        if (draft.next === null) return { event: null, state: before, isReplay: false };

        const event = await this.#build(request, before, draft.next);
        const stored = await this.#insert(event);
        if (stored === 'stored') {
          return { event, state: this.#tell(lane, before, event), isReplay: false };
        }
        // Either way the log may hold more than this node has told its listeners.
        lane.isBehind = true;
        if (stored === 'unknown') {
          throw new DomainError('retry', 'The database did not say whether the event is stored.');
        }
        const state = await this.#current(lane, request.sessionId);
        const replay = await this.#findReplay(request, state.appealId, draft.next);
        if (replay) return { event: replay, state, isReplay: true };
      }
      throw new DomainError('retry', 'Others were faster five times in a row.');
    });
  }

  /** The session folded to its last stored event. Fails with `not_found`. */
  getState(sessionId: string): Promise<ChatSessionState> {
    return this.#lanes.run(sessionId, (lane) => this.#current(lane, sessionId));
  }

  /** Begins a session: its projection stands before its first event. The same id again changes nothing. */
  async openSession(state: ChatSessionState): Promise<void> {
    await this.#deps.store.createState(state);
  }

  /** Events with `after < seq ≤ upTo`, in order; by `publicSeq` in `listPublicEvents`. */
  listEvents(sessionId: string, after: number, upTo: number): Promise<SessionEvent[]> {
    return this.#deps.store.listEvents(sessionId, after, upTo);
  }

  listPublicEvents(sessionId: string, after: number, upTo: number): Promise<SessionEvent[]> {
    return this.#deps.store.listPublicEvents(sessionId, after, upTo);
  }

  findByClientMessage(
    sessionId: string,
    authorId: string,
    clientMessageId: string,
  ): Promise<SessionEvent | null> {
    return this.#deps.store.findByClientMessage(sessionId, authorId, clientMessageId);
  }

  /** Every session that is not closed, folded to its last event. */
  async listOpenSessions(): Promise<ChatSessionState[]> {
    const open = sessionStatuses.filter((status) => status !== 'closed');
    const projected = await this.#deps.store.listStates(open);
    return Promise.all(projected.map((state) => this.getState(state._id)));
  }

  /** Drops the sealed parts of a session's events, for good. */
  destroySecrets(sessionId: string): Promise<void> {
    return this.#deps.store.destroySecrets(sessionId);
  }

  get isIdle(): boolean {
    return this.#lanes.isIdle && this.#projector.isIdle;
  }

  /** Resolves when nothing is under way and every projection is written. */
  async idle(): Promise<void> {
    await this.#lanes.idle();
    await this.#projector.idle();
  }

  /**
   * The session folded to its last event. Events found beyond what this node knew (an insert whose outcome stayed
   * unknown and which was stored after all) are told like its own, so that no list, screen or seat misses them.
   */
  async #current(lane: Lane, sessionId: string): Promise<ChatSessionState> {
    const known = lane.state;
    if (known && lane.isBehind !== true) return known;
    const start = known ?? (await this.#deps.store.findState(sessionId));
    if (!start) throw new DomainError('not_found', 'No such session.');
    const { store } = this.#deps;
    const later = await store.listEvents(sessionId, start.headSeq, Number.MAX_SAFE_INTEGER);
    lane.isBehind = false;
    lane.state = known
      ? later.reduce((before, event) => this.#tell(lane, before, event), known)
      : later.reduce(fold, start);
    return lane.state;
  }

  /** Folds a stored event, and tells everybody who listens. */
  #tell(lane: Lane, before: ChatSessionState, event: SessionEvent): ChatSessionState {
    const after = fold(before, event);
    lane.state = after;
    this.#projector.project(after);
    this.#deps.bus.publish({ event, before, after });
    return after;
  }

  async #decide(
    request: AppendRequest,
    state: ChatSessionState,
  ): Promise<{ next: EventDraft | null } | { replay: SessionEvent }> {
    try {
      const next = request.decide(state);
      if (next) assertLegal(state.status, next.kind);
      return { next };
    } catch (error) {
      // A repeat whose first try has already changed the session must hear the first answer, not a refusal.
      const replay = await this.#findReplay(request, state.appealId, null);
      // Their own first answer, nobody else's: the refusal may be about who asks.
      if (replay?.authorId === request.authorId) return { replay };
      throw error;
    }
  }

  async #findReplay(
    request: AppendRequest,
    appealId: string,
    draft: EventDraft | null,
  ): Promise<SessionEvent | null> {
    const { sessionId, authorId, clientMessageId, causeId } = request;
    if (causeId !== undefined) {
      const caused = await this.#deps.store.findByCause(sessionId, causeId);
      // An answer is for whoever it was given to: somebody else with the same cause is refused as at first.
      return caused?.authorId === authorId ? caused : null;
    }
    if (clientMessageId === undefined) return null;
    const found = await this.#deps.store.findByClientMessage(sessionId, authorId, clientMessageId);
    const key = found && draft && (await this.#deps.keys.findKey(appealId));
    if (key && found.bodyHash !== hashBody(draft, key)) {
      throw new DomainError(
        'message_conflict',
        'This clientMessageId was used for another message.',
      );
    }
    return found;
  }

  async #build(
    request: AppendRequest,
    state: ChatSessionState,
    draft: EventDraft,
  ): Promise<SessionEvent> {
    const now = this.#deps.clock.now();
    const _id = newOpaqueId(now.getTime());
    const { sessionId, authorId, clientMessageId, causeId } = request;
    const needsKey = draft.secret !== undefined || clientMessageId !== undefined;
    const key = needsKey ? await this.#deps.keys.findKey(state.appealId) : null;
    if (needsKey && !key) throw new DomainError('session_closed', 'The key was destroyed.');
    return {
      _id,
      sessionId,
      appealId: state.appealId,
      seq: state.headSeq + 1,
      ...(draft.audience === 'all' ? { publicSeq: state.publicHeadSeq + 1 } : {}),
      audience: draft.audience,
      kind: draft.kind,
      at: now,
      authorId,
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
      ...(clientMessageId !== undefined && key ? { bodyHash: hashBody(draft, key) } : {}),
      ...(causeId === undefined ? {} : { causeId }),
      plain: draft.plain,
      ...(draft.secret && key ? { sealed: sealJson(key, draft.secret, eventAad(_id)) } : {}),
    } as SessionEvent;
  }

  /** One insert to a known outcome, read back by `_id` after an unknown one, and only then tried again. */
  async #insert(event: SessionEvent): Promise<'stored' | 'duplicate' | 'unknown'> {
    for (let attempt = 0; attempt < maxReadBacks; attempt += 1) {
      const outcome = await this.#commit.write(event);
      if (outcome === 'stored') return 'stored';
      if (outcome !== 'duplicate') {
        const { sessionId } = event;
        this.#deps.logger.warn({ event: 'append.unknown', sessionId, error: outcome.unknown });
        await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** attempt));
      }
      try {
        // A second insert of our own document may be reported as a duplicate of any unique index.
        if (await this.#deps.store.findEventById(event._id)) return 'stored';
        if (outcome === 'duplicate') return 'duplicate';
      } catch (error) {
        const { sessionId } = event;
        this.#deps.logger.warn({ event: 'append.read_back_failed', sessionId, error });
      }
    }
    return 'unknown';
  }
}
