import type { ErrorCode } from './errors.js';

/** What a client may have to tell. `no_answer`: nobody acknowledged in time, so nobody knows whether it happened. */
export type ProblemCode = ErrorCode | 'no_answer';

const troubles: ReadonlySet<string> = new Set<ProblemCode>([
  'no_answer',
  'retry',
  'rate_limited',
  'internal',
  'shutting_down',
]);

/** Trouble on the way or on the server's side, a database that restarts among it: it says nothing about who asked. */
export const isTrouble = (code: ProblemCode): boolean => troubles.has(code);

/** Whether the same request may succeed a little later, with nobody doing anything about it. */
export const isPassing = (code: ProblemCode): boolean =>
  isTrouble(code) || code === 'unauthenticated' || code === 'token_expired';
