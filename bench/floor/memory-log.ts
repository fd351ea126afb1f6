import { DomainError } from '../../server/lib/domain-error.js';
import type { Clock } from '../../server/lib/clock.js';
import type { AppendRequest } from '../../server/features/session-log/draft.js';
import { emptyState, fold } from '../../server/features/session-log/fold.js';
import type { SessionBus } from '../../server/features/session-log/session-change.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import type { AppendResult } from '../../server/features/session-log/session-log.service.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { assertLegal } from '../../server/features/session-log/transitions.js';

/**
 * The session log without a database: the same legal moves, the same fold, the same answer to a repeated cause; events
 * are told and forgotten. Nothing is sealed.
 */
export class MemoryLog {
  readonly #clock: Clock;
  readonly #bus: Pick<SessionBus, 'publish'>;
  readonly #states = new Map<string, ChatSessionState>();
  /** What each open session's causes have led to. */
  readonly #caused = new Map<string, Map<string, SessionEvent>>();
  #events = 0;

  constructor(clock: Clock, bus: Pick<SessionBus, 'publish'>) {
    this.#clock = clock;
    this.#bus = bus;
  }

  /** Events stored so far. */
  get eventCount(): number {
    return this.#events;
  }

  open(sessionId: string, citizenId: string): void {
    const head = { sessionId, citizenId, appealId: sessionId, appealNumber: sessionId };
    const openedAt = this.#clock.now();
    this.#states.set(sessionId, emptyState({ ...head, clientSessionId: sessionId, openedAt }));
  }

  // Async so that what a rule throws is a refusal, as with a stored log.
  // eslint-disable-next-line @typescript-eslint/require-await
  async append(request: AppendRequest): Promise<AppendResult> {
    const { sessionId, causeId } = request;
    const before = this.stateOf(sessionId);
    const replay = causeId === undefined ? undefined : this.#caused.get(sessionId)?.get(causeId);
    let draft;
    try {
      draft = request.decide(before);
      if (draft) assertLegal(before.status, draft.kind);
    } catch (error) {
      if (replay?.authorId === request.authorId)
        return { event: replay, state: before, isReplay: true };
      throw error;
    }
    if (!draft) return { event: null, state: before, isReplay: false };
    if (replay) return { event: replay, state: before, isReplay: true };
    this.#events += 1;
    const event = {
      _id: `e${String(this.#events)}`,
      sessionId,
      appealId: before.appealId,
      seq: before.headSeq + 1,
      publicSeq: draft.audience === 'all' ? before.publicHeadSeq + 1 : undefined,
      audience: draft.audience,
      kind: draft.kind,
      at: this.#clock.now(),
      authorId: request.authorId,
      plain: draft.plain,
    } as SessionEvent;
    const after = fold(before, event);
    this.#states.set(sessionId, after);
    if (after.status === 'closed') this.#caused.delete(sessionId);
    else if (causeId !== undefined) this.#noteCause(sessionId, causeId, event);
    this.#bus.publish({ event, before, after, isOwn: true });
    return { event, state: after, isReplay: false };
  }

  getState(sessionId: string): Promise<ChatSessionState> {
    return Promise.resolve(this.stateOf(sessionId));
  }

  getStateAtHand(sessionId: string): Promise<ChatSessionState> {
    return Promise.resolve(this.stateOf(sessionId));
  }

  listOpenSessions(): Promise<ChatSessionState[]> {
    return Promise.resolve(this.listOpen());
  }

  /** Fails with `not_found`. */
  stateOf(sessionId: string): ChatSessionState {
    const state = this.#states.get(sessionId);
    if (!state) throw new DomainError('not_found', 'No such session.');
    return state;
  }

  listOpen(): ChatSessionState[] {
    return [...this.#states.values()].filter(({ status }) => status !== 'closed');
  }

  listAll(): ChatSessionState[] {
    return [...this.#states.values()];
  }

  #noteCause(sessionId: string, causeId: string, event: SessionEvent): void {
    const caused = this.#caused.get(sessionId) ?? new Map<string, SessionEvent>();
    this.#caused.set(sessionId, caused.set(causeId, event));
  }
}
