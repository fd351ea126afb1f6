import { expect } from 'chai';
import { ChildFailure, ChildPool } from '../../server/lib/child-pool.js';
import type { AboutProcess, PoolJob } from '../fixtures/pool-worker.js';

const secret = 'LINIYA_TEST_SECRET';

describe('ChildPool', () => {
  let pool: ChildPool<PoolJob, unknown>;

  const createPool = (change: { timeLimitMs?: number; maxWaiting?: number } = {}) =>
    new ChildPool<PoolJob, unknown>({
      ...{ module: new URL('../fixtures/pool-worker.ts', import.meta.url), size: 1, heapMb: 64 },
      ...{ timeLimitMs: 10_000, maxWaiting: 4, ...change },
    });
  const about = () => pool.run({ ask: 'about' }) as Promise<AboutProcess>;
  const reasonOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof ChildFailure ? error.reason : String(error)),
    );

  beforeEach(() => {
    process.env[secret] = 'key';
    pool = createPool();
  });
  afterEach(async () => {
    Reflect.deleteProperty(process.env, secret);
    await pool.close();
  });

  it('works in a process of its own, behind everything else, that knows none of our secrets', async () => {
    const { processId, priority, environment } = await about();
    expect(processId).not.to.equal(process.pid);
    expect(priority).to.equal(15);
    expect(environment).not.to.include(secret);
    expect(
      environment.filter((name) => name.startsWith('LINIYA') || name.includes('URI')),
    ).to.deep.equal([]);
  });

  it('keeps its process warm', async () => {
    expect((await about()).processId).to.equal((await about()).processId);
  });

  it('carries bytes there and back', async () => {
    const bytes = Buffer.from([0, 255, 128, 7]);
    const back = (await pool.run({ ask: 'echo', bytes })) as Uint8Array;
    expect(Buffer.from(back).equals(bytes)).to.equal(true);
  });

  for (const [ask, reason] of [
    ['throw', 'failed'],
    ['crash', 'crashed'],
    ['grow', 'crashed'],
  ] as const) {
    it(`loses one job to a ${ask}, and does the next`, async () => {
      const outcomes = await Promise.all([reasonOf(pool.run({ ask })), reasonOf(about())]);
      expect(outcomes).to.deep.equal([reason, 'done']);
    });
  }

  it('ends a job that hangs, with its process', async () => {
    pool = createPool({ timeLimitMs: 3_000 });
    const { processId } = await about();
    expect(await reasonOf(pool.run({ ask: 'hang' }))).to.equal('timeout');
    expect((await about()).processId).not.to.equal(processId);
  });

  it('takes no more than may wait', async () => {
    const outcomes = await Promise.all(Array.from({ length: 7 }, () => reasonOf(about())));
    expect(outcomes.filter((outcome) => outcome === 'busy')).to.have.length(2);
    expect(outcomes.filter((outcome) => outcome === 'done')).to.have.length(5);
  });

  it('ends its process and what waits when it is closed', async () => {
    const { processId } = await about();
    const left = [reasonOf(pool.run({ ask: 'hang' })), reasonOf(about())];
    await pool.close();
    expect(await Promise.all(left)).to.deep.equal(['closed', 'closed']);
    expect(await reasonOf(about())).to.equal('closed');
    expect(() => process.kill(processId, 0))
      .to.throw()
      .with.property('code', 'ESRCH');
  });
});
