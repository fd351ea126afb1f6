import type { RequestType } from '../../../shared/domain/request-types.js';

/** One believable talk: what a citizen comes with and how it goes on after the operator's greeting. */
export interface Story {
  requestType: RequestType;
  /** First words, one of them is used. */
  openings: [string, ...string[]];
  /** Words of the openings that say what it is about. */
  because: string[];
  /** In turns; the operator begins. */
  turns: { by: 'citizen' | 'operator'; text: string }[];
  /** The operator's summary at the end. */
  summary: string;
}

/** `operator` and `citizen` lines in turn, beginning with the operator's. */
export const takeTurns = (...lines: string[]): Story['turns'] =>
  lines.map((text, index) => ({ by: index % 2 === 0 ? 'operator' : 'citizen', text }));
