import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Classifier } from '../features/classification/classifier.js';
import { ownModelPathOf, testSets, trainingFolder } from '../features/classification/data-files.js';
import { decodeModel, encodeModel, type Model } from '../features/classification/model.js';
import { chooseModel, modelIdOf } from '../features/classification/model-in-use.js';
import {
  holdOutCorrections,
  makeCorrectionsSitting,
  type CorrectedText,
} from '../features/classification/training/corrections-sitting.js';
import { judgeModel } from '../features/classification/training/gate.js';
import { reportVerdict } from '../features/classification/training/gate-report.js';
import {
  hashSittings,
  readLabelledTexts,
  type LabelledText,
} from '../features/classification/training/labelled-texts.js';
import { dropNearDuplicates } from '../features/classification/training/near-duplicates.js';
import {
  decideScored,
  fitAndScore,
  trainModel,
} from '../features/classification/training/train-model.js';
import { CommandError } from './describe-error.js';
import { readSittingsFolder } from './read-labelled.js';

export interface RetrainOptions {
  /** Folder of `.jsonl` sittings the corrections stand beside; the shipped ones by default. */
  data?: string;
  /** Where the model is written; by default where the server looks for the installation's own. */
  out?: string;
  isDryRun: boolean;
}

const progress = (line: string): void => console.error(`train: ${line}`);
const print = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

/** A reader sees the old file or the new one, never half of one. */
const writeWhole = (path: string, text: string): void => {
  const draft = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new CommandError(`The model cannot be written: ${(error as Error).message}`);
  }
};

const hashTogether = (shippedHash: string, corrections: readonly LabelledText[]): string =>
  createHash('sha256')
    .update(shippedHash)
    .update(JSON.stringify(corrections.map(({ text, requestType }) => [requestType, text])))
    .digest('hex');

/** How many of the corrections each model gets right that the new one's fit has not seen. */
const reportHeldOut = (
  shipped: readonly LabelledText[],
  corrections: readonly LabelledText[],
  before: Classifier,
  { calibration }: Model,
): string => {
  const { known, unseen } = holdOutCorrections(corrections);
  if (unseen.length === 0) return 'Held-out corrections: none, there are too few.';
  const outcomes = decideScored(
    fitAndScore({ known: [...shipped, ...known], unseen }),
    calibration,
  );
  const after = outcomes.filter(({ actual, predicted }) => actual === predicted.requestType).length;
  const was = unseen.filter((one) => before.classify(one.text).requestType === one.requestType);
  return `Held-out corrections, by a fit without them: ${unseen.length}, right before ${was.length}, after ${after}`;
};

/**
 * `liniya train --from-corrections`: trains on the shipped sittings and the corrections, sets the new model beside the
 * one in use on every test set, and writes it unless it is worse. Answers whether it may serve. Throws `CommandError`
 * where there is nothing to learn from, or the data cannot be read or the file written.
 */
export const trainFromCorrections = (
  dataFolder: string,
  collected: readonly CorrectedText[],
  options: RetrainOptions,
): { isAccepted: boolean } => {
  const folder = options.data ?? trainingFolder;
  const out = options.out ?? ownModelPathOf(dataFolder);
  const sets = testSets.map(({ title, path }) => ({ title, texts: readLabelledTexts(path) }));
  const tests = sets.flatMap(({ texts }) => texts);
  const shipped = dropNearDuplicates(readSittingsFolder(folder), tests);
  const corrections = makeCorrectionsSitting(collected, shipped, tests);
  progress(
    `${collected.length} corrections of recorded talks, ${corrections.length} to learn from, beside ${shipped.length} texts of ${folder}`,
  );
  if (corrections.length === 0) throw new CommandError('There are no corrections to learn from.');

  const { classifier: before, source } = chooseModel(dataFolder);
  const shippedHash = hashSittings(folder);
  const trained = trainModel(
    shipped,
    hashTogether(shippedHash, corrections),
    progress,
    corrections,
  );
  const facts = { ...trained.model.facts, corrections: { count: corrections.length, shippedHash } };
  const file = encodeModel({ ...trained.model, facts });
  // Judged as it will be read, its weights rounded.
  const after = new Classifier(decodeModel(file));

  const verdict = judgeModel(before, after, sets);
  print([
    `Before: the model in use (${source}, ${modelIdOf(before)}). After: ${modelIdOf(after)}, ${corrections.length} corrections.`,
    '',
    ...reportVerdict(verdict),
    '',
    reportHeldOut(shipped, corrections, before, after.model),
    '',
  ]);
  if (verdict.refusals.length > 0) {
    print([
      'Refused, nothing is written. It is worse:',
      ...verdict.refusals.map((line) => `  ${line}`),
    ]);
    return { isAccepted: false };
  }
  if (options.isDryRun) {
    print([`Accepted. Nothing is written (--dry-run); else it would be ${out}.`]);
    return { isAccepted: true };
  }
  writeWhole(out, file);
  print([
    `Accepted and written: ${out}`,
    ...(options.out === undefined
      ? ['A running server uses it within seconds. Back to the shipped model: liniya train --reset']
      : []),
  ]);
  return { isAccepted: true };
};

/** Back to the shipped model. */
export const resetModel = (dataFolder: string): void => {
  const path = ownModelPathOf(dataFolder);
  rmSync(path, { force: true });
  print([`${path} is gone: the shipped model serves.`]);
};

/** A day as people write it, its beginning by UTC. Throws `CommandError`. */
export const readSince = (day: string | undefined): Date => {
  if (day === undefined) return new Date(0);
  const since = new Date(`${day}T00:00:00.000Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(since.getTime())) return since;
  throw new CommandError(`--since needs a day like 2026-11-30, not ${day}.`);
};
