import { setImmediate } from 'node:timers/promises';
import type {
  PoolFigures,
  StatisticsView,
  TransferLoopView,
} from '../../../shared/views/statistics.js';
import { productTimeZone } from '../../../shared/domain/product-time-zone.js';
import { limits } from '../../../shared/limits.js';
import { computeOvertakingBound, type Boosts } from '../../../shared/routing/rank.js';
import type { StatisticsQuery } from '../../../shared/schemas/statistics.js';
import type { Clock } from '../../lib/clock.js';
import type { StaffPerson } from '../operators/staff-directory.js';
import { readDays, type DayRange } from './days.js';
import type { CallFact, EscalationFact, OfferFact, TransferFact, WaitFact } from './fact.js';
import type { FactStore } from './fact.store.js';
import { computeOvertaking } from './figures.js';
import { hourMs } from './free-time.js';
import type { FreeStretch, FreeTimeStore } from './free-time.store.js';
import { computeGroup, type MeasuredWait } from './group-figures.js';
import { groupBy } from '../../lib/group-by.js';
import { computeOperators, computeSpread } from './operator-figures.js';
import { findTransferLoops, type TransferLoop } from './transfer-loops.js';

interface Pool {
  _id: string;
  title: string;
  boostMs: Boosts;
}

export interface StatisticsDeps {
  facts: Pick<FactStore, 'list'>;
  freeTime: Pick<FreeTimeStore, 'list'>;
  /** Fails with `not_found`. */
  pools: { listPools(): Pool[]; getPool(poolId: string): Pool };
  staff: { list(): StaffPerson[]; find(operatorId: string): StaffPerson | null };
  clock: Clock;
}

interface Facts {
  range: DayRange;
  waits: MeasuredWait[];
  escalations: EscalationFact[];
  calls: CallFact[];
  /** Of the queue. */
  offers: OfferFact[];
  stretches: FreeStretch[];
  transfers: TransferFact[];
  healed: number;
}

const before = ({ from }: DayRange, ms: number): Date => new Date(from.getTime() - ms);

/** Fairness, waits and promises, added up from what is kept of them: the same whichever process is asked. */
export class StatisticsService {
  readonly #deps: StatisticsDeps;

  constructor(deps: StatisticsDeps) {
    this.#deps = deps;
  }

  /** Fails with `bad_request` for too many days, `not_found` for no such pool. */
  async view(asked: StatisticsQuery): Promise<StatisticsView> {
    const { clock, pools } = this.#deps;
    const chosen = asked.poolId === undefined ? pools.listPools() : [pools.getPool(asked.poolId)];
    const facts = await this.#read(readDays(asked, clock.now()));
    const groups: PoolFigures[] = [];
    for (const pool of chosen) {
      groups.push(this.#viewPool(pool, facts));
      // A month of a large house takes a while to add up: chats come in between.
      await setImmediate();
    }
    const isChosen = (poolId: string) => asked.poolId === undefined || asked.poolId === poolId;
    const operators = this.#viewOperators(facts, asked.poolId);
    return {
      from: facts.range.days[0] ?? '',
      to: facts.range.days.at(-1) ?? '',
      timeZone: productTimeZone,
      total: {
        ...computeGroup(
          {
            waits: facts.waits.filter(({ wait }) => isChosen(wait.poolId)),
            escalations: facts.escalations.filter(({ poolId }) => isChosen(poolId)),
            calls: facts.calls.filter(({ poolId }) => isChosen(poolId)),
          },
          facts.range,
        ),
        spread: computeSpread(operators, (operatorId) => this.#isTraining(operatorId)),
      },
      pools: groups,
      operators,
      loops: this.#viewLoops(facts)
        .filter(({ poolIds }) => poolIds.some(isChosen))
        .map(({ view }) => view),
      healed: facts.healed,
      serverNow: clock.now().toISOString(),
    };
  }

  async #read(range: DayRange): Promise<Facts> {
    const { facts, freeTime } = this.#deps;
    const { from, to } = range;
    // A little earlier as well: who was served just before midnight may have overtaken somebody served after it.
    const [waits, escalations, calls, offers, transfers, healed, stretches] = await Promise.all([
      facts.list('wait', before(range, limits.queue.maxBoostMs), to),
      facts.list('escalation', from, to),
      facts.list('call', from, to),
      facts.list('offer', from, to),
      facts.list('transfer', before(range, limits.statistics.loopMs), to),
      facts.list('healed', from, to),
      freeTime.list(before(range, hourMs), to),
    ]);
    return {
      range,
      waits: this.#measure(waits).filter(({ wait }) => wait.at >= from),
      ...{ escalations, calls, stretches, transfers },
      offers: offers.filter(({ purpose }) => purpose === 'queue'),
      healed: healed.length,
    };
  }

  /** Practice chats and real ones wait in one list and are served by different people: neither overtakes the other. */
  #measure(waits: readonly WaitFact[]): MeasuredWait[] {
    const { pools } = this.#deps;
    const bounds = new Map(
      pools.listPools().map(({ _id, boostMs }) => [_id, computeOvertakingBound(boostMs)]),
    );
    const queues = groupBy(waits, ({ poolId, isTraining }) => `${poolId} ${isTraining === true}`);
    return [...queues.values()].flatMap((queue) => {
      const overtaken = computeOvertaking(queue);
      return queue.map((wait) => ({
        wait,
        byMs: overtaken.get(wait._id) ?? 0,
        boundMs: bounds.get(wait.poolId) ?? 0,
      }));
    });
  }

