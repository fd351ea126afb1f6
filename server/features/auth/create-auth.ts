import type { Connection } from 'mongoose';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import { AccessTokens } from './access-tokens.js';
import { Authenticator } from './authenticator.js';
import { CitizenSignIn, type CitizenDirectory } from './citizen-sign-in.service.js';
import { createDemoPortal, type DemoPortal } from './demo-portal.js';
import { createIdentityTokenStore } from './identity-token.store.js';
import type { Passwords } from './passwords.js';
import { PortalIdentity } from './portal-identity.js';
import { RefreshFamilies } from './refresh-families.js';
import { createRefreshStore } from './refresh.store.js';
import { createSignInAttemptsStore } from './sign-in-attempts.store.js';
import { SignInGate } from './sign-in-gate.js';
import { StaffSignIn, type StaffAccounts } from './staff-sign-in.service.js';
import { readTokenKeys } from './token-keys.js';

/** What other rooms use of authentication. */
export interface Auth {
  authenticator: Authenticator;
  families: RefreshFamilies;
  staffSignIn: StaffSignIn;
  citizenSignIn: CitizenSignIn;
  /** In a demo without a real portal's key. */
  demoPortal: DemoPortal | null;
  ensureIndexes(): Promise<void>;
  /** Forgets what has ended; for a job that runs hourly or so. Gives the number of documents. */
  deleteExpired(): Promise<number>;
}

interface Deps {
  config: {
    mode: 'development' | 'test' | 'production';
    dataFolder: string;
    isDemo: boolean;
    tokenKey?: string;
    portalKey?: string;
  };
  connection: Connection;
  clock: Clock;
  logger: Logger;
  passwords: Passwords;
  staff: StaffAccounts;
  citizens: CitizenDirectory;
}

/**
 * Puts the parts of authentication together. Throws where a configured key is not an EC P-256 key.
 * In a demo without a portal's key the demo portal's own is believed.
 */
export const createAuth = (deps: Deps): Auth => {
  const { config, connection, clock, logger, passwords, staff, citizens } = deps;
  const keys = readTokenKeys(config);
  const refreshStore = createRefreshStore(connection);
  const attemptsStore = createSignInAttemptsStore(connection);
  const identityStore = createIdentityTokenStore(connection);

  const accessTokens = new AccessTokens({ keys, clock });
  const secret = keys.deriveSecret('liniya refresh tokens');
  const families = new RefreshFamilies({ store: refreshStore, secret, clock, logger });
  const gateSecret = keys.deriveSecret('liniya sign-in attempts');
  const gate = new SignInGate({ store: attemptsStore, secret: gateSecret, clock });
  const demoPortal =
    config.isDemo && config.portalKey === undefined
      ? createDemoPortal(config.dataFolder, clock)
      : null;
  const portalKey = config.portalKey ?? demoPortal?.publicKey;
  const portal = new PortalIdentity({ portalKey, store: identityStore, clock });

  return {
    families,
    demoPortal,
    authenticator: new Authenticator({ accessTokens, families }),
    staffSignIn: new StaffSignIn({
      ...{ staff, passwords, families, accessTokens, gate },
      isDemo: config.isDemo,
    }),
    citizenSignIn: new CitizenSignIn({ citizens, portal, families, accessTokens }),
    async ensureIndexes() {
      for (const store of [refreshStore, attemptsStore, identityStore]) await store.ensureIndexes();
    },
    async deleteExpired() {
      const counts = [families, gate, portal].map((part) => part.deleteExpired());
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
  };
};
