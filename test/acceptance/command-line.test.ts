import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../server/lib/project-root.js';

const run = promisify(execFile);
const liniya = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
  });

const failureOf = (args: string[], env: Record<string, string> = {}) =>
  liniya(args, env).then(
    () => null,
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );

describe('The command line', () => {
  it('lists everything with --help', async () => {
    const { stdout } = await liniya(['--help']);
    for (const command of [
      ...['start', 'seed', 'create-user', 'train', 'evaluate', 'classify'],
      ...['doctor', 'simulate', 'rebuild-projections'],
    ])
      expect(stdout).to.match(new RegExp(`^  ${command}\\b`, 'm'));
  });

  it('says what is wrong with the environment, all at once, and ends with 1', async () => {
    const failed = await failureOf(['start'], { PORT: 'many', LINIYA_DATABASE: 'oracle' });
    expect(failed?.code).to.equal(1);
    expect(failed?.stderr).to.include('PORT').and.include('LINIYA_DATABASE');
    expect(failed?.stderr).not.to.include('    at ');
  });

  it('says that no demo answers', async () => {
    const failed = await failureOf(['simulate', '--url', 'http://127.0.0.1:9']);
    expect(failed?.stderr).to.include('No demo answers at http://127.0.0.1:9');
  });
});

describe('A mistyped command', () => {
  it('is answered with the one that was meant, and starts nothing', async () => {
    const failed = await failureOf(['clasify']);
    expect(failed?.stderr).to.include("unknown command 'clasify'").and.include('classify');
  });

  it('shows everything there is where no command is named', async () => {
    expect((await liniya([])).stdout).to.include('Usage: liniya');
  });

  it('names the file that cannot be read, without a stack, before any work', async () => {
    for (const args of [
      ['evaluate', '--test', 'nowhere.jsonl'],
      ['train', '--data', 'nowhere'],
      ['train', '--data', 'docs'],
    ]) {
      const failed = await failureOf(args);
      expect(failed?.code, args.join(' ')).to.equal(1);
      expect(failed?.stderr).to.include(args[2]!).and.not.include('    at ');
      expect(failed?.stdout).to.equal('');
    }
  });
});

describe('.env.example', () => {
  it('lists every setting that the server reads', () => {
    const source = readFileSync(join(projectRoot, 'server/config.ts'), 'utf8');
    const example = readFileSync(join(projectRoot, '.env.example'), 'utf8');
    const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name!);
    expect(names.length).to.be.greaterThan(10);
    for (const name of names) expect(example, name).to.match(new RegExp(`^#? ?${name}=`, 'm'));
  });
});
