import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readTokenKeys } from '../../server/features/auth/token-keys.js';

describe('the generated token key', () => {
  let dataFolder: string;
  before(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'liniya-keys-'));
  });
  after(() => rm(dataFolder, { recursive: true, force: true }));

  it('is made once and readable by its owner alone', async () => {
    const first = readTokenKeys({ mode: 'development', dataFolder });
    expect(readTokenKeys({ mode: 'test', dataFolder }).kid).to.equal(first.kid);
    const { mode } = await stat(join(dataFolder, 'keys', 'token.pem'));
    expect(mode & 0o777).to.equal(0o600);
  });

  it('is never taken in production', () => {
    expect(() => readTokenKeys({ mode: 'production', dataFolder })).to.throw('LINIYA_TOKEN_KEY');
  });
});
