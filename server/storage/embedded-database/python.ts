import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EngineUnavailable } from './embedded-database-error.js';

const run = promisify(execFile);

/** A Python with pip. */
export interface Python {
  command: string;
  args: string[];
  pipVersion: string;
}

const candidates = [
  { command: 'python3', args: [] },
  { command: 'python', args: [] },
  { command: 'py', args: ['-3'] },
];

/** The first Python of this machine that has pip. Throws `EngineUnavailable`. */
export const findPython = async (): Promise<Python> => {
  for (const { command, args } of candidates) {
    try {
      const { stdout } = await run(command, [...args, '-m', 'pip', '--version']);
      return { command, args, pipVersion: stdout.split(' ')[1] ?? '' };
    } catch {
      continue;
    }
  }
  throw new EngineUnavailable(
    'python3 with pip is missing (Debian: apt install python3-pip; elsewhere: python.org)',
  );
};

/** Runs a module of Python's and resolves when it has ended well. Rejects with `stderr` on the error. */
export const runPython = async (
  python: Python,
  args: string[],
  options: { timeoutMs: number },
): Promise<void> => {
  await run(python.command, [...python.args, ...args], { timeout: options.timeoutMs });
};

/** Whether pip got no answer from its index: its last complaint is then that the version does not exist. */
export const saysUnreachable = (output: string): boolean =>
  output.includes('WARNING: Retrying') && output.includes('(from versions: none)');

/** The last complaint of pip, without addresses: where packages come from is the reader's own setting. */
export const summarizePipError = (output: string): string => {
  const complaints = output.split('\n').filter((line) => line.startsWith('ERROR:'));
  const last = complaints.at(-1)?.slice('ERROR:'.length).trim() ?? 'it gave no reason';
  return last
    .replace(/\w+:\/\/\S+/g, '…')
    .replace(/host='[^']*'/g, 'host=…')
    .slice(0, 200);
};
