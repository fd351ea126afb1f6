import { expect } from 'chai';
import type { CitizenTokensView } from '../../shared/views/accounts.js';
import { createAccount } from '../../widget/app/account.js';
import { noAnswer, type Answer } from '../../client/answer.js';

const token = (name: string, lifeSeconds = 600) =>
  `head.${btoa(JSON.stringify({ iat: 1_000, exp: 1_000 + lifeSeconds, name }))}.tail`;
const tokens = (citizenId: string, refreshToken: string): Answer<CitizenTokensView> => ({
  ok: true,
  data: { citizenId, refreshToken, accessToken: token(refreshToken), expiresAt: '' },
});

describe('widget account', () => {
  let values: Map<string, string>;
  let calls: [string, object][];
  let answer: (path: string, body: Record<string, string>) => Answer<CitizenTokensView>;
  let identity: string | null;
  let nowMs: number;
  let owned: string[];
  const create = () =>
    createAccount({
      kept: {
        read: (key) => values.get(key) ?? null,
        write: (key, value) => void values.set(key, value),
        remove: (key) => void values.delete(key),
        list: () => [],
      },
      words: {
        refresh: () => Promise.resolve(),
        settled: () => Promise.resolve(true),
        claim: (owner) => owned.push(owner),
        forget(ends) {
          if (ends('portal.person')) owned.push('nobody');
        },
      },
      post: (path, body) => {
        calls.push([path, body]);
        return Promise.resolve(answer(path, body as Record<string, string>));
      },
      askIdentity: () => Promise.resolve(identity),
      readMs: () => nowMs,
    });
  beforeEach(() => {
    values = new Map();
    owned = [];
    calls = [];
    identity = null;
    nowMs = 0;
    answer = (path, body) =>
      path.endsWith('/refresh')
        ? tokens('guest', `${body['refreshToken'] ?? ''}+`)
        : tokens(body['identityToken'] === undefined ? 'guest' : 'person', 'r1');
  });

  it('asks for no token for somebody new, until one is needed', async () => {
    const account = create();
    expect(await account.findCitizen()).to.equal(null);
    expect(calls).to.deep.equal([]);
    expect(await account.getAccessToken()).to.equal(token('r1'));
    expect(values.get('refresh.guest')).to.equal('r1');
  });

  it('makes one flight of many who ask at once', async () => {
    const account = create();
    await Promise.all([account.getAccessToken(), account.getAccessToken(), account.refresh()]);
    expect(calls).to.have.length(1);
  });

  it('uses a token until half a minute before its end, then rotates', async () => {
    const account = create();
    await account.getAccessToken();
    nowMs = 569_000;
    expect(await account.getAccessToken()).to.equal(token('r1'));
    nowMs = 571_000;
    expect(await account.getAccessToken()).to.equal(token('r1+'));
    expect(calls.map(([path]) => path)).to.deep.equal([
      '/api/citizen/token',
      '/api/citizen/refresh',
    ]);
  });

  it('keeps the refresh token through silence, and begins anew after a refusal', async () => {
    values.set('refresh.guest', 'old');
    const account = create();
    answer = () => noAnswer;
    expect(await account.getAccessToken()).to.equal(null);
    expect(values.get('refresh.guest')).to.equal('old');
    answer = (path) =>
      path.endsWith('/refresh') ? { ok: false, code: 'session_revoked' } : tokens('new', 'fresh');
    expect(await account.getAccessToken()).to.equal(token('fresh'));
  });

  for (const code of ['internal', 'retry', 'rate_limited', 'shutting_down'] as const)
    it(`stays the same guest through trouble of the server: ${code}`, async () => {
      values.set('refresh.guest', 'mine');
      const account = create();
      answer = () => ({ ok: false, code });
      expect(await account.getAccessToken()).to.equal(null);
      expect(values.get('refresh.guest')).to.equal('mine');
      expect(calls.map(([path]) => path)).to.deep.equal(['/api/citizen/refresh']);
    });

  it('asks the host page who is there each time, and forgets who has signed out', async () => {
    values.set('refresh.portal', 'of the last person');
    values.set('refresh.guest', 'mine');
    identity = 'signed';
    const account = create();
    const seen: string[] = [];
    account.onCitizen((citizenId) => seen.push(citizenId));
    await account.setSignedIn(true);
    expect(await account.findCitizen()).to.equal('person');
    expect(calls).to.deep.equal([['/api/citizen/token', { identityToken: 'signed' }]]);
    await account.setSignedIn(false);
    expect(values.has('refresh.portal')).to.equal(false);
    expect(await account.findCitizen()).to.equal('guest');
    expect(seen).to.deep.equal(['person', 'guest']);
    expect(owned).to.deep.equal(['portal.person', 'nobody', 'guest.guest']);
  });

  it('keeps nothing of somebody signed in on the device, and renews their token all the same', async () => {
    values.set('refresh.guest', 'mine');
    identity = 'signed';
    const account = create();
    await account.setSignedIn(true);
    await account.getAccessToken();
    expect(await account.refresh()).to.equal(true);
    expect(calls.at(-1)).to.deep.equal(['/api/citizen/refresh', { refreshToken: 'r1' }]);
    expect([...values]).to.deep.equal([['refresh.guest', 'mine']]);
  });

  it('takes a host page that does not answer for no sign-out', async () => {
    const account = create();
    await account.setSignedIn(null);
    await account.getAccessToken();
    expect(owned).to.deep.equal(['guest.guest']);
  });

  it('is a guest where the host page has no token to give', async () => {
    const account = create();
    await account.setSignedIn(true);
    expect(await account.getAccessToken()).to.equal(token('r1'));
    expect(values.has('refresh.portal')).to.equal(false);
  });
});
