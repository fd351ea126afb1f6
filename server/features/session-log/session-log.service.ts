import { sessionStatuses } from '../../../shared/domain/states.js';
import type { SessionBus } from './session-change.js';
import type { Clock } from '../../lib/clock.js';
import { breatheEvery } from '../../lib/breathe.js';
import { DomainError } from '../../lib/domain-error.js';
import type { Logger } from '../../lib/logger.js';
import { isDatabaseAway } from '../../lib/database-away.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { createBuildEvent, type BuildEvent } from './build-event.js';
import type { AppendRequest, EventDraft } from './draft.js';
import { emptyState, fold } from './fold.js';
import { createDurableInsert, type DurableInsert } from './durable-insert.js';
import { Lanes, type Lane } from './lanes.js';
import { Projector } from './projector.js';
import { createFindReplay, type FindReplay } from './find-replay.js';
import { createAssertFollows } from './follows.js';
import type { SessionChange } from './session-change.js';
import type { SessionEvent } from './session-event.js';
import type { SessionLogStore } from './session-log.store.js';
import type { ChatSessionState } from './state.js';
import { assertLegal } from './transitions.js';

/** How often a decision is made anew after somebody else's event came first. */
const maxDecisions = 5;

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
  /** Names this process in the events it stores. */
  nodeId: string;
  /** Where other processes write as well: a session read longer ago than this is read again before it is shown. */
  maxAgeMs?: number;
}

/** The append-only list of a session's events: the only thing that changes a session. */
export class SessionLog {
  readonly #deps: SessionLogDeps;
  readonly #insert: DurableInsert;
  readonly #findReplay: FindReplay;
  readonly #build: BuildEvent;
  readonly #assertFollows: ReturnType<typeof createAssertFollows>;
  readonly #projector: Projector;
  readonly #lanes = new Lanes();

  constructor(deps: SessionLogDeps) {
    this.#deps = deps;
    this.#insert = createDurableInsert(deps.store, deps.logger);
    this.#findReplay = createFindReplay(deps.store, deps.keys);
    this.#build = createBuildEvent(deps);
    this.#assertFollows = createAssertFollows(deps.store);
    this.#projector = new Projector(deps.store, deps.logger);
  }

