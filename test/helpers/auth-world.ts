import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import { AuditService } from '../../server/features/audit/audit.service.js';
import { createAuditStore } from '../../server/features/audit/audit.store.js';
import { createAuth, type Auth } from '../../server/features/auth/create-auth.js';
import { createPasswords } from '../../server/features/auth/passwords.js';
import { CitizenService } from '../../server/features/citizens/citizen.service.js';
import { createCitizenStore } from '../../server/features/citizens/citizen.store.js';
import {
  OperatorService,
  type NewOperator,
} from '../../server/features/operators/operator.service.js';
import { createOperatorStore } from '../../server/features/operators/operator.store.js';
import { createAuthRoutes } from '../../server/http/auth-routes.js';
import { createHttpApp } from '../../server/http/create-http-app.js';
import { createGates } from '../../server/http/gates.js';
import type { LogFields, Logger } from '../../server/lib/logger.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { freshDatabase } from './database.js';
import { FakeClock } from './fake-clock.js';

export const password = 'korrekt horse 17';

export interface AuthWorld {
  app: Express;
  auth: Auth;
  operators: OperatorService;
  citizens: CitizenService;
  clock: FakeClock;
  connection: Connection;
  log: LogFields[];
  close(): Promise<void>;
}

interface AuthWorldOptions {
  isDemo?: boolean;
  publicUrl?: string;
  portalKey?: string;
  trustedProxies?: string[];
}

/** Authentication over the real express application and a real database, with a clock that stands still. */
export const createAuthWorld = async (options: AuthWorldOptions = {}): Promise<AuthWorld> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'liniya-auth-'));
  const fresh = await freshDatabase();
  const database = await connectDatabase(fresh.uri, silentLogger);
  const { connection } = database;
  const clock = new FakeClock();
  const log: LogFields[] = [];
  const note = (fields: LogFields) => void log.push(fields);
  const logger: Logger = { info: note, warn: note, error: note };

  const passwords = createPasswords();
  const operatorStore = createOperatorStore(connection);
  const citizenStore = createCitizenStore(connection);
  const auditStore = createAuditStore(connection);
  const audit = new AuditService({ store: auditStore, outboxes: [operatorStore], clock });
  const operators = new OperatorService({
    ...{ store: operatorStore, audit, passwords, clock },
    revokeSessionsOf: (operatorId) => auth.families.revokeAllOf(operatorId),
  });
  const citizens = new CitizenService({
    ...{ store: citizenStore, clock, masterKey: Buffer.alloc(32, 7) },
  });
  const { isDemo = false, trustedProxies = [], ...rest } = options;
  const config = { ...rest, mode: 'test' as const, dataFolder, isDemo, trustedProxies };
  const auth = createAuth({
    ...{ config, connection, clock, logger, passwords, citizens, staff: operators },
  });
  for (const part of [auth, operatorStore, citizenStore]) await part.ensureIndexes();

  const gates = createGates((token) => auth.authenticator.authenticate(token));
  const app = createHttpApp({
    config: { ...config, embedOrigins: [] },
    logger,
    routers: [{ path: '/api', router: createAuthRoutes({ config, auth, gates, clock }) }],
    readiness: { ping: () => database.ping(), isDraining: () => false },
  });
  return {
    ...{ app, auth, operators, citizens, clock, connection, log },
    async close() {
      await database.close();
      await fresh.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
};

/** Somebody of the staff who can sign in with `password`. */
export const addOperator = async (
  { operators }: Pick<AuthWorld, 'operators'>,
  input: Partial<NewOperator> & { login: string },
) =>
  operators.createOperator(
    { kind: 'system' },
    { password, name: 'Анна Крылова', role: 'operator', poolIds: [], ...input },
  );
