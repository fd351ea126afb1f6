import { expect } from 'chai';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FolderLock, lockFolder } from '../../server/storage/embedded-database/folder-lock.js';

describe('the lock of the data folder', () => {
  let dataFolder: string;
  const lockPath = () => join(dataFolder, 'database.lock');
  const leaveLock = (host: string) =>
    writeFile(
      lockPath(),
      JSON.stringify({ token: 'left', host, server: { pid: process.pid, startMark: 'long ago' } }),
    );
  /** Rejections as null, so that winners can be counted. */
  const race = async (count: number): Promise<FolderLock[]> => {
    const tries = Array.from({ length: count }, () => lockFolder(dataFolder).catch(() => null));
    return (await Promise.all(tries)).filter((lock) => lock !== null);
  };

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'liniya-lock-'));
  });
  afterEach(() => rm(dataFolder, { recursive: true, force: true }));

  it('is given to one of many at once, and again after it was released', async () => {
    const winners = await race(20);
    expect(winners).to.have.length(1);
    await winners[0]!.release();
    expect(await readdir(dataFolder)).to.deep.equal([]);
    expect(await race(5)).to.have.length(1);
  });

  it('is taken over from a dead process by one of many, also where the number lives on', async () => {
    await leaveLock(hostname());
    const winners = await race(20);
    expect(winners).to.have.length(1);
    await winners[0]!.release();
    expect(await readdir(dataFolder)).to.deep.equal([]);
  });

  it('is taken over where a power failure cut it off', async () => {
    await writeFile(lockPath(), '');
    expect(await race(2)).to.have.length(1);
  });

  it('believes another machine for 20 seconds after its last sign', async () => {
    await leaveLock('another-container');
    expect(await race(1)).to.have.length(0);
    const before = new Date(Date.now() - 21_000);
    await utimes(lockPath(), before, before);
    expect(await race(1)).to.have.length(1);
  });
});
