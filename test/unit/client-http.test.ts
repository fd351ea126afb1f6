import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createHttp } from '../../client/http.js';
import type { Tokens } from '../../client/link.js';

describe('client requests in somebody’s name', () => {
  let server: Server;
  let address: string;
  let asked: (string | undefined)[];

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      const isGood = request.headers.authorization === 'Bearer new';
      response.writeHead(isGood ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isGood ? { here: true } : { code: 'token_expired' }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    asked = [];
  });

  it('renew a token that has ended, once', async () => {
    let token = 'old';
    const tokens: Tokens = {
      getAccessToken: () => Promise.resolve(token),
      refresh() {
        token = 'new';
        return Promise.resolve();
      },
    };
    const http = createHttp(tokens, address);
    expect(await http.get('/')).to.deep.equal({ ok: true, data: { here: true } });
    expect(asked).to.deep.equal(['Bearer old', 'Bearer new']);
  });

  it('are no answer while no token can be had, and throw nothing', async () => {
    const away = () => Promise.reject(new Error('The server is away.'));
    const none = createHttp({ getAccessToken: away, refresh: away }, address);
    expect(await none.get('/')).to.deep.equal({ ok: false, code: 'no_answer' });
    expect(await none.post('/', {})).to.deep.equal({ ok: false, code: 'no_answer' });
    expect(asked).to.deep.equal([]);
    const ended = createHttp(
      { getAccessToken: () => Promise.resolve('old'), refresh: away },
      address,
    );
    expect(await ended.get('/')).to.deep.equal({ ok: false, code: 'token_expired' });
  });
});
