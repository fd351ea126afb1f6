import { expect } from 'chai';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openSpool } from '../../server/features/attachments/spool.js';

describe('upload spool', () => {
  let base: string;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'liniya-spool-'));
  });
  afterEach(() => rm(base, { recursive: true }));

  it('empties itself at the start, but keeps what a living process holds', async () => {
    await writeFile(join(base, '.gitkeep'), '');
    await writeFile(join(base, 'left-over.png'), 'x');
    // Numbers of processes stay far below this; the parent of this one is alive.
    const [dead, living] = ['4194999-a', `${process.ppid}-b`];
    for (const folder of [dead, living]) {
      await mkdir(join(base, folder));
      await writeFile(join(base, folder, 'file'), 'x');
    }
    const spool = await openSpool(base);
    expect((await readdir(base)).sort()).to.deep.equal(
      ['.gitkeep', living, basename(spool.folder)].sort(),
    );
  });

  it('removes an upload with what was made from it, and itself at the end', async () => {
    const spool = await openSpool(base);
    const path = join(spool.folder, 'upload');
    for (const file of [path, `${path}.image`, `${path}.thumbnail`]) await writeFile(file, 'x');
    await spool.remove(path);
    await spool.remove(path);
    expect(await readdir(spool.folder)).to.deep.equal([]);
    await spool.close();
    expect(await readdir(base)).to.deep.equal([]);
  });
});
