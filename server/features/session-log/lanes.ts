import type { ChatSessionState } from './state.js';

/** Folded sessions kept in memory between two uses. */
const keptStates = 20_000;

/** What this node knows of a session. */
export interface Lane {
  state?: ChatSessionState;
  /** The log may hold events after `state`. */
  isBehind?: boolean;
  /** When the log was last read to its end. */
  checkedAtMs?: number;
  /** The last event this process's listeners have been told of. */
  toldSeq?: number;
}

interface Line extends Lane {
  tail: Promise<unknown>;
  waiting: number;
}

/** One line of work a session: what is done under its id happens one after the other on this node. */
export class Lanes {
  readonly #lanes = new Map<string, Line>();

  /** Runs `task` after everything already lined up for the session; other sessions do not wait. */
  run<T>(sessionId: string, task: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = this.#take(sessionId);
    lane.waiting += 1;
    const result = lane.tail.then(() => task(lane));
    lane.tail = result.then(
      () => this.#done(lane),
      () => this.#done(lane),
    );
    return result;
  }

  /** The state this node has folded last, if it is still in memory; may be behind other nodes. */
  peek(sessionId: string): ChatSessionState | undefined {
    return this.#lanes.get(sessionId)?.state;
  }

  get isIdle(): boolean {
    return [...this.#lanes.values()].every(({ waiting }) => waiting === 0);
  }

  async idle(): Promise<void> {
    let busy = [...this.#lanes.values()].filter((lane) => lane.waiting > 0);
    while (busy.length > 0) {
      await Promise.all(busy.map((lane) => lane.tail));
      busy = [...this.#lanes.values()].filter((lane) => lane.waiting > 0);
    }
  }

  #take(sessionId: string): Line {
    const lane = this.#lanes.get(sessionId) ?? { tail: Promise.resolve(), waiting: 0 };
    this.#lanes.delete(sessionId);
    this.#lanes.set(sessionId, lane);
    return lane;
  }

  #done(lane: Line): void {
    lane.waiting -= 1;
    if (this.#lanes.size <= keptStates) return;
    for (const [sessionId, candidate] of this.#lanes) {
      if (candidate.waiting > 0) continue;
      this.#lanes.delete(sessionId);
      if (this.#lanes.size <= keptStates) return;
    }
  }
}
