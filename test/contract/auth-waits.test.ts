import { expect } from 'chai';
import request, { type Response } from 'supertest';
import { limits } from '../../shared/limits.js';
import { codeOf, StaffTab } from '../helpers/auth-client.js';
import { addOperator, createAuthWorld, type AuthWorld } from '../helpers/auth-world.js';

const { failuresBeforeWait, failuresBeforeLock, waitMs, lockMs, failuresKeptMs } = limits.auth;

const retryAfterOf = (response: Response): unknown =>
  (response.body as { details?: { retryAfterMs?: unknown } }).details?.retryAfterMs;

describe('waits and locks of staff sign-in', () => {
  let world: AuthWorld;
  let tab: StaffTab;
  let count = 0;
  let login = '';

  // Each test takes a new world: the address they all come from has an allowance of its own.
  beforeEach(async () => {
    world = await createAuthWorld();
    tab = new StaffTab(world.app);
    count += 1;
    login = `operator-${count}`;
    await addOperator(world, { login });
  });
  afterEach(() => world.close());

  const fail = async (times: number, who = login) => {
    for (let attempt = 0; attempt < times; attempt += 1)
      expect(codeOf(await tab.signIn(who, 'wrong password'))).to.equal('sign_in_failed');
  };

  it('waits 15 minutes after five failures, to the millisecond, whatever the password', async () => {
    await fail(failuresBeforeWait);
    const refused = await tab.signIn(login);
    expect(refused.status).to.equal(429);
    expect(codeOf(refused)).to.equal('sign_in_wait');
    expect(retryAfterOf(refused)).to.equal(waitMs);
    expect(refused.headers['retry-after']).to.equal(String(waitMs / 1_000));
    world.clock.advance(waitMs - 1);
    expect(retryAfterOf(await tab.signIn(login))).to.equal(1);
    world.clock.advance(1);
    expect((await tab.signIn(login)).status).to.equal(200);
  });

  it('locks for 30 minutes after ten, and counts anew after that', async () => {
    await fail(failuresBeforeWait);
    world.clock.advance(waitMs);
    await fail(failuresBeforeLock - failuresBeforeWait);
    const refused = await tab.signIn(login);
    expect(codeOf(refused)).to.equal('sign_in_locked');
    expect(retryAfterOf(refused)).to.equal(lockMs);
    world.clock.advance(lockMs - 1);
    expect(codeOf(await tab.signIn(login))).to.equal('sign_in_locked');
    world.clock.advance(1);
    await fail(failuresBeforeWait);
    expect(codeOf(await tab.signIn(login))).to.equal('sign_in_wait');
  });

  it('says the same of a login nobody has', async () => {
    await fail(failuresBeforeWait, 'nobody');
    const refused = await tab.signIn('Nobody');
    expect(codeOf(refused)).to.equal('sign_in_wait');
    expect(retryAfterOf(refused)).to.equal(waitMs);
  });

  it('forgets failures at a success and after a day', async () => {
    await fail(failuresBeforeWait - 1);
    expect((await tab.signIn(login)).status).to.equal(200);
    await fail(failuresBeforeWait - 1);
    world.clock.advance(failuresKeptMs);
    await fail(failuresBeforeWait - 1);
    expect((await tab.signIn(login)).status).to.equal(200);
  });

  it('gives 20 guesses at once no more tries than five', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new StaffTab(world.app).signIn(login, 'wrong password')),
    );
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code === 'sign_in_failed')).to.have.length(failuresBeforeWait);
    expect(codes.filter((code) => code === 'sign_in_wait')).to.have.length(20 - failuresBeforeWait);
  });

  it('keeps no login that was typed', async () => {
    await fail(1, 'my secret password');
    const stored = JSON.stringify(
      await world.connection.collection('signInAttempts').find().toArray(),
    );
    expect(stored).to.include('"failures":1');
    expect(stored).not.to.include('secret');
    world.clock.advance(failuresKeptMs);
    expect(await world.auth.deleteExpired()).to.equal(1);
  });

  it('stops an address that tries many logins; successes cost it nothing', async () => {
    const { points } = limits.addressRates.failedSignIns;
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect((await tab.signIn(login)).status).to.equal(200);
    const answers: Response[] = [];
    for (let attempt = 0; attempt < points; attempt += 1)
      answers.push(await tab.signIn(`guess-${attempt}`, 'wrong password'));
    expect(new Set(answers.map(codeOf))).to.deep.equal(new Set(['sign_in_failed']));
    const refused = await request(world.app)
      .post('/api/staff/sign-in')
      .set('X-Forwarded-For', '203.0.113.9')
      .send({ login, password: 'wrong password', tabId: tab.tabId });
    expect(refused.status).to.equal(429);
    expect(codeOf(refused)).to.equal('rate_limited');
    expect(retryAfterOf(refused)).to.be.greaterThan(0);
  });
});
