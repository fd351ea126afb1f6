import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error.js';
import { type DatabaseChoice, type EngineName, engineNames } from './engine.js';

/** `database.json` in the data folder: what an earlier start chose. */
export interface RememberedChoice {
  engine: EngineName;
  version: string;
  port: number;
}

export const storagePathOf = (dataFolder: string, engine: EngineName): string =>
  join(dataFolder, engine);

const choicePath = (dataFolder: string) => join(dataFolder, 'database.json');

export const readChoice = async (dataFolder: string): Promise<RememberedChoice | null> => {
  let text: string;
  try {
    text = await readFile(choicePath(dataFolder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(text) as RememberedChoice;
  } catch {
    // Cut off by a power failure: the folders still tell which engine it was.
    return null;
  }
};

export const writeChoice = async (dataFolder: string, choice: RememberedChoice): Promise<void> => {
  const path = choicePath(dataFolder);
  await writeFile(`${path}.new`, `${JSON.stringify(choice, null, 2)}\n`);
  await rename(`${path}.new`, path);
};

/** The engines that have data in this folder. */
export const listEnginesWithData = async (dataFolder: string): Promise<EngineName[]> => {
  const found: EngineName[] = [];
  for (const name of engineNames) {
    const files = await readdir(storagePathOf(dataFolder, name)).catch(() => []);
    if (files.length > 0) found.push(name);
  }
  return found;
};

const refuse = (dataFolder: string, choice: EngineName, left: EngineName): never => {
  throw new EmbeddedDatabaseError(
    `The data in ${dataFolder} was written by the engine "${left}"; LINIYA_DATABASE=${choice} would show an empty ` +
      `system. Go on with LINIYA_DATABASE=${left}, or move ${storagePathOf(dataFolder, left)} away to start empty.`,
  );
};

const selectKept = (input: SelectEngineInput): EngineName | null => {
  const { dataFolder, remembered, withData } = input;
  if (remembered !== null && (withData.length === 0 || withData.includes(remembered)))
    return remembered;
  if (withData.length <= 1) return withData[0] ?? null;
  throw new EmbeddedDatabaseError(
    `${dataFolder} holds data of several engines (${withData.join(', ')}) and database.json does not say which one ` +
      'is in use. Name it with LINIYA_DATABASE.',
  );
};

export interface SelectEngineInput {
  dataFolder: string;
  choice: DatabaseChoice;
  /** The engine of `database.json`. */
  remembered: EngineName | null;
  withData: EngineName[];
}

/**
 * Which engine a start must take: the one asked for, else the one whose data is there, else null (any will do).
 * Throws `EmbeddedDatabaseError` where that start would leave another engine's data behind.
 */
export const selectEngine = (input: SelectEngineInput): EngineName | null => {
  const { dataFolder, choice, remembered, withData } = input;
  if (choice === 'auto') return selectKept(input);
  const left = withData.filter((name) => name !== choice);
  const isInUse = remembered === choice || (remembered === null && withData.includes(choice));
  if (isInUse || left[0] === undefined) return choice;
  const inUse = left.find((name) => name === remembered) ?? left[0];
  return refuse(dataFolder, choice, inUse);
};
