import { expect } from 'chai';
import { describeError, CommandError } from '../../server/cli/describe-error.js';
import { describeStart, drawBox } from '../../server/cli/start.js';
import { readConfig } from '../../server/config.js';
import { EmbeddedDatabaseError } from '../../server/storage/embedded-database/embedded-database-error.js';

describe('What a start prints', () => {
  const config = { isDemo: true, port: 3_000, host: '127.0.0.1' };

  it('is a box whose sides are straight, in any alphabet', () => {
    const lines = drawBox(['Линия', 'short', '']).split('\n');
    expect(new Set(lines.map((line) => Array.from(line).length)).size).to.equal(1);
  });

  it('names demo, console, embedding and how to get in', () => {
    const text = describeStart(config, 3_000).join('\n');
    expect(text).to.include('http://127.0.0.1:3000/console/');
    expect(text).to.include('<script src="http://127.0.0.1:3000/widget/loader.js" async></script>');
    expect(text).to.include('operator, senior, supervisor, administrator').and.not.include('denis');
    expect(text).not.to.include('is taken');
  });

  it('names the port that was taken', () => {
    expect(describeStart(config, 3_001).join('\n')).to.include('Port 3000 is taken');
  });

  it('shows no demo logins outside a demo, and the address citizens reach', () => {
    const plain = { ...config, isDemo: false, publicUrl: 'https://support.example.org/' };
    const text = describeStart(plain, 3_000).join('\n');
    expect(text).to.include('https://support.example.org/console/');
    expect(text).not.to.match(/Password|Demo/);
  });
});

describe('An error in the terminal', () => {
  it('is one text without a stack where it was written for people', () => {
    for (const error of [
      new CommandError('No such pool.'),
      new EmbeddedDatabaseError('No database could be started:\n  mongod: none'),
    ])
      expect(describeError(error)).to.equal(error.message);
    let problem: unknown;
    try {
      readConfig({ PORT: 'x', LINIYA_LOG: 'loud' });
    } catch (error) {
      problem = error;
    }
    const text = describeError(problem);
    expect(text).to.include('PORT').and.include('LINIYA_LOG').and.not.include('    at ');
  });

  it('keeps its stack where it is a bug', () => {
    expect(describeError(new TypeError('x is not a function'))).to.include('    at ');
  });
});
