import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root.js';

const dataFolder = join(projectRoot, 'server', 'features', 'classification', 'data');

/** One `.jsonl` file a sitting. */
export const trainingFolder = join(dataFolder, 'train');
/** Written by somebody who has not read the training files; never trained on. */
export const testPath = join(dataFolder, 'test.jsonl');
export const modelPath = join(dataFolder, 'model.json');
