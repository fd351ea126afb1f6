import { limits } from '../../shared/limits.js';
import { OrderedBus } from '../events/bus.js';
import { AuditService } from '../features/audit/audit.service.js';
import { createAuth } from '../features/auth/create-auth.js';
import { createPasswords } from '../features/auth/passwords.js';
import { CalendarService } from '../features/calendar/calendar.service.js';
import { createSessionAccess } from '../features/chat-sessions/session-access.js';
import { CitizenService } from '../features/citizens/citizen.service.js';
import { Deadlines } from '../features/deadlines/deadline.service.js';
import { NodeService } from '../features/nodes/node.service.js';
import { OperatorService } from '../features/operators/operator.service.js';
import { StaffDirectory } from '../features/operators/staff-directory.js';
import { PoolHours } from '../features/pools/pool-hours.js';
import { PoolService } from '../features/pools/pool.service.js';
import { CitizenPresence } from '../features/presence/citizen-presence.js';
import { PresenceService } from '../features/presence/presence.service.js';
import { SeatService } from '../features/seats/seat.service.js';
import { Recovery } from '../features/session-log/recovery.js';
import type { SessionChange } from '../features/session-log/session-change.js';
import { SessionLog } from '../features/session-log/session-log.service.js';
import { createAppealKeys } from '../storage/encryption/appeal-keys.js';
import {
  createLocalKeyProvider,
  readOrCreateMasterKey,
} from '../storage/encryption/key-provider.js';
import { createStores, outboxesOf } from './stores.js';
import type { DomainDeps } from './domain-deps.js';

/** What every feature stands on: stores and keys, who signs in, the log of sessions, pools and the people present. */
export const createGround = async (deps: DomainDeps) => {
  const { config, clock, database, logger } = deps;
  const { connection } = database;
  const stores = await createStores(connection);
  const masterKey = config.masterKey ?? readOrCreateMasterKey(config.dataFolder);
  const keys = createAppealKeys(connection, createLocalKeyProvider(masterKey));
  const bus = new OrderedBus<SessionChange>((change) => change.event.sessionId, logger);

  const audit = new AuditService({ store: stores.audit, outboxes: outboxesOf(stores), clock });
  const passwords = createPasswords();
  const operators: OperatorService = new OperatorService({
    ...{ store: stores.operators, audit, passwords, clock },
    revokeSessionsOf: (operatorId) => auth.families.revokeAllOf(operatorId),
  });
  const citizenRecords = new CitizenService({ store: stores.citizens, clock, masterKey });
  const auth = createAuth({
    config,
    connection,
    clock,
    logger,
    passwords,
    staff: operators,
    citizens: citizenRecords,
  });
  await auth.ensureIndexes();

  const isAlone = config.redisUrl === undefined;
  const nodes = new NodeService(stores.nodes, clock, isAlone);
  const log = new SessionLog({
    ...{ store: stores.log, keys, bus, clock, logger, nodeId: nodes.nodeId },
    ...(isAlone ? {} : { maxAgeMs: limits.nodes.maxAgeMs }),
  });
  const isInFlight = (sessionId: string) => bus.isTelling(sessionId);
  const recovery = new Recovery({ log, store: stores.log, nodes, isInFlight, clock, logger });
  const access = createSessionAccess(log);
  const pools = new PoolService(stores.pools);
  const calendar = new CalendarService(stores.calendar);
  const hours = new PoolHours(pools, calendar, clock);
  const staff = new StaffDirectory(() => operators.listStaff());
  const seats = new SeatService(stores.seats);
  const presence = new PresenceService(stores.presence, clock, logger);
  const citizens = new CitizenPresence(clock);
  const deadlines = new Deadlines(stores.deadlines, clock, logger);
  return {
    ...{ stores, masterKey, keys, bus, audit, operators, citizenRecords, auth, clock, logger },
    ...{ isAlone, nodes, log, isInFlight, recovery, access, pools, calendar, hours, staff },
    ...{ seats, presence, citizens, deadlines },
  };
};

export type Ground = Awaited<ReturnType<typeof createGround>>;
