import { expect } from 'chai';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig } from '../../server/config.js';
import { startServer } from '../../server/index.js';
import { silentLogger } from '../../server/lib/logger.js';
import { startDemo, type RunningDemo } from '../helpers/running-demo.js';
import { StaffClient } from '../../server/simulation/staff-client.js';
import { demoPassword } from '../../server/seed/demo-people.js';

const json = async (response: Response): Promise<unknown> => response.json();

describe('The demo stage', () => {
  let demo: RunningDemo;
  const get = (path: string) => fetch(`${demo.address}${path}`, { redirect: 'manual' });
  const post = (path: string, body: object) =>
    fetch(`${demo.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  before(async function () {
    this.timeout(40_000);
    demo = await startDemo();
  });
  after(() => demo.close());

  it('stands at / with everything it loads', async () => {
    const page = await get('/');
    expect(page.status).to.equal(200);
    const html = await page.text();
    const loaded = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(loaded).to.include('/demo/stage/stage.js');
    for (const path of loaded.filter((one) => one.startsWith('/demo/')))
      expect((await get(path)).status, path).to.equal(200);
  });

  it('may show this server under both of its names, and nothing else', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    const frames = /frame-src ([^;]+)/.exec(policy)?.[1];
    expect(frames).to.equal("'self' http://localhost:* http://127.0.0.1:*");
    expect(policy).to.include("default-src 'self'");
  });

  it('switches the window of escalations for every pool', async () => {
    expect(await json(await get('/api/demo/stage'))).to.deep.equal({
      isSimulated: false,
      escalationWindowMs: 60_000,
    });
    const answer = await post('/api/demo/escalation-window', { windowMs: 600_000 });
    expect(await json(answer)).to.include({ escalationWindowMs: 600_000 });
    const windows = demo.server.app.domain.pools.listPools().map(({ escalation }) => escalation);
    expect(windows.map(({ windowMs }) => windowMs)).to.deep.equal(windows.map(() => 600_000));
    expect((await post('/api/demo/escalation-window', { windowMs: 5 })).status).to.equal(400);
    await post('/api/demo/escalation-window', { windowMs: 60_000 });
  });

  it('refuses a switch from a foreign page', async () => {
    const answer = await fetch(`${demo.address}/api/demo/simulation`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin: 'http://evil.example' },
      body: '{"isOn":true}',
    });
    expect(answer.status).to.equal(400);
    expect(await json(await get('/api/demo/stage'))).to.include({ isSimulated: false });
  });

  it('signs in each role with one click, as the person a visitor plays', async () => {
    const names: Record<string, string> = {
      operator: 'Анна Крылова',
      senior: 'Игорь Белов',
      supervisor: 'Ольга Зимина',
    };
    for (const [role, name] of Object.entries(names)) {
      const answer = await post('/api/demo/sign-in', { role, tabId: `stage-${role}` });
      expect(await json(answer)).to.have.nested.property('me.name', name);
    }
  });

  it('turns practice people on and off', async () => {
    const { presence } = demo.server.app.services;
    const practising = () =>
      demo.server.app.domain.staff
        .list()
        .filter(({ isTraining, operatorId }) => isTraining && presence.isAvailable(operatorId));
    expect(await json(await post('/api/demo/simulation', { isOn: true }))).to.include({
      isSimulated: true,
    });
    expect(practising()).to.have.length(4);
    await post('/api/demo/simulation', { isOn: false });
    expect(practising()).to.deep.equal([]);
  });

  it('lets a member of staff see the seeded queue over the wire', async () => {
    const client = new StaffClient(demo.address, { login: 'operator', password: demoPassword });
    await client.connect();
    const { sessions, presence } = await client.openDesk();
    client.close();
    expect(presence).to.equal('online');
    expect(sessions.length).to.be.greaterThan(0);
  });

  it('is not there outside a demo: / leads to the console', async () => {
    const plain = await startDemo({ LINIYA_DEMO: 'false' });
    try {
      const root = await fetch(`${plain.address}/`, { redirect: 'manual' });
      expect(root.headers.get('location')).to.equal('/console/');
      for (const path of ['/demo/portal', '/demo/stage/stage.js', '/api/demo/stage'])
        expect((await fetch(plain.address + path)).status, path).to.equal(404);
    } finally {
      await plain.close();
    }
  });

  it('refuses to serve production from a database with demo people', async () => {
    const { dataFolder, mongodbUri } = demo.config;
    const config = {
      ...readConfig({ NODE_ENV: 'test', PORT: '0', LINIYA_DATA: dataFolder }),
      ...{ mode: 'production' as const, ...(mongodbUri === undefined ? {} : { mongodbUri }) },
      tokenKey: generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    };
    const error = await startServer(config, silentLogger).then(
      () => null,
      (problem: unknown) => problem,
    );
    expect(error).to.be.instanceOf(ConfigError);
    expect((error as ConfigError).message)
      .to.include('demo people')
      .and.include('operator');
  });
});

describe('A busy port', () => {
  it('is named in development, and the next one is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const demo = await startDemo({ NODE_ENV: 'development', PORT: String(port) });
    try {
      expect(demo.server.port).to.be.greaterThan(port);
    } finally {
      await demo.close();
      other.close();
    }
  });
});
