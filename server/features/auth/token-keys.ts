import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A private key that signs and the public keys that verify, each under its `kid`. */
export interface TokenKeys {
  kid: string;
  signingKey: KeyObject;
  findPublicKey(kid: string): KeyObject | null;
  /** 32 bytes for one purpose, the same as long as the signing key is. */
  deriveSecret(purpose: string): Buffer;
}

const pemBlock = /-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g;

/** Environment variables often carry line ends as the two characters `\n`. */
export const readPemBlocks = (text: string): string[] =>
  text.replaceAll('\\n', '\n').match(pemBlock) ?? [];

/** Throws where the key is of another kind: tokens are signed with ES256 and nothing else. */
export const assertP256 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error('A token key must be an EC key on the curve P-256 (prime256v1).');
  return key;
};

/** The thumbprint of RFC 7638: the same key has the same `kid` on every node and after every start. */
const computeKid = (publicKey: KeyObject): string => {
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
};

/**
 * Keys from PEM text. Where it holds several private keys the first signs and all verify, so that a key is replaced
 * by putting the new one in front and dropping the old one ten minutes later.
 */
export const createTokenKeys = (pem: string): TokenKeys => {
  const keys = readPemBlocks(pem).map((block) => {
    const privateKey = assertP256(createPrivateKey(block));
    const publicKey = createPublicKey(privateKey);
    return { kid: computeKid(publicKey), privateKey, publicKey };
  });
  const [first] = keys;
  if (!first) throw new Error('The token key is not PEM text of a private key.');
  const publicKeys = new Map(keys.map(({ kid, publicKey }) => [kid, publicKey]));
  const material = first.privateKey.export({ type: 'pkcs8', format: 'der' });
  return {
    kid: first.kid,
    signingKey: first.privateKey,
    findPublicKey: (kid) => publicKeys.get(kid) ?? null,
    deriveSecret: (purpose) => Buffer.from(hkdfSync('sha256', material, '', purpose, 32)),
  };
};

/** A private key kept beside the data of a demo or a test: made once, readable by its owner alone. */
export const readOrCreatePrivateKey = (dataFolder: string, name: string): string => {
  const folder = join(dataFolder, 'keys');
  const file = join(folder, `${name}.pem`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  try {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
};

/** The configured key, or outside production one of the data folder's own. */
export const readTokenKeys = (config: {
  mode: 'development' | 'test' | 'production';
  dataFolder: string;
  tokenKey?: string;
}): TokenKeys => {
  if (config.tokenKey !== undefined) return createTokenKeys(config.tokenKey);
  if (config.mode === 'production') throw new Error('A production start needs LINIYA_TOKEN_KEY.');
  return createTokenKeys(readOrCreatePrivateKey(config.dataFolder, 'token'));
};
