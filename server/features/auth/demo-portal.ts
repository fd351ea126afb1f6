import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from '../../lib/clock.js';
import { identityAudience, type PortalPerson } from './portal-identity.js';
import { readOrCreatePrivateKey } from './token-keys.js';

/** A portal of our own for the demo stage: signs what a real portal's backend would sign for its signed-in user. */
export interface DemoPortal {
  publicKey: string;
  signIdentity(person: PortalPerson): string;
}

const lifeSeconds = 60;

export const createDemoPortal = (dataFolder: string, clock: Clock): DemoPortal => {
  const privateKey = createPrivateKey(readOrCreatePrivateKey(dataFolder, 'demo-portal'));
  return {
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    signIdentity({ portalUserId, name }) {
      const iat = Math.floor(clock.nowMs() / 1_000);
      const payload = { sub: portalUserId, name, iat, exp: iat + lifeSeconds, jti: randomUUID() };
      return jwt.sign({ ...payload, aud: identityAudience }, privateKey, { algorithm: 'ES256' });
    },
  };
};
