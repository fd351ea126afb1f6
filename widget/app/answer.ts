import type { ErrorCode } from '../../shared/protocol/errors.js';

/** `no_answer`: nobody answered in time; it may have happened all the same. */
export type ProblemCode = ErrorCode | 'no_answer';

export interface Problem {
  ok: false;
  code: ProblemCode;
  details?: Record<string, unknown>;
}

/** What an event or a request came to. Nothing here throws: a refusal is a result like another. */
export type Answer<T> = { ok: true; data: T } | Problem;

export const noAnswer: Problem = { ok: false, code: 'no_answer' };
