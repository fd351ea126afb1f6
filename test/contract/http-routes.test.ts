import { expect } from 'chai';
import type { Router } from 'express';
import { createRouters } from '../../server/compose/routers.js';
import { readConfig } from '../../server/config.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { fillPath, routeRows, spoilPath, type RowIds } from '../helpers/route-rows.js';
import { World, namedClassifier } from '../helpers/world.js';

/** `METHOD /pattern` of every route below a router. */
const listRoutes = (router: Router): string[] =>
  router.stack.flatMap((layer) => {
    const { route, handle } = layer as unknown as {
      route?: { path: string; methods: Record<string, boolean> };
      handle: { stack?: unknown };
    };
    if (route)
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    return handle.stack ? listRoutes(handle as unknown as Router) : [];
  });

const expected = routeRows({ sessionId: 'a'.repeat(24) });

describe('Routes of the API', () => {
  let world: World;
  let citizen: CitizenClient;
  let operator: StaffClient;
  const tokens = { citizen: '', staff: '', stranger: '', outsider: '', administrator: '' };
  const ids: RowIds = { sessionId: '', citizenId: '', number: '' };

  const tokenOf = ({ socket: { id = '' } }: CitizenClient | StaffClient): string => {
    const { citizens, staff } = world.app.sockets;
    const { auth } = (citizens.sockets.get(id) ?? staff.sockets.get(id))?.handshake ?? {};
    return (auth as { token: string }).token;
  };

  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire();
    citizen = await world.citizen();
    const { appealNumber } = await citizen.open('payments: проверка');
    ids.sessionId = await operator.accept();
    const { citizenId } = await world.app.services.log.getState(ids.sessionId);
    Object.assign(ids, { citizenId, number: appealNumber });
    tokens.citizen = tokenOf(citizen);
    tokens.staff = tokenOf(operator);
    tokens.stranger = tokenOf(await world.citizen());
    tokens.outsider = tokenOf(await world.hire({ pools: ['signature'] }));
    tokens.administrator = tokenOf(await world.hire({ role: 'administrator', isOnline: false }));
  });
  after(() => world.close());

  const ask = async (
    name: string,
    options: { token?: string; body?: unknown; path?: string } = {},
  ): Promise<{ status: number; code?: string; text: string }> => {
    const [method = '', pattern = ''] = name.split(' ');
    const { token, body, path = fillPath(pattern, ids) } = options;
    const query = path.includes('?') ? '' : `?${expected[name]?.query ?? ''}`;
    const response = await fetch(`http://127.0.0.1:${world.port}/api${path}${query}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json') ?? false;
    const code = isJson ? (JSON.parse(text) as { code?: string }).code : undefined;
    return { status: response.status, ...(code === undefined ? {} : { code }), text };
  };

  it('have a row each', () => {
    const routers = createRouters({
      config: readConfig({ NODE_ENV: 'test', LINIYA_DEMO: 'false' }),
      clock: world.clock,
      domain: world.app.domain,
      simulation: undefined,
    });
    const found = routers
      .filter(({ path }) => path === '/api')
      .flatMap(({ router }) => listRoutes(router));
    expect(found.sort()).to.deep.equal(Object.keys(expected).sort());
  });

  for (const [name, row] of Object.entries(expected)) {
    const pattern = name.slice(name.indexOf(' ') + 1);

    it(`${name} asks who it is, what fits, and whose it is`, async () => {
      const { body, stranger } = routeRows(ids)[name] ?? row;
      if (row.for !== 'nobody') {
        expect(await ask(name, { body })).to.include({ status: 401, code: 'unauthenticated' });
        const forged = { token: `${tokens.citizen.slice(0, -4)}AAAA`, body };
        expect(await ask(name, forged)).to.include({ status: 401, code: 'unauthenticated' });
      }
      if (row.for === 'citizen')
        expect(await ask(name, { token: tokens.staff, body })).to.include({ code: 'forbidden' });
      if (row.for === 'staff' || row.for === 'administrator')
        expect(await ask(name, { token: tokens.citizen, body })).to.include({ code: 'forbidden' });
      if (row.for === 'administrator')
        expect(await ask(name, { token: tokens.staff, body })).to.include({ code: 'forbidden' });

      const own =
        row.for === 'staff' || row.for === 'administrator' ? tokens[row.for] : tokens.citizen;
      if (pattern.includes(':')) {
        const spoilt = await ask(name, { token: own, body, path: spoilPath(pattern) });
        expect(spoilt.status, spoilt.text).to.be.within(400, 410);
      }
      if (body) {
        for (const junk of [null, [], 'text', 7, { ...body, unasked: 1 }, { $where: '1' }])
          expect((await ask(name, { token: own, body: junk })).code).to.equal('bad_request');
      }
      if (stranger) {
        const others = row.for === 'staff' ? ['outsider'] : ['stranger', 'outsider'];
        for (const who of others as (keyof typeof tokens)[]) {
          if (row.for === 'citizen' && who === 'outsider') continue;
          const answer = await ask(name, { token: tokens[who], body });
          expect(answer.code, who).to.equal(stranger);
          expect(answer.text).not.to.include('проверка');
        }
      }
    });
  }

  it('take a message under one session’s path for no other', async () => {
    const body = { sessionId: ids.sessionId, clientMessageId: 'two-names', text: 'слово' };
    const rows = [
      ['citizen', body],
      ['staff', { ...body, audience: 'all' }],
    ] as const;
    for (const [side, sent] of rows) {
      const path = `/${side}/sessions/${'c'.repeat(24)}/messages`;
      const name = `POST /${side}/sessions/:sessionId/messages`;
      const answer = await ask(name, { token: tokens[side], body: sent, path });
      expect(answer).to.include({ code: 'bad_request' });
    }
  });

  it('answer what the socket answers, by the numbers of whoever asks', async () => {
    const word = { sessionId: ids.sessionId, clientMessageId: 'word-by-http', text: 'по-другому' };
    const sent = await ask('POST /citizen/sessions/:sessionId/messages', {
      ...{ token: tokens.citizen, body: word },
    });
    const again = await citizen.ask('message:send', { ...word, attachmentIds: [] });
    expect(JSON.parse(sent.text)).to.deep.equal(again);
    const note = { ...word, clientMessageId: 'note-by-http', audience: 'staff' };
    expect(
      await ask('POST /staff/sessions/:sessionId/messages', { token: tokens.staff, body: note }),
    ).to.include({ status: 200 });
    const page = { sessionId: ids.sessionId, after: 2 };
    for (const [side, bySocket] of [
      ['citizen', await citizen.ask('session:sync', page)],
      ['staff', await operator.ask('session:sync', page)],
    ] as const) {
      const path = `/${side}/sessions/${ids.sessionId}/events?after=2`;
      const name = `GET /${side}/sessions/:sessionId/events`;
      const { text } = await ask(name, { token: tokens[side], path });
      expect(JSON.parse(text)).to.deep.equal(bySocket);
      expect(text.includes('note-by-http')).to.equal(side === 'staff');
    }
  });

  it('share one budget of words with the socket', async () => {
    const flooder = await world.citizen();
    await flooder.open('payments: поток');
    const { sessionId } = flooder;
    const token = tokenOf(flooder);
    const body = { sessionId, clientMessageId: 'flood-by-http', text: 'раз' };
    const bySocket = await Promise.all(
      Array.from({ length: 39 }, () => flooder.ask('message:send', body)),
    );
    expect(bySocket).to.have.length(39);
    const path = `/citizen/sessions/${sessionId}/messages`;
    const name = 'POST /citizen/sessions/:sessionId/messages';
    expect(await ask(name, { token, body, path })).to.include({ status: 200 });
    expect(await ask(name, { token, body, path })).to.include({ code: 'rate_limited' });
    expect(await flooder.refusal('message:send', body)).to.equal('rate_limited');
  });

  it('find nothing by search that is out of sight', async () => {
    const path = `/staff/search?q=${encodeURIComponent(ids.number)}`;
    const found = async (token: string) => {
      const { text } = await ask('GET /staff/search', { token, path });
      return JSON.parse(text) as { sessions: unknown[]; appeals: unknown[] };
    };
    const seen = await found(tokens.staff);
    expect([seen.sessions.length, seen.appeals.length]).to.deep.equal([1, 1]);
    expect(await found(tokens.outsider)).to.deep.equal({ sessions: [], appeals: [] });
  });
});
