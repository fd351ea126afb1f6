import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createHttpApp } from '../../server/http/create-http-app.js';
import { createGates, open } from '../../server/http/gates.js';
import { handleRequest } from '../../server/http/handle-request.js';
import { DomainError } from '../../server/lib/domain-error.js';
import type { LogFields } from '../../server/lib/logger.js';
import { RateLimit } from '../../server/lib/rate-limit.js';
import { codeOf } from '../helpers/auth-client.js';

interface Settings {
  trustedProxies?: string[];
}

describe('the ground of HTTP', () => {
  const log: LogFields[] = [];
  const note = (fields: LogFields) => void log.push(fields);
  const state = { isDraining: false, answers: true };

  const build = ({ trustedProxies = [] }: Settings = {}) => {
    const config = { isDemo: false, trustedProxies, embedOrigins: [] };
    const api = Router();
    const echo = { gate: open, body: z.strictObject({ text: z.string() }) };
    api.post('/echo', handleRequest({ ...echo, run: ({ body }) => Promise.resolve(body) }));
    api.get(
      '/address',
      handleRequest({ gate: open, run: ({ address }) => Promise.resolve({ address }) }),
    );
    api.get(
      '/secret/:name',
      handleRequest({
        gate: open,
        run: () => Promise.reject(new Error('Ключ 4276 5500 0000 0000')),
      }),
    );
    api.get(
      '/slow-down',
      handleRequest({
        gate: open,
        limit: { by: new RateLimit({ points: 1, perMs: 60_000 }) },
        run: () => Promise.resolve({}),
      }),
    );
    api.get(
      '/half',
      handleRequest({
        gate: open,
        run: ({ response }) => {
          response.write('half');
          return Promise.reject(new DomainError('internal', 'The rest is gone.'));
        },
      }),
    );
    api.post(
      '/staff-only',
      handleRequest({
        gate: createGates(() =>
          Promise.reject(new DomainError('token_expired', 'Ended.')),
        ).requireStaff(),
        body: z.strictObject({ text: z.string() }),
        run: () => Promise.resolve({}),
      }),
    );
    return createHttpApp({
      config,
      logger: { info: note, warn: note, error: note },
      routers: [{ path: '/api', router: api }],
      readiness: {
        ping: () => Promise.resolve(state.answers),
        isDraining: () => state.isDraining,
      },
    });
  };
  const app = build();

  beforeEach(() => {
    log.length = 0;
    Object.assign(state, { isDraining: false, answers: true });
  });

  it('tells a live process from one that can serve', async () => {
    expect((await request(app).get('/healthz')).body).to.deep.equal({ status: 'up' });
    expect((await request(app).get('/readyz')).body).to.deep.equal({ status: 'ready' });
    state.answers = false;
    const away = await request(app).get('/readyz');
    expect(away.status).to.equal(503);
    expect(away.body).to.deep.equal({ status: 'not_ready', reason: 'database' });
    Object.assign(state, { isDraining: true, answers: true });
    const draining = await request(app).get('/readyz');
    expect(draining.status).to.equal(503);
    expect(draining.body).to.deep.equal({ status: 'not_ready', reason: 'draining' });
    expect((await request(app).get('/healthz')).status).to.equal(200);
    expect((await request(app).get('/api/address')).headers['connection']).to.equal('close');
  });

  it('answers an unknown route of the API as JSON, an unknown page as text', async () => {
    const route = await request(app).get('/api/nothing');
    expect(route.status).to.equal(404);
    expect(codeOf(route)).to.equal('not_found');
    const page = await request(app).get('/nothing');
    expect(page.status).to.equal(404);
    expect(page.type).to.equal('text/plain');
  });

  it('reads JSON up to 64 KB and nothing that is broken, deep or compressed into a bomb', async () => {
    const post = (body: string) =>
      request(app).post('/api/echo').set('Content-Type', 'application/json').send(body);
    const large = await post(JSON.stringify({ text: 'a'.repeat(64 * 1024) }));
    expect(large.status).to.equal(413);
    expect(codeOf(large)).to.equal('bad_request');
    for (const body of ['{', '['.repeat(30_000), '"text"', '[]', '{"text":1}', '']) {
      const response = await post(body);
      expect(response.status, body.slice(0, 9)).to.equal(400);
      expect(codeOf(response)).to.equal('bad_request');
    }
    expect((await request(app).get('/api/secret/%zz')).status).to.equal(400);
    const right = await post(JSON.stringify({ text: 'a'.repeat(60 * 1024) }));
    expect(right.status).to.equal(200);
    expect((right.body as { text: string }).text).to.have.length(60 * 1024);
  });

  it('names the fields that do not fit, and not to those who may not ask', async () => {
    const response = await request(app).post('/api/echo').send({ text: 7, more: 1 });
    const { details } = response.body as { details: { problems: { field: string }[] } };
    expect(details.problems.map(({ field }) => field)).to.include('body.text');
    const stranger = await request(app).post('/api/staff-only').send({});
    expect(codeOf(stranger)).to.equal('unauthenticated');
    const ended = await request(app).post('/api/staff-only').auth('a.b.c', { type: 'bearer' });
    expect(codeOf(ended)).to.equal('token_expired');
  });

  it('hides an unknown error behind an id that is in the log', async () => {
    const response = await request(app).get('/api/secret/4276550000000000');
    expect(response.status).to.equal(500);
    const { code, details } = response.body as { code: string; details: { errorId: string } };
    expect(code).to.equal('internal');
    expect(response.text).not.to.include('4276');
    const failed = log.find(({ event }) => event === 'http.failed');
    expect(failed?.errorId).to.equal(details.errorId);
    expect(failed?.error).to.be.instanceOf(Error);
  });

  it('logs one line a request, by the pattern of its route', async () => {
    await request(app).get('/api/secret/4276550000000000?ticket=abc');
    const lines = log.filter(({ event }) => event === 'http.request');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ method: 'GET', path: '/api/secret/:name', status: 500 });
    expect(JSON.stringify(lines)).not.to.match(/4276|ticket/);
  });

  it('cuts the connection where half an answer has left', async () => {
    let failure: unknown;
    await request(app)
      .get('/api/half')
      .catch((error: unknown) => (failure = error));
    expect(failure).to.be.instanceOf(Error);
  });

  it('says when to come again', async () => {
    expect((await request(app).get('/api/slow-down')).status).to.equal(200);
    const refused = await request(app).get('/api/slow-down');
    expect(refused.status).to.equal(429);
    expect(codeOf(refused)).to.equal('rate_limited');
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 60);
  });

  it('believes X-Forwarded-For from trusted proxies alone', async () => {
    const ask = async (settings: Settings, forwarded: string) => {
      const response = await request(build(settings))
        .get('/api/address')
        .set('X-Forwarded-For', forwarded);
      return (response.body as { address: string }).address;
    };
    expect(await ask({}, '203.0.113.9')).to.equal('127.0.0.1');
    const trusted = { trustedProxies: ['127.0.0.1'] };
    expect(await ask(trusted, '203.0.113.9')).to.equal('203.0.113.9');
    expect(await ask(trusted, '198.51.100.1, 203.0.113.9')).to.equal('203.0.113.9');
    expect(await ask({ trustedProxies: ['10.0.0.0/8'] }, '203.0.113.9')).to.equal('127.0.0.1');
  });

  it('compresses what is long', async () => {
    const response = await request(app)
      .post('/api/echo')
      .send({ text: 'много слов '.repeat(500) });
    expect(response.headers['content-encoding']).to.be.oneOf(['gzip', 'br', 'deflate']);
  });

  it('notes a client that goes away before its answer', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    let tell: (line: LogFields) => void = () => {};
    const told = new Promise<LogFields>((resolve) => (tell = resolve));
    const router = Router();
    router.get(
      '/wait',
      handleRequest({
        gate: open,
        run: async ({ response }) => {
          arrive();
          await once(response, 'close');
        },
      }),
    );
    const waiting = createHttpApp({
      config: { isDemo: false, trustedProxies: [], embedOrigins: [] },
      logger: { info: tell, warn: tell, error: tell },
      routers: [{ path: '/api', router }],
      readiness: { ping: () => Promise.resolve(true), isDraining: () => false },
    });
    const server = createServer(waiting).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET /api/wait HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived;
    socket.destroy();
    expect(await told).to.include({ event: 'http.aborted', path: '/api/wait' });
    server.close();
  });
});
