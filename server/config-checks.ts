import { createPublicKey } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { assertP256, createTokenKeys, readPemBlocks } from './features/auth/token-keys.js';

/** Each takes a setting's text and answers what is wrong with it in words, or null. */
type Check = (text: string) => string | null;

const namedNetworks = ['loopback', 'linklocal', 'uniquelocal'];

const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), version === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
};

export const checkProxy: Check = (text) =>
  namedNetworks.includes(text) || isNetwork(text)
    ? null
    : `«${text}» is no address (10.0.0.7), network (10.0.0.0/8) or one of ${namedNetworks.join(', ')}.`;

/** It goes into a header as it is, so nothing but an origin may stand there. */
export const checkEmbedOrigin: Check = (text) =>
  text === '*' || /^https?:\/\/(\*\.)?[a-z\d](?:[a-z\d.-]*[a-z\d])?(:\d{1,5})?$/i.test(text)
    ? null
    : `«${text}» is no origin: name it as https://www.example.org, or *.`;

/** The text itself stays out of the answer: it is a secret. */
export const checkTokenKey: Check = (pem) => {
  try {
    createTokenKeys(pem);
    return null;
  } catch {
    return 'needs the PEM of an EC private key on P-256 (openssl ecparam -name prime256v1 -genkey -noout).';
  }
};

export const checkPortalKey: Check = (pem) => {
  try {
    assertP256(createPublicKey(readPemBlocks(pem)[0] ?? ''));
    return null;
  } catch {
    return 'needs the PEM of the portal’s EC public key on P-256.';
  }
};

const isLoopback = (host: string): boolean =>
  ['localhost', '[::1]'].includes(host) || /^127\./.test(host);

/** Cookies and headers are as safe as the address says: only a machine of one's own may do without TLS. */
export const checkPublicUrl: Check = (text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname)
    ? null
    : 'a production start needs an https address: TLS ends at your proxy.';
};
