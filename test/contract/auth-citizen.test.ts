import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import request from 'supertest';
import { limits } from '../../shared/limits.js';
import type { CitizenTokensView } from '../../shared/views/accounts.js';
import { codeOf, StaffTab } from '../helpers/auth-client.js';
import { addOperator, createAuthWorld, type AuthWorld } from '../helpers/auth-world.js';

const curve = { namedCurve: 'prime256v1' };
const portalKeys = generateKeyPairSync('ec', curve);

describe('tokens of citizens over HTTP', () => {
  let world: AuthWorld;

  before(async () => {
    const portalKey = portalKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    world = await createAuthWorld({ portalKey, trustedProxies: ['127.0.0.1'] });
    await addOperator(world, { login: 'krylova' });
  });
  after(() => world.close());

  let address = 0;
  const ask = (body: object) => {
    address += 1;
    const from = `203.0.113.${address}`;
    return request(world.app).post('/api/citizen/token').set('X-Forwarded-For', from).send(body);
  };
  const guest = async () => (await ask({})).body as CitizenTokensView;
  const refresh = (body: object) => request(world.app).post('/api/citizen/refresh').send(body);
  const signOut = (token?: string) => {
    const asked = request(world.app).delete('/api/citizen/session');
    return token === undefined ? asked : asked.auth(token, { type: 'bearer' });
  };

  const identityToken = (
    claims: object = {},
    key: jwt.Secret = portalKeys.privateKey,
    algorithm: jwt.Algorithm = 'ES256',
  ) => {
    const iat = Math.floor(world.clock.nowMs() / 1_000);
    const standard = { sub: 'portal-user-1', jti: randomUUID(), aud: 'liniya', iat, exp: iat + 60 };
    // What a case sets to undefined is left out.
    const payload = JSON.parse(JSON.stringify({ ...standard, ...claims })) as object;
    return jwt.sign(payload, key, { algorithm });
  };

  describe('POST /api/citizen/token', () => {
    it('refuses what does not fit', async () => {
      for (const body of [[], { identityToken: 7 }, { citizenId: 'a' }]) {
        const response = await ask(body);
        expect(response.status).to.equal(400);
        expect(codeOf(response)).to.equal('bad_request');
      }
    });

    it('makes a guest, each time another', async () => {
      const [one, other] = [await guest(), await guest()];
      expect(one).to.have.all.keys('accessToken', 'refreshToken', 'citizenId', 'expiresAt');
      expect(one.citizenId).not.to.equal(other.citizenId);
      const lifeMs = new Date(one.expiresAt).getTime() - world.clock.nowMs();
      expect(lifeMs).to.be.within(limits.auth.accessTokenMs - 1_000, limits.auth.accessTokenMs);
      const known = await world.citizens.getCitizen(one.citizenId);
      expect(known.identityStep).to.equal('guest');
    });

    it('refuses identity tokens that are not right, with one answer', async () => {
      const now = Math.floor(world.clock.nowMs() / 1_000);
      const foreign = generateKeyPairSync('ec', curve).privateKey;
      const publicPem = portalKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
      const unsigned = `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: 'a' })}.`;
      const wrong: Record<string, string> = {
        'another key': identityToken({}, foreign),
        'another audience': identityToken({ aud: 'somebody' }),
        'no subject': identityToken({ sub: undefined }),
        'no id': identityToken({ jti: undefined }),
        'no end': identityToken({ exp: undefined }),
        ended: identityToken({ exp: now }),
        'too long a life': identityToken({ exp: now + 3_600 }),
        'not signed': unsigned,
        'the public key as a secret': identityToken({}, publicPem, 'HS256'),
        junk: 'a.b.c',
        nothing: '',
      };
      for (const [name, token] of Object.entries(wrong)) {
        const response = await ask({ identityToken: token });
        expect(codeOf(response), name).to.equal('unauthenticated');
        expect(response.status, name).to.equal(401);
      }
    });

    it('knows a portal user again, by a token good for one use', async () => {
      const token = identityToken({ name: 'Мария Петрова' });
      const first = await ask({ identityToken: token });
      expect(first.status).to.equal(200);
      expect(codeOf(await ask({ identityToken: token }))).to.equal('unauthenticated');
      const again = await ask({ identityToken: identityToken() });
      const { citizenId } = first.body as CitizenTokensView;
      expect((again.body as CitizenTokensView).citizenId).to.equal(citizenId);
      const other = await ask({ identityToken: identityToken({ sub: 'portal-user-2' }) });
      expect((other.body as CitizenTokensView).citizenId).not.to.equal(citizenId);
      const known = await world.citizens.getCitizen(citizenId);
      expect(known).to.include({ identityStep: 'portal', name: 'Мария Петрова' });
    });

    it('gives one token used 20 times at once to one of them', async () => {
      const token = identityToken({ sub: 'portal-user-race' });
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => ask({ identityToken: token })),
      );
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    });

    it('makes one citizen of a portal user who comes from 10 tabs at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          ask({ identityToken: identityToken({ sub: 'portal-user-tabs' }) }),
        ),
      );
      const ids = answers.map(({ body }) => (body as CitizenTokensView).citizenId);
      expect(new Set(ids).size).to.equal(1);
    });

    it('keeps nothing personal in plain text', async () => {
      await ask({ identityToken: identityToken({ name: 'Мария Петрова' }) });
      const citizens = await world.connection.collection('citizens').find().toArray();
      const stored = JSON.stringify(citizens);
      const name = Buffer.from('Мария').toString('base64').slice(0, 10);
      for (const part of ['portal-user', 'Мария', name]) expect(stored).not.to.include(part);
    });

    it('limits new guests of one address, as a trusted proxy tells it', async () => {
      const { points } = limits.addressRates.newCitizens;
      const from = (network: string) =>
        request(world.app).post('/api/citizen/token').set('X-Forwarded-For', network).send({});
      // The household's whole network counts, not the address a device takes next.
      for (let index = 0; index < points; index += 1)
        expect((await from(`2001:db8:0:1::${index.toString(16)}`)).status).to.equal(200);
      const refused = await from('2001:db8:0:1:ffff::1');
      expect(codeOf(refused)).to.equal('rate_limited');
      expect((await from('2001:db8:0:2::1')).status).to.equal(200);
    });
  });

  describe('POST /api/citizen/refresh', () => {
    it('refuses what does not fit, junk, and a staff token', async () => {
      expect(codeOf(await refresh({}))).to.equal('bad_request');
      expect(codeOf(await refresh({ refreshToken: 'a'.repeat(300) }))).to.equal('bad_request');
      expect(codeOf(await refresh({ refreshToken: 'junk' }))).to.equal('unauthenticated');
      const tab = new StaffTab(world.app);
      await tab.signIn('krylova');
      expect(codeOf(await refresh({ refreshToken: tab.cookie }))).to.equal('unauthenticated');
    });

    it('gives the same citizen a new pair, for as long as it is used', async () => {
      let { refreshToken, citizenId } = await guest();
      for (let month = 0; month < 3; month += 1) {
        world.clock.advance(limits.auth.citizenRefreshMs - 1);
        const response = await refresh({ refreshToken });
        expect(response.status).to.equal(200);
        const view = response.body as CitizenTokensView;
        expect(view.citizenId).to.equal(citizenId);
        expect(view.refreshToken).not.to.equal(refreshToken);
        ({ refreshToken, citizenId } = view);
      }
      world.clock.advance(limits.auth.citizenRefreshMs);
      expect(codeOf(await refresh({ refreshToken }))).to.equal('unauthenticated');
    });

    it('revokes the family where a used token comes back late', async () => {
      const { refreshToken } = await guest();
      const successor = (await refresh({ refreshToken })).body as CitizenTokensView;
      const replay = (await refresh({ refreshToken })).body as CitizenTokensView;
      expect(replay.refreshToken).to.equal(successor.refreshToken);
      world.clock.advance(limits.auth.refreshReplayMs + 1);
      expect(codeOf(await refresh({ refreshToken }))).to.equal('session_revoked');
      const own = await refresh({ refreshToken: successor.refreshToken });
      expect(codeOf(own)).to.equal('session_revoked');
    });
  });

  describe('DELETE /api/citizen/session', () => {
    it('refuses without a token and a member of staff', async () => {
      expect(codeOf(await signOut())).to.equal('unauthenticated');
      const tab = new StaffTab(world.app);
      await tab.signIn('krylova');
      expect(codeOf(await signOut(tab.accessToken))).to.equal('forbidden');
    });

    it('refuses an ended token', async () => {
      const { accessToken } = await guest();
      world.clock.advance(limits.auth.accessTokenMs);
      expect(codeOf(await signOut(accessToken))).to.equal('token_expired');
    });

    it('signs out', async () => {
      const { accessToken, refreshToken } = await guest();
      expect((await signOut(accessToken)).status).to.equal(204);
      expect(codeOf(await refresh({ refreshToken }))).to.equal('session_revoked');
      expect(codeOf(await signOut(accessToken))).to.equal('session_revoked');
    });
  });
});
