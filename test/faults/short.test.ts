import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { projectRoot } from '../../server/lib/project-root.js';

const minutes = 2;

describe('Two minutes of faults', function () {
  // Starting three nodes, the faults, what is left to say, a tail's time, and a machine that is short of breath.
  this.timeout(minutes * 60_000 + 240_000);

  it('lose no word, double none and keep every promise', async () => {
    const rig = spawn(
      process.execPath,
      [
        ...['--import=tsx', 'test/faults/run.ts'],
        ...['--minutes', String(minutes), '--seed', '11', '--citizens', '15', '--secantus'],
      ],
      { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const lines: string[] = [];
    createInterface(rig.stdout).on('line', (line) => {
      lines.push(line);
      process.stdout.write(`      ${line}\n`);
    });
    const [code] = (await once(rig, 'close')) as [number | null];
    const text = lines.join('\n');
    const numberOf = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? '-1');
    expect(code, text).to.equal(0);
    expect(text).to.match(/^lost 0, doubled 0, other problems 0$/m);
    expect(numberOf(/^faults: .*kill -9: (\d+)/m)).to.be.greaterThan(4);
    expect(numberOf(/^sends: (\d+)/m)).to.be.greaterThan(1_000);
    expect(numberOf(/(\d+) screens compared/)).to.be.greaterThan(50);
  });
});
