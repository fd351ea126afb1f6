import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root.js';

const dataFolder = join(projectRoot, 'server', 'features', 'classification', 'data');

/** One `.jsonl` file a sitting. */
export const trainingFolder = join(dataFolder, 'train');
/** Sets written by people who had not read the training files; never trained on, nor changed to fit. */
export const testSets = [
  { title: 'Test set, written from the definitions', path: join(dataFolder, 'test.jsonl') },
  {
    title: 'Second test set, written later by somebody who had read no training text',
    path: join(dataFolder, 'test-later.jsonl'),
  },
] as const;
export const modelPath = join(dataFolder, 'model.json');
