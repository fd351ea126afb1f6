import { expect } from 'chai';
import request from 'supertest';
import { limits } from '../../shared/limits.js';
import { codeOf, refreshCookieOf, setCookieOf, StaffTab } from '../helpers/auth-client.js';
import { addOperator, createAuthWorld, password, type AuthWorld } from '../helpers/auth-world.js';

describe('staff sign-in over HTTP', () => {
  let world: AuthWorld;
  let operatorId: string;

  before(async () => {
    world = await createAuthWorld();
    const operator = await addOperator(world, { login: 'Krylova', poolIds: ['pool-1'] });
    operatorId = operator._id;
  });
  after(() => world.close());

  const post = (body: object | string) =>
    request(world.app)
      .post('/api/staff/sign-in')
      .set('Content-Type', 'application/json')
      .send(typeof body === 'string' ? body : JSON.stringify(body));

  const right = { login: 'krylova', password, tabId: 'tab-00000001' };
  const junk: [string, object | string][] = [
    ['nothing', {}],
    ['a list', []],
    ['no JSON', '{"login":'],
    ['no password', { login: 'krylova', tabId: 'tab-00000001' }],
    ['a password that is an operator of the database', { ...right, password: { $ne: '' } }],
    ['a tab with a path in it', { ...right, tabId: '../../other' }],
    ['a property too many', { ...right, role: 'administrator' }],
    ['a prototype', '{"__proto__":{"role":"administrator"},"login":"krylova"}'],
  ];
  for (const [name, body] of junk)
    it(`refuses ${name}`, async () => {
      const response = await post(body);
      expect(response.status).to.equal(400);
      expect(codeOf(response)).to.equal('bad_request');
      expect(setCookieOf(response)).to.equal(undefined);
    });

  it('refuses a form, which a foreign page could send without asking', async () => {
    const response = await request(world.app)
      .post('/api/staff/sign-in')
      .type('form')
      .send({ login: 'krylova', password, tabId: 'tab-00000001' });
    expect(codeOf(response)).to.equal('bad_request');
  });

  it('gives one answer to a wrong password, an unknown login and a closed account', async () => {
    const closed = await addOperator(world, { login: 'closed' });
    await world.operators.updateOperator(
      { kind: 'system' },
      { operatorId: closed._id, isActive: false },
    );
    const answers = await Promise.all([
      post({ ...right, password: 'wrong password' }),
      post({ ...right, login: 'nobody' }),
      post({ ...right, login: 'closed' }),
    ]);
    const [first, ...others] = answers.map(({ status, body }) => ({
      status,
      body: body as object,
    }));
    expect(first?.status).to.equal(401);
    for (const other of others) expect(other).to.deep.equal(first);
    expect(codeOf(answers[0])).to.equal('sign_in_failed');
  });

  it('lets nobody of a demo in where there is no demo', async () => {
    await addOperator(world, { login: 'demo', isDemo: true });
    expect(codeOf(await post({ ...right, login: 'demo' }))).to.equal('sign_in_failed');
    const click = await request(world.app)
      .post('/api/demo/sign-in')
      .send({ role: 'operator', tabId: 'tab-00000001' });
    expect(click.status).to.equal(404);
  });

  it('signs in whatever the letter case, with the token in the body and the refresh in a cookie', async () => {
    const response = await post({ ...right, login: ' KRYLOVA ' });
    expect(response.status).to.equal(200);
    expect(response.body).to.have.all.keys('accessToken', 'expiresAt', 'me');
    expect((response.body as { me: object }).me).to.deep.equal({
      ...{ operatorId, login: 'Krylova', name: 'Анна Крылова', role: 'operator' },
      ...{ poolIds: ['pool-1'], capacity: limits.seats.defaultCapacity },
    });
    const cookie = setCookieOf(response) ?? '';
    expect(cookie).to.include('Path=/api/staff/sessions/tab-00000001;');
    expect(cookie).to.include('HttpOnly').and.include('SameSite=Strict');
    expect(cookie).to.include(`Max-Age=${limits.auth.staffRefreshMs / 1_000}`);
    expect(cookie).not.to.include('Secure');
    expect(response.text).not.to.include(refreshCookieOf(response));
    expect(response.headers['cache-control']).to.equal('no-store');
  });

  describe('GET /api/staff/me', () => {
    const me = (authorization?: string) => {
      const asked = request(world.app).get('/api/staff/me');
      return authorization === undefined ? asked : asked.set('Authorization', authorization);
    };

    it('refuses without a token, with junk, and with another scheme', async () => {
      for (const header of [
        undefined,
        'Bearer',
        'Bearer a.b.c',
        'Bearer  ',
        'Basic a3J5bG92YTpw',
      ]) {
        const response = await me(header);
        expect(response.status).to.equal(401);
        expect(codeOf(response)).to.equal('unauthenticated');
        expect(response.headers['www-authenticate']).to.equal('Bearer');
      }
    });

    it('refuses a citizen', async () => {
      const guest = await request(world.app).post('/api/citizen/token').send({});
      const { accessToken } = guest.body as { accessToken: string };
      const response = await me(`Bearer ${accessToken}`);
      expect(response.status).to.equal(403);
      expect(codeOf(response)).to.equal('forbidden');
    });

    it('tells an ended token from a bad one, at its very instant', async () => {
      const tab = new StaffTab(world.app);
      await tab.signIn('krylova');
      world.clock.advance(limits.auth.accessTokenMs - 1);
      expect((await tab.me()).status).to.equal(200);
      world.clock.advance(1);
      const ended = await tab.me();
      expect(ended.status).to.equal(401);
      expect(codeOf(ended)).to.equal('token_expired');
    });

    it('says who is signed in, as stored now', async () => {
      const tab = new StaffTab(world.app);
      await tab.signIn('krylova');
      await world.operators.updateOperator({ kind: 'system' }, { operatorId, name: 'А. Крылова' });
      const response = await tab.me();
      expect(response.status).to.equal(200);
      expect((response.body as { name: string }).name).to.equal('А. Крылова');
    });
  });

  describe('DELETE /api/staff/sessions/:tabId', () => {
    it('refuses where nobody is signed in', async () => {
      const response = await request(world.app).delete('/api/staff/sessions/tab-00000001');
      expect(codeOf(response)).to.equal('unauthenticated');
    });

    it('refuses a page of another site, by whichever header its browser tells it', async () => {
      const tab = new StaffTab(world.app);
      await tab.signIn('krylova');
      const told: [string, string][] = [
        ['Sec-Fetch-Site', 'same-site'],
        ['Origin', 'https://evil.example'],
        ['Origin', 'null'],
      ];
      for (const [header, value] of told) {
        const foreign = (asked: request.Test) =>
          asked.set(header, value).set('Cookie', `liniya_refresh=${tab.cookie}`);
        const path = `/api/staff/sessions/${tab.tabId}`;
        const refreshed = await foreign(request(world.app).post(`${path}/refresh`));
        expect(codeOf(refreshed)).to.equal('forbidden');
        const signedOut = await foreign(request(world.app).delete(path));
        expect(codeOf(signedOut)).to.equal('forbidden');
      }
      expect((await tab.me()).status).to.equal(200);
    });

    it('signs out: neither token works any more, and the tab is told so once', async () => {
      const tab = new StaffTab(world.app);
      await tab.signIn('krylova');
      const told: string[] = [];
      world.auth.families.onFamilyRevoked(({ subjectId, reason }) => {
        told.push(`${subjectId} ${reason}`);
      });
      const response = await tab.signOut();
      expect(response.status).to.equal(204);
      expect(setCookieOf(response)).to.include('liniya_refresh=;');
      expect((await tab.signOut()).status).to.equal(204);
      expect(told).to.deep.equal([`${operatorId} signed_out`]);
      expect(codeOf(await tab.me())).to.equal('session_revoked');
      expect(codeOf(await tab.refresh())).to.equal('session_revoked');
    });

    it('leaves other tabs of the same person signed in', async () => {
      const [one, other] = [new StaffTab(world.app), new StaffTab(world.app, 'tab-00000002')];
      await one.signIn('krylova');
      await other.signIn('krylova');
      await one.signOut();
      expect((await other.me()).status).to.equal(200);
      expect((await other.refresh()).status).to.equal(200);
    });
  });
});
