import { expect } from 'chai';
import request from 'supertest';
import type { CitizenTokensView, StaffTokensView } from '../../shared/views/accounts.js';
import { codeOf, refreshCookieOf, setCookieOf, StaffTab } from '../helpers/auth-client.js';
import { addOperator, createAuthWorld, type AuthWorld } from '../helpers/auth-world.js';

describe('one click on the demo stage', () => {
  let world: AuthWorld;

  before(async () => {
    world = await createAuthWorld({ isDemo: true, publicUrl: 'https://support.example' });
    await addOperator(world, { login: 'real-senior', role: 'senior' });
    const demo = { login: 'demo-operator', name: 'Игорь Лапин', isDemo: true };
    await addOperator(world, demo);
    await addOperator(world, { ...demo, login: 'demo-younger' });
  });
  after(() => world.close());

  const click = (body: object) => request(world.app).post('/api/demo/sign-in').send(body);

  it('refuses what does not fit', async () => {
    const tabId = 'tab-00000001';
    for (const body of [{}, { role: 'operator' }, { role: 'administrator', tabId }, { tabId }])
      expect(codeOf(await click(body))).to.equal('bad_request');
  });

  it('never lets a real person in', async () => {
    const response = await click({ role: 'senior', tabId: 'tab-00000001' });
    expect(response.status).to.equal(404);
    expect(codeOf(response)).to.equal('not_found');
  });

  it('signs in as the eldest demo person of the role, over TLS with a secure cookie', async () => {
    const response = await click({ role: 'operator', tabId: 'tab-00000001' });
    expect(response.status).to.equal(200);
    expect((response.body as StaffTokensView).me.login).to.equal('demo-operator');
    expect(setCookieOf(response)).to.include('; Secure');
    const tab = new StaffTab(world.app);
    expect((await tab.refresh(refreshCookieOf(response))).status).to.equal(200);
  });

  it('plays a portal: its identity token is believed once', async () => {
    const refused = await request(world.app).post('/api/demo/identity-token').send({ sub: 'a' });
    expect(codeOf(refused)).to.equal('bad_request');
    const portal = await request(world.app).post('/api/demo/identity-token').send({});
    const body = portal.body as object;
    const response = await request(world.app).post('/api/citizen/token').send(body);
    expect(response.status).to.equal(200);
    const { citizenId } = response.body as CitizenTokensView;
    expect(await world.citizens.getCitizen(citizenId)).to.include({
      ...{ identityStep: 'portal', name: 'Мария Петрова' },
    });
    const again = await request(world.app).post('/api/citizen/token').send(body);
    expect(codeOf(again)).to.equal('unauthenticated');
  });
});
