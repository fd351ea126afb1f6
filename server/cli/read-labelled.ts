import {
  readLabelledTexts,
  readSittings,
  type LabelledText,
} from '../features/classification/training/labelled-texts.js';
import { CommandError } from './describe-error.js';

const readOrExplain = (path: string, read: (path: string) => LabelledText[]): LabelledText[] => {
  try {
    return read(path);
  } catch (error) {
    throw new CommandError(
      `The labelled texts of ${path} cannot be read: ${(error as Error).message}`,
    );
  }
};

/** The texts of a file a person named. Throws `CommandError` where there are none to read. */
export const readLabelledFile = (path: string): LabelledText[] => {
  const texts = readOrExplain(path, readLabelledTexts);
  if (texts.length > 0) return texts;
  throw new CommandError(
    `${path} is empty: it needs lines like {"type": "payments", "text": "…"}.`,
  );
};

/** The texts of a folder a person named. Throws `CommandError` unless there are two sittings to compare. */
export const readSittingsFolder = (folder: string): LabelledText[] => {
  const texts = readOrExplain(folder, readSittings);
  if (new Set(texts.map(({ sitting }) => sitting)).size > 1) return texts;
  throw new CommandError(
    `${folder} needs two .jsonl files or more, each one sitting: every one is predicted from the others.`,
  );
};
