import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isRequestType, type RequestType } from '../../../../shared/domain/request-types.js';

/** A message and the type a person gave it. */
export interface LabelledText {
  text: string;
  requestType: RequestType;
  /** The file it was written into: one person on one day. */
  sitting: string;
}

const parseObject = (line: string): { type?: unknown; text?: unknown } => {
  try {
    return (JSON.parse(line) ?? {}) as object;
  } catch {
    return {};
  }
};

const parseLine = (line: string, sitting: string, number: number): LabelledText => {
  const { type, text } = parseObject(line);
  if (typeof type !== 'string' || !isRequestType(type) || typeof text !== 'string' || !text.trim())
    throw new Error(`${sitting} line ${number}: expected {"type": one of the 13, "text": "…"}.`);
  return { text, requestType: type, sitting };
};

/** Reads a file of `{"type","text"}` lines; throws with the line's number where one is not. */
export const readLabelledTexts = (path: string): LabelledText[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trim() ? [parseLine(line, basename(path), i + 1)] : []));

const listSittings = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();

/** All sittings of a folder, in the order of their names. */
export const readSittings = (folder: string): LabelledText[] =>
  listSittings(folder).flatMap((name) => readLabelledTexts(join(folder, name)));

/** sha256 over names and bytes of the training files, in hexadecimal. */
export const hashSittings = (folder: string): string => {
  const hash = createHash('sha256');
  for (const name of listSittings(folder)) {
    hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
};
