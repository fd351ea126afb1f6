// Builds everything that runs: the server (one module a file), the widget with its loader, the console.
import { build as esbuild } from 'esbuild';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { build as vite } from 'vite';

const started = performance.now();
const step = (text) => process.stderr.write(`build: ${text}\n`);

await rm('dist', { recursive: true, force: true });

step('server');
const sources = [];
for (const room of ['server', 'client', 'shared']) {
  for (const file of await readdir(room, { recursive: true })) {
    if (file.endsWith('.ts')) sources.push(join(room, file));
  }
}
await esbuild({
  entryPoints: sources,
  outdir: 'dist',
  outbase: '.',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
});

if (existsSync('widget/loader/loader.ts')) {
  step('widget loader');
  await esbuild({
    entryPoints: ['widget/loader/loader.ts'],
    outfile: 'dist/widget/loader.js',
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    logLevel: 'warning',
  });
}
for (const room of ['widget', 'console']) {
  if (!existsSync(`${room}/vite.config.ts`)) continue;
  step(room);
  await vite({ configFile: `${room}/vite.config.ts`, logLevel: 'warn' });
}
step(`done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
