import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A process that is still the one meant after its number was given to another one. */
export interface ProcessIdentity {
  pid: number;
  /** When the process began, in whatever form the system tells it; compared, never read. */
  startMark: string;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const readLinuxMark = (pid: number): string | null => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces: fields are counted after it. State is the first, start time the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return fields[0] === 'Z' ? null : `${boot}/${fields[19] ?? ''}`;
};

const readStartMark = (pid: number): string | null => {
  try {
    if (process.platform === 'linux') return readLinuxMark(pid);
    // Windows says nothing cheap about a start time: there the number alone has to do.
    if (process.platform === 'win32') return isAlive(pid) ? 'unknown' : null;
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
};

/** Null where no such process runs. */
export const identifyProcess = (pid: number): ProcessIdentity | null => {
  const startMark = readStartMark(pid);
  return startMark === null ? null : { pid, startMark };
};

/** Whether exactly that process still runs. */
export const isRunning = (identity: ProcessIdentity): boolean =>
  readStartMark(identity.pid) === identity.startMark;

const waitUntilGone = async (identity: ProcessIdentity, limitMs: number): Promise<boolean> => {
  const giveUpAt = performance.now() + limitMs;
  while (isRunning(identity)) {
    if (performance.now() > giveUpAt) return false;
    await wait(20);
  }
  return true;
};

/** Ends a process that is not our child: SIGTERM, after 10 s SIGKILL. Resolves when it is gone. */
export const stopForeignProcess = async (identity: ProcessIdentity): Promise<void> => {
  if (!isRunning(identity)) return;
  process.kill(identity.pid, 'SIGTERM');
  if (await waitUntilGone(identity, 10_000)) return;
  process.kill(identity.pid, 'SIGKILL');
  await waitUntilGone(identity, 5_000);
};
