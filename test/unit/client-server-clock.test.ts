import { expect } from 'chai';
import { ServerClock } from '../../client/server-clock.js';

describe('client server clock', () => {
  it('is the device’s own until the first sample', () => {
    expect(new ServerClock(() => 5_000).now()).to.equal(5_000);
  });

  it('follows the server whatever the device shows, by the quickest sample', () => {
    let local = 100_000;
    const clock = new ServerClock(() => local);
    clock.observe(new Date(500_000).toISOString());
    local += 1_000;
    // This answer took 400 ms, so its offset is 400 ms too small.
    clock.observe(new Date(500_600).toISOString());
    expect(clock.now()).to.equal(501_000);
  });

  it('forgets samples of long ago and ignores what is no time', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    clock.observe(new Date(9_000).toISOString());
    for (let index = 0; index < 8; index += 1) clock.observe(new Date(1_000).toISOString());
    clock.observe('yesterday');
    local = 10;
    expect(clock.now()).to.equal(1_010);
  });
});
