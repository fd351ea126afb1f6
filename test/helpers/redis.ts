import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findRedis } from './find-redis.js';
import { freePort } from './free-port.js';

export interface TestRedis {
  url: string;
  /** Its connections stay open, and nothing answers. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A Redis of its own on loopback, nothing on disk; on `givenPort` where one had run before. */
export const startTestRedis = async (givenPort?: number): Promise<TestRedis> => {
  const port = givenPort ?? (await freePort());
  const process = spawn(
    await findRedis(),
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  await new Promise<void>((resolve, reject) => {
    process.once('error', reject);
    process.once('exit', () => reject(new Error('redis-server ended at once.')));
    process.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void process.kill('SIGSTOP'),
    thaw: () => void process.kill('SIGCONT'),
    async stop() {
      const ended = once(process, 'exit');
      process.kill('SIGCONT');
      process.kill('SIGKILL');
      await ended;
    },
  };
};