  #viewPool({ _id: poolId, title }: Pool, facts: Facts): PoolFigures {
    return {
      ...{ poolId, title },
      ...computeGroup(
        {
          waits: facts.waits.filter(({ wait }) => wait.poolId === poolId),
          escalations: facts.escalations.filter((escalation) => escalation.poolId === poolId),
          calls: facts.calls.filter((call) => call.poolId === poolId),
        },
        facts.range,
      ),
      spread: computeSpread(this.#viewOperators(facts, poolId), (operatorId) =>
        this.#isTraining(operatorId),
      ),
    };
  }

  #viewOperators({ range, offers, stretches }: Facts, poolId: string | undefined) {
    const { clock, staff } = this.#deps;
    const people = staff.list();
    return computeOperators({
      people: people.filter(({ poolIds }) => poolId === undefined || poolIds.includes(poolId)),
      offers: offers.filter((offer) => poolId === undefined || offer.poolId === poolId),
      stretches,
      fromMs: range.from.getTime(),
      toMs: Math.min(range.to.getTime(), clock.nowMs()),
    });
  }

  #isTraining(operatorId: string): boolean {
    return this.#deps.staff.find(operatorId)?.isTraining === true;
  }

  #viewLoops({ range, transfers }: Facts): { view: TransferLoopView; poolIds: string[] }[] {
    return findTransferLoops(transfers)
      .filter(({ transfers: path }) => (path.at(-1)?.at ?? range.from) >= range.from)
      .map((loop) => ({ view: this.#viewLoop(loop), poolIds: poolsOf(loop) }))
      .sort((a, b) => (a.view.at < b.view.at ? 1 : -1));
  }

  #viewLoop({ kind, transfers }: TransferLoop): TransferLoopView {
    const titles = new Map(this.#deps.pools.listPools().map(({ _id, title }) => [_id, title]));
    const nameOf = ({ name, poolId }: TransferFact['from']) =>
      kind === 'operator' ? name : (titles.get(poolId) ?? poolId);
    const [first] = transfers;
    const last = transfers.at(-1);
    const stops = first ? [first.from, ...transfers.map(({ to }) => to)] : [];
    return {
      sessionId: last?.sessionId ?? '',
      appealNumber: last?.appealNumber ?? '',
      at: (last?.at ?? new Date(0)).toISOString(),
      kind,
      path: stops.map(nameOf).filter((name, index, all) => name !== all[index - 1]),
    };
  }
}

const poolsOf = ({ transfers }: TransferLoop): string[] =>
  transfers.flatMap(({ from, to }) => [from.poolId, to.poolId]);
