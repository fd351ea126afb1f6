import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root.js';

const dataFolder = join(projectRoot, 'server', 'features', 'classification', 'data');

/** One `.jsonl` file a sitting. */
export const trainingFolder = join(dataFolder, 'train');
/**
 * Sets written from the types' definitions before the training texts were read; never trained on, nor changed to fit.
 * Each holds at least `leastTexts` a type.
 */
export const testSets = [
  {
    title: 'Test set, written from the definitions',
    path: join(dataFolder, 'test.jsonl'),
    leastTexts: 20,
  },
  {
    title: 'Second test set, written later by somebody who had read no training text',
    path: join(dataFolder, 'test-later.jsonl'),
    leastTexts: 20,
  },
  {
    title: 'English test set, written before the English training texts, by the same hand',
    path: join(dataFolder, 'test-english.jsonl'),
    leastTexts: 5,
  },
] as const;
export const modelPath = join(dataFolder, 'model.json');

/** Where an installation keeps a model of its own. Without the file the shipped one serves. */
export const ownModelPathOf = (installationFolder: string): string =>
  join(installationFolder, 'classifier', 'model.json');
