import { requestTypes, type RequestType } from '../../../shared/domain/request-types.js';
import { featureVersion } from './features.js';

/** What a training run says about itself; kept in the model file. */
export interface ModelFacts {
  /** sha256 of the training files, in hexadecimal. */
  dataHash: string;
  /** Texts it was fitted to. */
  exampleCount: number;
  scores: {
    /** Macro-F1 where each sitting is predicted from the others, 0…1: the honest estimate. */
    leaveOneSittingOut: number;
    /** Macro-F1 of the held-out part, predicted by a model fitted without it, 0…1. */
    heldOut: number;
  };
  /** Of the texts it would place without asking, each sitting predicted from the others: by the type it says. */
  expected: Partial<Record<RequestType, Expected>>;
  /** Where it learned from people's corrections too: how many, and the hash of the shipped texts beside them. */
  corrections?: { count: number; shippedHash: string };
}

/** What a model promises of one type it says. */
export interface Expected {
  decided: number;
  /** Of these, of another type. */
  wrong: number;
}

/** How scores become a decision. */
export interface Calibration {
  /** Scores are divided by it before they become probabilities; over 1 means the raw scores were too sure. */
  temperature: number;
  /** Least confidence at which the type is used without asking, 0…1. */
  threshold: number;
}

/** What a fit gives: for every feature one weight a type, in the order of `requestTypes`. */
export interface Weights {
  bias: Float64Array;
  rowOf: ReadonlyMap<string, number>;
  /** `row * requestTypes.length + type`. */
  values: Float64Array;
}

export interface Model extends Weights {
  facts: ModelFacts;
  calibration: Calibration;
}

const typeCount = requestTypes.length;

/** One printable character a weight: `"` and `\` would need escapes, and the middle one is zero. */
const alphabet = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  .filter((char) => char !== '"' && char !== '\\')
  .slice(0, 91)
  .join('');
const levels = 45;
const levelOf = new Map(Array.from(alphabet, (char, i) => [char, i - levels]));

/** Squared steps: fine near zero, where most weights are, coarse for the few large ones. */
const toWeight = (level: number, largest: number): number =>
  Math.sign(level) * (level / levels) ** 2 * largest;

const toLevel = (weight: number, largest: number): number =>
  Math.sign(weight) * Math.round(Math.sqrt(Math.abs(weight) / largest) * levels);

interface ModelFile {
  version: number;
  facts: ModelFacts;
  calibration: Calibration;
  requestTypes: readonly RequestType[];
  bias: number[];
  /** The weight that the outermost character stands for. */
  largest: number;
  features: Record<string, string>;
}

const encodeRow = (weights: Float64Array, row: number, largest: number): string =>
  Array.from(weights.subarray(row * typeCount, (row + 1) * typeCount), (weight) =>
    alphabet.charAt(toLevel(weight, largest) + levels),
  ).join('');

/** The model as the text of its file: one feature a line, so that two versions can be compared. */
export const encodeModel = (model: Model): string => {
  const largest = model.values.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
  const head: Omit<ModelFile, 'features'> = {
    version: featureVersion,
    facts: model.facts,
    calibration: model.calibration,
    requestTypes,
    bias: Array.from(model.bias, (value) => Number(value.toFixed(6))),
    largest: Number(largest.toPrecision(9)),
  };
  const rows = Array.from(model.rowOf, ([name, row]) => {
    const text = encodeRow(model.values, row, head.largest);
    return `${JSON.stringify(name)}:"${text}"`;
  });
  return `${JSON.stringify(head).slice(0, -1)},"features":{\n${rows.join(',\n')}\n}}\n`;
};

/** Reads what `encodeModel` wrote. Throws where the file is of another feature version or other types. */
export const decodeModel = (text: string): Model => {
  const file = JSON.parse(text) as ModelFile;
  if (file.version !== featureVersion || file.requestTypes.join() !== requestTypes.join()) {
    throw new Error('The classifier model was made by another version: run `liniya train`.');
  }
  const names = Object.keys(file.features);
  const values = new Float64Array(names.length * typeCount);
  const rowOf = new Map<string, number>();
  names.forEach((name, row) => {
    rowOf.set(name, row);
    const levelsOfRow = file.features[name] ?? '';
    for (let k = 0; k < typeCount; k += 1) {
      const level = levelOf.get(levelsOfRow.charAt(k)) ?? 0;
      values[row * typeCount + k] = toWeight(level, file.largest);
    }
  });
  const { facts, calibration } = file;
  return { facts, calibration, bias: Float64Array.from(file.bias), rowOf, values };
};
