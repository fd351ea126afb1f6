import { expect } from 'chai';
import request from 'supertest';
import { limits } from '../../shared/limits.js';
import type { RevokedFamily } from '../../server/features/auth/refresh-families.js';
import { codeOf, refreshCookieOf, setCookieOf, StaffTab } from '../helpers/auth-client.js';
import { addOperator, createAuthWorld, password, type AuthWorld } from '../helpers/auth-world.js';

const system = { kind: 'system' } as const;

describe('refreshing a staff session over HTTP', () => {
  let world: AuthWorld;
  let tab: StaffTab;
  const revoked: RevokedFamily[] = [];

  before(async () => {
    world = await createAuthWorld();
    await addOperator(world, { login: 'krylova' });
    world.auth.families.onFamilyRevoked((family) => revoked.push(family));
  });
  after(() => world.close());
  beforeEach(async () => {
    tab = new StaffTab(world.app);
    await tab.signIn('krylova');
    revoked.length = 0;
  });

  it('refuses without a cookie and with junk, and revokes nothing by it', async () => {
    const path = `/api/staff/sessions/${tab.tabId}/refresh`;
    expect(codeOf(await request(world.app).post(path))).to.equal('unauthenticated');
    const [familyId = '', , secret = ''] = tab.cookie.split('.');
    const forged = ['', 'junk', `${familyId}.0.${'A'.repeat(43)}`, `${familyId}.7.${secret}`];
    for (const cookie of forged) {
      const response = await new StaffTab(world.app).refresh(cookie);
      expect(response.status).to.equal(401);
      expect(codeOf(response)).to.equal('unauthenticated');
      expect(setCookieOf(response)).to.include('liniya_refresh=;');
    }
    expect(revoked).to.deep.equal([]);
    expect((await tab.refresh()).status).to.equal(200);
  });

  it('refuses a tab that is no tab', async () => {
    const response = await request(world.app)
      .post('/api/staff/sessions/x/refresh')
      .set('Cookie', `liniya_refresh=${tab.cookie}`);
    expect(codeOf(response)).to.equal('bad_request');
  });

  it("refuses another tab's cookie, a citizen's token and a page of another site", async () => {
    const other = new StaffTab(world.app, 'tab-00000002');
    expect(codeOf(await other.refresh(tab.cookie))).to.equal('unauthenticated');
    const guest = await request(world.app).post('/api/citizen/token').send({});
    const { refreshToken } = guest.body as { refreshToken: string };
    expect(codeOf(await new StaffTab(world.app).refresh(refreshToken))).to.equal('unauthenticated');
    const foreign = await request(world.app)
      .post(`/api/staff/sessions/${tab.tabId}/refresh`)
      .set('Sec-Fetch-Site', 'cross-site')
      .set('Cookie', `liniya_refresh=${tab.cookie}`);
    expect(codeOf(foreign)).to.equal('forbidden');
  });

  it('gives a new pair with the account as it is now', async () => {
    const before = tab.cookie;
    world.clock.advance(limits.auth.accessTokenMs);
    const response = await tab.refresh();
    expect(response.status).to.equal(200);
    expect(tab.cookie).not.to.equal(before);
    expect((await tab.me()).status).to.equal(200);
  });

  it('gives 20 refreshes at once the same successor', async () => {
    const presented = tab.cookie;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new StaffTab(world.app).refresh(presented)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal(Array<number>(20).fill(200));
    const successors = new Set(answers.map(refreshCookieOf));
    expect(successors.size).to.equal(1);
    const [successor = ''] = successors;
    expect(successor).not.to.equal(presented);
    expect((await tab.refresh(successor)).status).to.equal(200);
    expect(revoked).to.deep.equal([]);
  });

  it('answers a replay with the same successor up to the limit', async () => {
    const spent = tab.cookie;
    const successor = refreshCookieOf(await tab.refresh());
    world.clock.advance(limits.auth.refreshReplayMs);
    const replay = await new StaffTab(world.app).refresh(spent);
    expect(replay.status).to.equal(200);
    expect(refreshCookieOf(replay)).to.equal(successor);
  });

  it('answers a replay with the same successor although that one was used already', async () => {
    const spent = tab.cookie;
    const successor = refreshCookieOf(await tab.refresh());
    await tab.refresh();
    expect(refreshCookieOf(await new StaffTab(world.app).refresh(spent))).to.equal(successor);
    expect(revoked).to.deep.equal([]);
  });

  it('revokes the family at a later reuse: thief and owner are both out', async () => {
    const spent = tab.cookie;
    await tab.refresh();
    world.clock.advance(limits.auth.refreshReplayMs + 1);
    const thief = await new StaffTab(world.app).refresh(spent);
    expect(thief.status).to.equal(401);
    expect(codeOf(thief)).to.equal('session_revoked');
    expect(setCookieOf(thief)).to.include('liniya_refresh=;');
    expect(codeOf(await tab.me())).to.equal('session_revoked');
    expect(codeOf(await tab.refresh())).to.equal('session_revoked');
    expect(revoked.map(({ reason }) => reason)).to.deep.equal(['reuse']);
    expect(world.log.map(({ event }) => event)).to.include('auth.refresh_reused');
  });

  it('tells one revocation once, however many reuses meet', async () => {
    const spent = tab.cookie;
    await tab.refresh();
    world.clock.advance(limits.auth.refreshReplayMs + 1);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => new StaffTab(world.app).refresh(spent)),
    );
    expect(new Set(answers.map(codeOf))).to.deep.equal(new Set(['session_revoked']));
    expect(revoked).to.have.length(1);
  });

  it('ends a shift after its hours, however often it was refreshed', async () => {
    const signedInAt = world.clock.nowMs();
    world.clock.advance(limits.auth.staffRefreshMs - 1);
    expect((await tab.refresh()).status).to.equal(200);
    expect(world.clock.nowMs() - signedInAt).to.equal(limits.auth.staffRefreshMs - 1);
    world.clock.advance(1);
    expect(codeOf(await tab.refresh())).to.equal('unauthenticated');
  });

  it('ends every sign-in of a person whose password, role or state changed', async () => {
    const operator = await world.operators.findByLogin('krylova');
    const operatorId = operator!._id;
    const changes = [
      () => world.operators.setPassword(system, { operatorId, password }),
      () => world.operators.updateOperator(system, { operatorId, role: 'senior' }),
      () => world.operators.updateOperator(system, { operatorId, isActive: false }),
    ];
    for (const change of changes) {
      const signedIn = new StaffTab(world.app);
      await signedIn.signIn('krylova');
      await change();
      expect(codeOf(await signedIn.me())).to.equal('session_revoked');
      expect(codeOf(await signedIn.refresh())).to.equal('session_revoked');
    }
    await world.operators.updateOperator(system, { operatorId, isActive: true });
  });

  it('keeps no token in the database', async () => {
    const stored = JSON.stringify(
      await world.connection.collection('refreshFamilies').find().toArray(),
    );
    expect(stored).not.to.include(tab.cookie);
    expect(stored).not.to.include(tab.cookie.split('.')[2]);
    expect(stored).to.match(/"tokenHash":"[0-9a-f]{64}"/);
  });

  it('forgets what has ended, and only that', async () => {
    const families = world.connection.collection('refreshFamilies');
    const fresh = await families.countDocuments({ expiresAt: { $gt: world.clock.now() } });
    await world.auth.deleteExpired();
    expect(await families.countDocuments({})).to.equal(fresh);
    expect((await tab.refresh()).status).to.equal(200);
    world.clock.advance(limits.auth.staffRefreshMs);
    await world.auth.deleteExpired();
    expect(await families.countDocuments({ kind: 'staff' })).to.equal(0);
  });
});
