import { expect } from 'chai';
import { Turns } from '../../server/lib/turns.js';

describe('Turns', () => {
  it('let work on one thing go one after the other, also after work that failed, and other things beside it', async () => {
    const turns = new Turns();
    const done: string[] = [];
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const first = turns.run('a', async () => {
      await gate;
      done.push('a1');
      throw new Error('a1 failed');
    });
    const second = turns.run('a', () => Promise.resolve(done.push('a2')));
    await turns.run('b', () => Promise.resolve(done.push('b')));
    expect(done).to.deep.equal(['b']);
    open();
    const [failed] = await Promise.allSettled([first, second]);
    expect(failed.status).to.equal('rejected');
    expect(done).to.deep.equal(['b', 'a1', 'a2']);
    await turns.run('a', () => Promise.resolve(done.push('a3')));
    expect(done.at(-1)).to.equal('a3');
  });
});
