#!/usr/bin/env node
// The command line of a checkout: builds once where nothing is built yet, then runs the compiled program.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = new URL('../dist/server/cli/main.js', import.meta.url);
if (!existsSync(entry)) {
  const built = spawnSync(process.execPath, ['scripts/build.js'], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
await import(entry.href);
