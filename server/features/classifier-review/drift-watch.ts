import { requestTypes, type RequestType } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';
import type { DriftAlarmView } from '../../../shared/views/classifier.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { AlarmStore, DriftAlarm } from './alarm.store.js';
import { judgeDrift, type Share } from './drift.js';
import { computeShares } from './figures.js';
import type { TraceStore } from './trace.store.js';

export interface DriftWatchDeps {
  alarms: AlarmStore;
  traces: Pick<TraceStore, 'count'>;
  /** What the model in use promised of each type when it was trained. */
  expected: () => ReadonlyMap<RequestType, Share>;
  clock: Clock;
  logger: Logger;
}

const dayMs = 24 * 3_600_000;
const moscowMs = 3 * 3_600_000;
/** The epoch began on a Thursday. */
const mondayOffset = 3;

/** The Monday, by Moscow time, of the week a moment lies in. */
export const weekOf = (nowMs: number): string => {
  const day = Math.floor((nowMs + moscowMs) / dayMs);
  const monday = day - ((day + mondayOffset) % 7);
  return new Date(monday * dayMs).toISOString().slice(0, 10);
};

/**
 * Looks by the clock whether people correct a type more often than they used to, and raises an alarm once a type and
 * week, however many processes look: the insert decides which one says so.
 */
export class DriftWatch {
  readonly #deps: DriftWatchDeps;
  #checkedAtMs = -Infinity;

  constructor(deps: DriftWatchDeps) {
    this.#deps = deps;
  }

  /** Does nothing where it has looked within the hour. */
  async run(): Promise<void> {
    const nowMs = this.#deps.clock.nowMs();
    if (nowMs - this.#checkedAtMs < limits.review.checkMs) return;
    this.#checkedAtMs = nowMs;
    const { recentDays, beforeDays } = limits.review;
    const recentFrom = new Date(nowMs - recentDays * dayMs);
    const recent = computeShares(await this.#deps.traces.count(recentFrom, new Date(nowMs)));
    // Most weeks of most types have nothing to compare.
    if ([...recent.values()].every(({ decided }) => decided < limits.review.leastDecided)) return;
    const beforeFrom = new Date(recentFrom.getTime() - beforeDays * dayMs);
    const before = computeShares(await this.#deps.traces.count(beforeFrom, recentFrom));
    for (const requestType of requestTypes) {
      await this.#judge(requestType, recent.get(requestType), before.get(requestType), nowMs);
    }
  }

  async listAlarms(since: Date): Promise<DriftAlarmView[]> {
    const alarms = await this.#deps.alarms.listSince(since);
    return alarms.map(({ requestType, raisedAt, recent, before, baseline }) => ({
      ...{ requestType, recent, before, baseline },
      raisedAt: raisedAt.toISOString(),
    }));
  }

  async #judge(
    requestType: RequestType,
    recent: Share | undefined,
    days: Share | undefined,
    nowMs: number,
  ): Promise<void> {
    const hasDays = days !== undefined && days.decided >= limits.review.leastDecided;
    const before = hasDays ? days : this.#deps.expected().get(requestType);
    if (!recent || !before || judgeDrift(before, recent) !== 'worse') return;
    const alarm: DriftAlarm = {
      ...{ requestType, recent, before, baseline: hasDays ? 'days' : 'evaluation' },
      ...{ week: weekOf(nowMs), raisedAt: new Date(nowMs) },
    };
    if (!(await this.#deps.alarms.raise(alarm))) return;
    const told = ({ corrected, decided }: Share) => `${corrected}/${decided}`;
    this.#deps.logger.warn({
      event: 'classifier.drift',
      reason: `${requestType}: corrected ${told(recent)}, before ${told(before)} (${alarm.baseline})`,
      count: recent.corrected,
    });
  }
}
