import { requestTypes } from '../../../../shared/domain/request-types.js';
import type { Evaluation } from './evaluation.js';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const nameWidth = Math.max(...requestTypes.map((name) => name.length));
const cell = (value: number | string, width = 10): string => String(value).padStart(width);
const score = (value: number): string => cell(value.toFixed(3));

const reportTypes = ({ byType }: Evaluation): string[] => [
  `  ${'type'.padEnd(nameWidth)}${['precision', 'recall', 'F1', 'texts'].map((t) => cell(t)).join('')}`,
  ...byType.map(
    (type) =>
      `  ${type.requestType.padEnd(nameWidth)}${score(type.precision)}${score(type.recall)}${score(type.f1)}${cell(type.count)}`,
  ),
];

const reportCalibration = ({ bins, calibrationError }: Evaluation): string[] => [
  `  Calibration: expected error ${percent(calibrationError)}`,
  `  ${'confidence'.padEnd(nameWidth)}${['texts', 'mean', 'right'].map((t) => cell(t)).join('')}`,
  ...bins.map(
    (bin) =>
      `  ${`${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`.padEnd(nameWidth)}${cell(bin.count)}${score(bin.meanConfidence)}${score(bin.accuracy)}`,
  ),
];

const reportConfusion = ({ confusion }: Evaluation): string[] => [
  '  Confusion: rows are true types, columns predicted ones in the same order',
  `  ${''.padEnd(nameWidth + 4)}${requestTypes.map((_, i) => cell(i + 1, 4)).join('')}`,
  ...confusion.map(
    (row, i) =>
      `  ${cell(i + 1, 3)} ${(requestTypes[i] ?? '').padEnd(nameWidth)}${row.map((count) => cell(count || '·', 4)).join('')}`,
  ),
];

/** An evaluation in lines for a terminal. */
export const reportEvaluation = (title: string, evaluation: Evaluation): string[] => [
  `${title}: ${evaluation.count} texts`,
  `  Without threshold: macro-F1 ${evaluation.macroF1.toFixed(3)} · accuracy ${percent(evaluation.accuracy)}`,
  `  With threshold: decided without asking ${percent(evaluation.decidedShare)}, of these macro-F1 ${evaluation.decidedMacroF1.toFixed(3)} · right ${percent(evaluation.decidedAccuracy)}`,
  `  The rest are asked one question: undecided ${percent(1 - evaluation.decidedShare)}, the right type is among the buttons ${percent(evaluation.offeredShare)}`,
  '',
  ...reportTypes(evaluation),
  '',
  ...reportCalibration(evaluation),
  '',
  ...reportConfusion(evaluation),
  '',
];
