import { readFileSync, statSync } from 'node:fs';
import type { ModelView } from '../../../shared/views/classifier.js';
import type { Logger } from '../../lib/logger.js';
import { Classifier, type Classification } from './classifier.js';
import { ownModelPathOf } from './data-files.js';
import { loadClassifier } from './load-classifier.js';
import { decodeModel } from './model.js';

/** Which model a data folder asks for. */
export interface ChosenModel {
  classifier: Classifier;
  source: ModelView['source'];
  /** Why the installation's own one, which is there, does not serve. */
  problem?: string;
}

const idDigits = 12;
/** A model is named by its data. */
export const modelIdOf = ({ model }: Classifier): string => model.facts.dataHash.slice(0, idDigits);

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The installation's own model where it has one that can be read, else the shipped one. About 0.1 s. */
export const chooseModel = (dataFolder: string): ChosenModel => {
  const path = ownModelPathOf(dataFolder);
  try {
    const classifier = new Classifier(decodeModel(readFileSync(path, 'utf8')));
    return { classifier, source: 'own' };
  } catch (error) {
    const shipped: ChosenModel = { classifier: loadClassifier(), source: 'shipped' };
    return isMissing(error) ? shipped : { ...shipped, problem: (error as Error).message };
  }
};

/** Changes with every file that is put there, and when it is taken away. */
const markOf = (path: string): string => {
  try {
    const { ino, mtimeMs, size } = statSync(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return 'none';
  }
};

/** The classifier of a running server: `refresh` lets a model that was put there or taken away serve from then on. */
export class ModelInUse {
  readonly #dataFolder: string;
  readonly #logger: Logger;
  #mark: string;
  #chosen: ChosenModel;

  constructor(dataFolder: string, logger: Logger) {
    this.#dataFolder = dataFolder;
    this.#logger = logger;
    this.#mark = markOf(ownModelPathOf(dataFolder));
    this.#chosen = this.#choose();
  }

  get modelId(): string {
    return modelIdOf(this.#chosen.classifier);
  }

  get facts() {
    return this.#chosen.classifier.model.facts;
  }

  classify(text: string): Classification {
    return this.#chosen.classifier.classify(text);
  }

  describe(): ModelView {
    const { exampleCount: texts, corrections } = this.facts;
    const { source } = this.#chosen;
    return { modelId: this.modelId, source, texts, corrections: corrections?.count ?? 0 };
  }

  /** Looks at the file, and reads it where it is another one. A file that cannot be read is told of once. */
  refresh(): void {
    const mark = markOf(ownModelPathOf(this.#dataFolder));
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#chosen = this.#choose();
    const reason = `${this.#chosen.source} ${this.modelId}`;
    this.#logger.info({ event: 'classifier.changed', reason });
  }

  #choose(): ChosenModel {
    const chosen = chooseModel(this.#dataFolder);
    if (chosen.problem !== undefined) {
      const reason = `the shipped model serves: ${chosen.problem}`;
      this.#logger.warn({ event: 'classifier.unreadable', reason });
    }
    return chosen;
  }
}
