import type { Request } from 'express';

/** The first four groups of an IPv6 address: one household or device is given that whole network. */
const networkOf = (address: string): string => {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(8 - left.length - right.length, 0);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
};

/**
 * What limits by address are counted under. Express reads it from X-Forwarded-For only as far as proxies named in
 * `LINIYA_TRUSTED_PROXIES` wrote it; nothing here reads that header itself.
 */
export const readClientAddress = (request: Pick<Request, 'ip'>): string => {
  const address = (request.ip ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  return address.includes(':') ? networkOf(address) : address;
};
