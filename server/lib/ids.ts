import { createHash, randomBytes } from 'node:crypto';

const processPart = randomBytes(5).toString('hex');
let counter = randomBytes(3).readUIntBE(0, 3);

const secondsOf = (nowMs: number): string =>
  (Math.floor(nowMs / 1_000) >>> 0).toString(16).padStart(8, '0');

/**
 * A new id: 24 hex digits in the layout of MongoDB's ObjectId (seconds, process, counter), so that ids of one
 * process sort by age and inserts stay at the end of their index. Guessing one gives nothing: every read asks
 * who may.
 */
export const newId = (nowMs: number = Date.now()): string => {
  counter = (counter + 1) & 0xffffff;
  return secondsOf(nowMs) + processPart + counter.toString(16).padStart(6, '0');
};

/**
 * An id that citizens see: the same form without the counter, whose jumps would tell how much happened between two
 * of their own events, a note among it.
 */
export const newOpaqueId = (nowMs: number = Date.now()): string =>
  secondsOf(nowMs) + randomBytes(8).toString('hex');

/** The same form, from what it is made of: the same parts give the same id, so that a repeat finds what the first one made. */
export const deriveId = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
