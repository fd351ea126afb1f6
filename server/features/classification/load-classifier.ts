import { readFileSync } from 'node:fs';
import { Classifier } from './classifier.js';
import { modelPath } from './data-files.js';
import { decodeModel } from './model.js';

/** The classifier that ships with the program. Reads its file at every call, about 0.1 s: call it once, at start. */
export const loadClassifier = (path: string = modelPath): Classifier => {
  try {
    return new Classifier(decodeModel(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`The classifier model ${path} cannot be read; make it with \`liniya train\`.`, {
      cause: error,
    });
  }
};