  /**
   * Folds the session, asks `decide`, and inserts the answer as event n+1. Resolves after the durable write.
   * Fails with what `decide` throws, `not_found`, `message_conflict` (the same id with another body), or `retry`
   * (too many others at once, a database that cannot be asked, or an outcome that stays unknown: the same request may
   * simply be sent again).
   */
  append(request: AppendRequest): Promise<AppendResult> {
    return this.#lanes.run(request.sessionId, (lane) =>
      this.#append(lane, request).catch((error: unknown) => {
        if (!isDatabaseAway(error)) throw error;
        // An earlier try of the same request may have been stored: neither yes nor no would be true.
        const { sessionId } = request;
        this.#deps.logger.warn({ event: 'append.outage', sessionId, error });
        throw new DomainError('retry', 'The database cannot be asked just now.');
      }),
    );
  }

  async #append(lane: Lane, request: AppendRequest): Promise<AppendResult> {
    for (let attempt = 0; attempt < maxDecisions; attempt += 1) {
      const { before, draft } = await this.#decideOnLatest(lane, request);
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
  }

  /**
   * The session folded to its last stored event; where other processes write too, to one stored `maxAgeMs` ago or
   * later. Fails with `not_found`.
   */
  getState(sessionId: string): Promise<ChatSessionState> {
    return this.#lanes.run(sessionId, (lane) =>
      this.#current(lane, sessionId, this.#deps.maxAgeMs),
    );
  }

  /** The session as this process has it at hand, without asking whether others have moved it on. */
  getStateAtHand(sessionId: string): Promise<ChatSessionState> {
    return this.#lanes.run(sessionId, (lane) => this.#current(lane, sessionId));
  }

  /**
   * Another process stored event `seq`. Reads on and tells this process's listeners where they want to know, else
   * remembers that there is more.
   */
  learn(sessionId: string, seq: number, isWanted: boolean): Promise<void> {
    return this.#lanes.run(sessionId, async (lane) => {
      if ((lane.toldSeq ?? 0) >= seq) return;
      lane.isBehind = true;
      if (isWanted) await this.#tellLatest(lane, sessionId);
    });
  }

  /** Writes the projection behind everything that follows from the event: one that lags tells what is unfinished. */
  project({ event, after, isOwn }: SessionChange): void {
    if (isOwn) this.#projector.project(after, event.kind === 'message.created');
  }

  /** Lets follow what an ended process stored and did not finish. Answers how many events that were. */
  adopt(sessionId: string): Promise<number> {
    return this.#lanes.run(sessionId, async (lane) => {
      const { store } = this.#deps;
      const projected = await store.findState(sessionId);
      if (!projected) return 0;
      const later = await store.listEvents(sessionId, projected.headSeq, Number.MAX_SAFE_INTEGER);
      later.reduce((before, event) => this.#tell(lane, before, event, true), projected);
      return later.length;
    });
  }

  /** Begins a session: its projection stands before its first event. The same id again changes nothing. */
  openSession(state: ChatSessionState): Promise<void> {
    return this.#lanes.run(state._id, async (lane) => {
      // A projection just made has no event yet, so there is nothing to read before the first one.
      if ((await this.#deps.store.createState(state)) === 'created') lane.state = state;
    });
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
    const breathe = breatheEvery(100);
    const states: Promise<ChatSessionState>[] = [];
    for (const { _id, headSeq } of await this.#deps.store.listStates(open)) {
      const read = this.#lanes.run(_id, (lane) => {
        if (lane.state && lane.state.headSeq < headSeq) lane.isBehind = true;
        return this.#current(lane, _id);
      });
      // Until all are asked for, nobody waits for one that fails.
      read.catch(() => undefined);
      states.push(read);
      await breathe();
    }
    return Promise.all(states);
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
  async #current(lane: Lane, sessionId: string, maxAgeMs = Infinity): Promise<ChatSessionState> {
    const known = lane.state;
    const nowMs = this.#deps.clock.nowMs();
    const isRecent = nowMs - (lane.checkedAtMs ?? -Infinity) <= maxAgeMs;
    if (known && lane.isBehind !== true && isRecent) return known;
    const start = known ?? (await this.#deps.store.findState(sessionId));
    if (!start) throw new DomainError('not_found', 'No such session.');
    const { store } = this.#deps;
    const later = await store.listEvents(sessionId, start.headSeq, Number.MAX_SAFE_INTEGER);
    lane.isBehind = false;
    lane.checkedAtMs = nowMs;
    lane.state = known
      ? later.reduce((before, event) => this.#tell(lane, before, event), known)
      : later.reduce(fold, start);
    return lane.state;
  }

  /** Folds a stored event, and tells everybody who listens. */
  #tell(
    lane: Lane,
    before: ChatSessionState,
    event: SessionEvent,
    isOwn = this.#isOwn(event),
  ): ChatSessionState {
    const after = fold(before, event);
    lane.state = after;
    lane.toldSeq = after.headSeq;
    lane.checkedAtMs = this.#deps.clock.nowMs();
    this.#deps.bus.publish({ event, before, after, isOwn });
    return after;
  }

  /** A process that writes alone lets follow whatever it finds: nobody else does. */
  #isOwn({ nodeId }: SessionEvent): boolean {
    return this.#deps.maxAgeMs === undefined || nodeId === this.#deps.nodeId;
  }

  /** Tells the listeners of a session that another process has moved on, also one they have never heard of. */
  async #tellLatest(lane: Lane, sessionId: string): Promise<void> {
    const isKnown = lane.toldSeq !== undefined;
    const state = await this.#current(lane, sessionId);
    if (isKnown || state.headSeq === 0) return;
    const [event] = await this.#deps.store.listEvents(sessionId, state.headSeq - 1, state.headSeq);
    if (!event) return;
    lane.toldSeq = state.headSeq;
    const before = emptyState({ ...state, sessionId });
    this.#deps.bus.publish({ event, before, after: state, isOwn: false });
  }

  /**
   * Decides on the state at hand. Only an insert proves that it was the last one; where other processes write too,
   * every other answer (nothing to do, a refusal, a replay) is given on a state read for it.
   */
  async #decideOnLatest(lane: Lane, request: AppendRequest) {
    const { sessionId } = request;
    if (lane.state && this.#deps.maxAgeMs !== undefined) {
      const before = await this.#current(lane, sessionId);
      const draft = await this.#decide(request, before).catch(() => null);
      if (draft && 'next' in draft && draft.next) return { before, draft };
      lane.isBehind = true;
    }
    const before = await this.#current(lane, sessionId);
    return { before, draft: await this.#decide(request, before) };
  }

  async #decide(
    request: AppendRequest,
    state: ChatSessionState,
  ): Promise<{ next: EventDraft | null } | { replay: SessionEvent }> {
    try {
      await this.#assertFollows(request, state);
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
}
