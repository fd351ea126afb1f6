import { requestTypes } from '../../../../shared/domain/request-types.js';
import type { Compared, Verdict } from './gate.js';
import type { Evaluation } from './evaluation.js';

const nameWidth = Math.max(...requestTypes.map((name) => name.length));
const cell = (text: string, width = 9): string => text.padStart(width);
const score = (value: number): string => cell(value.toFixed(3));
const delta = (before: number, after: number): string => {
  const change = after - before;
  const text = change.toFixed(3);
  return cell(Number(text) === 0 ? '·' : change > 0 ? `+${text}` : text);
};
const trio = (before: number, after: number): string =>
  `${score(before)}${score(after)}${delta(before, after)}`;

const heads = ['before', 'after', 'delta'].map((head) => cell(head)).join('');

const reportTypes = ({ before, after }: Compared): string[] =>
  requestTypes.map((requestType) => {
    const of = (evaluation: Evaluation) =>
      evaluation.byType.find((type) => type.requestType === requestType);
    const [was, is] = [of(before), of(after)];
    return `  ${requestType.padEnd(nameWidth)}${trio(was?.recall ?? 0, is?.recall ?? 0)}${trio(was?.f1 ?? 0, is?.f1 ?? 0)}`;
  });

/** Two models side by side, in lines for a terminal: each set, then every type over all sets. */
export const reportVerdict = ({ sets, together }: Verdict): string[] => [
  `Macro-F1${' '.repeat(nameWidth - 6)}${heads}`,
  ...sets.flatMap(({ title, before, after }) => [
    `  ${title}: ${before.count} texts`,
    `  ${''.padEnd(nameWidth)}${trio(before.macroF1, after.macroF1)}`,
  ]),
  '',
  `${'All test sets, by type'.padEnd(nameWidth + 2)}${cell('recall', 18)}${cell('F1', 27)}`,
  `  ${''.padEnd(nameWidth)}${heads}${heads}`,
  ...reportTypes(together),
];
