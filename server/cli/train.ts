import { writeFileSync } from 'node:fs';
import { modelPath, testSets, trainingFolder } from '../features/classification/data-files.js';
import { encodeModel } from '../features/classification/model.js';
import { reportEvaluation } from '../features/classification/training/evaluation-report.js';
import {
  hashSittings,
  readLabelledTexts,
} from '../features/classification/training/labelled-texts.js';
import { dropNearDuplicates } from '../features/classification/training/near-duplicates.js';
import { trainModel } from '../features/classification/training/train-model.js';
import { CommandError } from './describe-error.js';
import { readSittingsFolder } from './read-labelled.js';

export interface TrainOptions {
  /** Folder of `.jsonl` sittings; the shipped ones by default. */
  data?: string;
  /** Where the model is written; the shipped file by default. */
  out?: string;
}

/**
 * Trains the classifier and writes its model. Progress goes to standard error, scores to standard output. Texts that
 * nearly repeat one of a test set are left out. The same data give the same file, byte for byte. Throws `CommandError`
 * where the data cannot be read or the file cannot be written.
 */
export const runTrain = (options: TrainOptions = {}): void => {
  const folder = options.data ?? trainingFolder;
  const out = options.out ?? modelPath;
  const all = readSittingsFolder(folder);
  const texts = dropNearDuplicates(
    all,
    testSets.flatMap(({ path }) => readLabelledTexts(path)),
  );
  const leftOut = all.length - texts.length;
  console.error(
    `train: ${texts.length} texts of ${folder}${leftOut > 0 ? `, ${leftOut} left out that repeat a test text` : ''}`,
  );
  const { model, bySitting, heldOut } = trainModel(texts, hashSittings(folder), (line) => {
    console.error(`train: ${line}`);
  });
  for (const [title, evaluation] of [
    ['Each sitting predicted from the others', bySitting],
    ['Held-out part of the training data', heldOut],
  ] as const) {
    for (const line of reportEvaluation(title, evaluation)) console.log(line);
  }
  const file = encodeModel(model);
  try {
    writeFileSync(out, file);
  } catch (error) {
    throw new CommandError(`The model cannot be written: ${(error as Error).message}`);
  }
  console.log(
    `Wrote ${out}: ${model.rowOf.size} features, ${(file.length / 1e6).toFixed(2)} MB. Data ${model.facts.dataHash.slice(0, 12)}.`,
  );
};
