import type { ProblemCode } from '../shared/protocol/passing.js';

export interface Problem {
  ok: false;
  code: ProblemCode;
  details?: Record<string, unknown>;
}

/** What an event or a request came to. Nothing here throws: a refusal is a result like another. */
export type Answer<T> = { ok: true; data: T } | Problem;

export const noAnswer: Problem = { ok: false, code: 'no_answer' };
