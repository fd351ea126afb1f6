import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const find = (from: string): string => {
  if (existsSync(join(from, 'package.json'))) return from;
  const up = dirname(from);
  if (up === from)
    throw new Error('No package.json above this file: the program was moved out of its folder.');
  return find(up);
};

/** The folder that holds `package.json`, whether the code runs from `server/` or `dist/server/`. */
export const projectRoot = find(dirname(fileURLToPath(import.meta.url)));
