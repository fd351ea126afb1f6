import type { AuditService } from '../features/audit/audit.service.js';
import { CalendarSettingsService } from '../features/calendar/calendar-settings.service.js';
import type { CalendarService } from '../features/calendar/calendar.service.js';
import type { OperatorService } from '../features/operators/operator.service.js';
import { PeopleService } from '../features/operators/people.service.js';
import type { StaffDirectory } from '../features/operators/staff-directory.js';
import { PoolSettingsService } from '../features/pools/pool-settings.service.js';
import type { PoolService } from '../features/pools/pool.service.js';
import type { RoutingService } from '../features/routing/routing.service.js';
import type { SeatService } from '../features/seats/seat.service.js';
import { SettingsService } from '../features/settings/settings.service.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import { oneAtATime } from '../lib/one-at-a-time.js';
import type { Stores } from './stores.js';

interface AdministrationDeps {
  stores: Stores;
  audit: AuditService;
  operators: OperatorService;
  pools: PoolService;
  calendar: CalendarService;
  staff: StaffDirectory;
  seats: SeatService;
  routing: RoutingService;
  clock: Clock;
  logger: Logger;
}

type Listen = () => Promise<void> | void;

/** What administrators change, and how it comes to count: here at once, in every process soon. */
export const createAdministration = (deps: AdministrationDeps) => {
  const { stores, audit, operators, pools, calendar, staff, seats, routing, clock, logger } = deps;
  const listeners: Listen[] = [];
  const warnedOf = new Set<number>();
  const warnOfMissingYears = (): void => {
    if (pools.listPools().every((pool) => pool.hours?.followsCalendar !== true)) return;
    for (const year of calendar.listMissingYears(clock.now())) {
      if (warnedOf.has(year)) continue;
      warnedOf.add(year);
      logger.warn({ event: 'calendar.year_missing', reason: String(year) });
    }
  };

  const rulesOf = () =>
    new Map(pools.listPools().map(({ _id, overflow }) => [_id, JSON.stringify(overflow)]));

  /** Reads people, pools and seats anew and acts on what is different: after a seed or a change of either. */
  const reload = oneAtATime(async () => {
    // What a process that died has changed is in the audit log before anything follows from it.
    await audit.keepLeft();
    const before = rulesOf();
    await Promise.all([pools.reload(), staff.reload(), calendar.reload()]);
    warnOfMissingYears();
    await seats.load([
      ...staff.list().map(({ operatorId, capacity, role }) => ({
        ...{ operatorId, capacity, hasReserve: role === 'senior' },
      })),
      ...staff.listClosed().map((operatorId) => ({
        ...{ operatorId, capacity: 0, hasReserve: false },
      })),
    ]);
    await routing.settingsChanged();
    for (const [poolId, rule] of rulesOf()) {
      if (before.get(poolId) !== rule) await routing.overflowChanged(poolId);
    }
    for (const listen of listeners) await listen();
  });

  const settings = new SettingsService({ store: stores.settings, reread: reload, clock, logger });
  const announce = () => settings.announce();
  const poolSettings = new PoolSettingsService({ store: stores.pools, audit, announce, clock });
  const people = new PeopleService({
    ...{ operators, announce },
    hasPools: (poolIds) => poolSettings.hasPools(poolIds),
  });
  const calendarSettings = new CalendarSettingsService({
    ...{ store: stores.calendar, calendar, audit, announce },
  });
  return {
    ...{ reload, settings, poolSettings, people, calendarSettings },
    /** After settings were read anew and what follows inside is done. */
    onReread(listen: Listen): void {
      listeners.push(listen);
    },
  };
};
