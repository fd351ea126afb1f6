import type {
  BoardView,
  OperatorView,
  OwedSummaryView,
  PoolBoardView,
} from '../../../shared/views/routing.js';
import type { Clock } from '../../lib/clock.js';
import type { StaffDirectory } from '../operators/staff-directory.js';
import type { PoolHours } from '../pools/pool-hours.js';
import type { PoolService } from '../pools/pool.service.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SeatService } from '../seats/seat.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { WaitingQueue } from './waiting-queue.js';

export interface BoardDeps {
  pools: PoolService;
  hours: PoolHours;
  queue: WaitingQueue;
  presence: PresenceService;
  seats: SeatService;
  staff: StaffDirectory;
  clock: Clock;
}

interface Live {
  poolId: string;
  isActive: boolean;
  hasCallback: boolean;
  escalation?: {
    appealNumber: string;
    deadlineAt: string;
    step: PoolBoardView['escalations'][number]['step'];
  };
  owed?: Omit<OwedSummaryView, 'sessionId'>;
}

const owedOf = (state: ChatSessionState): Live['owed'] => {
  const { appealNumber, handOverFrom, owner, openedAt } = state;
  if (!handOverFrom) return undefined;
  const { name: fromName, since = openedAt } = handOverFrom;
  return {
    ...{ appealNumber, fromName, since: since.toISOString() },
    ...(owner ? { toName: owner.name } : {}),
  };
};

/** The supervisor's live board, computed from what this process holds in memory. */
export class Board {
  readonly #deps: BoardDeps;
  readonly #sessions = new Map<string, Live>();
  #isRedisDown = (): boolean => false;

  constructor(deps: BoardDeps) {
    this.#deps = deps;
  }

  learn({ after }: SessionChange): void {
    this.note(after);
  }

  note(state: ChatSessionState): void {
    const owed = owedOf(state);
    const hasCallback = state.callback !== undefined;
    const isLive = state.status === 'active' || state.escalation !== undefined;
    if (!(isLive || hasCallback || owed) || state.poolId === undefined) {
      this.#sessions.delete(state._id);
      return;
    }
    const { escalation, appealNumber } = state;
    this.#sessions.set(state._id, {
      poolId: state.poolId,
      isActive: state.status === 'active',
      hasCallback,
      ...(escalation
        ? {
            escalation: {
              appealNumber,
              deadlineAt: escalation.deadlineAt.toISOString(),
              step: escalation.step,
            },
          }
        : {}),
      ...(owed ? { owed } : {}),
    });
  }

  listOperators(): OperatorView[] {
    const { staff, presence, seats } = this.#deps;
    return staff.list().map((person) => ({
      operatorId: person.operatorId,
      name: person.name,
      role: person.role,
      poolIds: person.poolIds,
      presence: presence.stateOf(person.operatorId),
      load: seats.loadOf(person.operatorId),
      capacity: seats.capacityOf(person.operatorId),
      ...(person.isTraining === true ? { isTraining: true } : {}),
    }));
  }

  /** `isRedisDown` is asked whenever somebody looks. */
  watchLink(isRedisDown: () => boolean): void {
    this.#isRedisDown = isRedisDown;
  }

  view(): BoardView {
    const operators = this.listOperators();
    const pools = this.#deps.pools.listPools().map((pool) => this.#poolLine(pool, operators));
    const serverNow = this.#deps.clock.now().toISOString();
    return { pools, operators, ...(this.#isRedisDown() ? { isRedisDown: true } : {}), serverNow };
  }

  #poolLine(pool: { _id: string; title: string }, operators: OperatorView[]): PoolBoardView {
    const { hours, queue } = this.#deps;
    // Guests of another pool are counted there.
    const queued = queue.listPool(pool._id).filter(({ poolId }) => poolId === pool._id);
    const waiting = queued.filter(({ isLater }) => isLater !== true);
    const oldestMs = waiting.reduce(
      (oldest, entry) => Math.min(oldest, entry.queuedAt.getTime()),
      Infinity,
    );
    const live = [...this.#sessions].filter(([, session]) => session.poolId === pool._id);
    const people = operators.filter(
      (person) =>
        person.poolIds.includes(pool._id) &&
        (person.role === 'operator' || person.role === 'senior'),
    );
    const present = people.filter(
      (person) => person.presence === 'online' || person.presence === 'busy',
    );
    return {
      poolId: pool._id,
      title: pool.title,
      ...(hours.isOpen(pool._id) ? {} : { isClosed: true }),
      waiting: waiting.length,
      ...(waiting.length > 0 ? { oldestQueuedAt: new Date(oldestMs).toISOString() } : {}),
      later: queued.length - waiting.length,
      callbacks: live.filter(([, session]) => session.hasCallback).length,
      active: live.filter(([, session]) => session.isActive).length,
      seatsTaken: people.reduce((sum, person) => sum + person.load, 0),
      seatsTotal: present.reduce((sum, person) => sum + person.capacity, 0),
      operatorsOnline: people.filter((person) => person.presence === 'online').length,
      escalations: live.flatMap(([sessionId, { escalation }]) =>
        escalation ? [{ sessionId, ...escalation }] : [],
      ),
      owedSummaries: live.flatMap(([sessionId, { owed }]) =>
        owed ? [{ sessionId, ...owed }] : [],
      ),
    };
  }
}
