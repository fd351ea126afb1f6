import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RefreshFamily } from './refresh.model.js';

/** A refresh token taken apart. Its form is ours alone: clients keep it as it is. */
interface ParsedRefreshToken {
  familyId: string;
  generation: number;
}

const form = /^([0-9a-f]{24})\.(0|[1-9]\d{0,8})\.[A-Za-z0-9_-]{43}$/;

export const parseRefreshToken = (token: string): ParsedRefreshToken | null => {
  const parts = form.exec(token);
  return parts?.[1] === undefined || parts[2] === undefined
    ? null
    : { familyId: parts[1], generation: Number(parts[2]) };
};

export const hashRefreshToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

/**
 * The token of one generation, from the server's secret and the family's seed. Computed anew it is the same, so a
 * replay is answered with the first answer although only a hash was stored, and every node gives the same one.
 */
export const deriveRefreshToken = (
  secret: Buffer,
  { _id, seed }: Pick<RefreshFamily, '_id' | 'seed'>,
  generation: number,
): string => {
  const mac = createHmac('sha256', secret).update(`${_id}.${generation}.${seed}`);
  return `${_id}.${generation}.${mac.digest('base64url')}`;
};

export const isSameToken = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
