import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import { limits } from '../../shared/limits.js';
import { AccessTokens } from '../../server/features/auth/access-tokens.js';
import { createTokenKeys } from '../../server/features/auth/token-keys.js';
import { DomainError } from '../../server/lib/domain-error.js';
import { FakeClock } from '../helpers/fake-clock.js';

const makePem = (namedCurve = 'prime256v1') =>
  generateKeyPairSync('ec', { namedCurve })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
};

describe('access tokens', () => {
  const pem = makePem();
  const keys = createTokenKeys(pem);
  let clock: FakeClock;
  let tokens: AccessTokens;
  const senior = { operatorId: 'op-1', name: 'Анна', role: 'senior', poolIds: ['p1'] } as const;

  beforeEach(() => {
    clock = new FakeClock('2026-03-11T09:00:00.700Z');
    tokens = new AccessTokens({ keys, clock });
  });

  it('carry who it is and no more, signed with ES256 under a key id', () => {
    const { accessToken, expiresAt } = tokens.issueForStaff(
      { ...senior, poolIds: [...senior.poolIds] },
      'family-1',
    );
    const { header, payload } = jwt.decode(accessToken, { complete: true })!;
    expect(header).to.deep.equal({ alg: 'ES256', typ: 'JWT', kid: keys.kid });
    expect(payload).to.have.all.keys(
      ...['typ', 'sub', 'sid', 'name', 'role', 'poolIds', 'iat', 'exp', 'iss', 'aud'],
    );
    expect(tokens.verify(accessToken)).to.deep.equal({
      ...{ kind: 'staff', ...senior, familyId: 'family-1', tokenExpiresAt: expiresAt },
    });
    const citizen = tokens.issueForCitizen('citizen-1', 'family-2');
    expect(tokens.verify(citizen.accessToken)).to.deep.equal({
      ...{ kind: 'citizen', citizenId: 'citizen-1', familyId: 'family-2' },
      tokenExpiresAt: citizen.expiresAt,
    });
  });

  it('live ten minutes at most, and end at the instant they name', () => {
    const { accessToken, expiresAt } = tokens.issueForCitizen('citizen-1', 'family-1');
    const lifeMs = expiresAt.getTime() - clock.nowMs();
    expect(lifeMs).to.be.within(limits.auth.accessTokenMs - 1_000, limits.auth.accessTokenMs);
    clock.advance(lifeMs - 1);
    expect(tokens.verify(accessToken).kind).to.equal('citizen');
    clock.advance(1);
    expect(codeOf(() => tokens.verify(accessToken))).to.equal('token_expired');
  });

  it('are refused in every forged form', () => {
    const { accessToken } = tokens.issueForCitizen('citizen-1', 'family-1');
    const [header = '', payload = '', signature = ''] = accessToken.split('.');
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = jwt.decode(accessToken) as Record<string, unknown>;
    const sign = (change: object, options: jwt.SignOptions = {}) =>
      jwt.sign({ ...claims, ...change }, keys.signingKey, {
        ...{ algorithm: 'ES256', keyid: keys.kid, ...options },
      });
    const publicPem = keys.findPublicKey(keys.kid)!.export({ type: 'spki', format: 'pem' });
    const forged: Record<string, string> = {
      nothing: '',
      junk: 'a.b.c',
      'a header that is no JSON': `${Buffer.from('{').toString('base64url')}.${payload}.x`,
      'a payload that is no JSON': `${header}.${Buffer.from('{').toString('base64url')}.${signature}`,
      'no signature': `${header}.${payload}.`,
      'another person': `${header}.${encode({ ...claims, sub: 'other' })}.${signature}`,
      'no algorithm': `${encode({ alg: 'none', kid: keys.kid })}.${payload}.`,
      'the public key as a secret': jwt.sign(claims, publicPem, {
        ...{ algorithm: 'HS256', keyid: keys.kid },
      }),
      'a key of somebody else': new AccessTokens({
        keys: createTokenKeys(makePem()),
        clock,
      }).issueForCitizen('citizen-1', 'family-1').accessToken,
      'no key id': jwt.sign(claims, keys.signingKey, { algorithm: 'ES256' }),
      'another audience': sign({ aud: 'liniya' }),
      'another issuer': sign({ iss: 'somebody' }),
      'another kind': sign({ typ: 'system' }),
      'staff without a role': sign({ typ: 'staff' }),
      'no family': sign({ sid: undefined }),
    };
    for (const [name, token] of Object.entries(forged))
      expect(
        codeOf(() => tokens.verify(token)),
        name,
      ).to.equal('unauthenticated');
    expect(tokens.verify(sign({})).kind).to.equal('citizen');
  });

  it('of the key before are read beside those of the new one', () => {
    const { accessToken } = tokens.issueForCitizen('citizen-1', 'family-1');
    const rotated = createTokenKeys(`${makePem()}\n${pem}`);
    const after = new AccessTokens({ keys: rotated, clock });
    expect(rotated.kid).not.to.equal(keys.kid);
    expect(after.verify(accessToken).kind).to.equal('citizen');
    const newer = after.issueForCitizen('citizen-1', 'family-1').accessToken;
    expect(codeOf(() => tokens.verify(newer))).to.equal('unauthenticated');
  });
});

describe('token keys', () => {
  it('take P-256 alone, in PKCS 8 or SEC 1, with line ends however they come', () => {
    expect(() => createTokenKeys('junk')).to.throw('PEM');
    expect(() => createTokenKeys(makePem('secp384r1'))).to.throw('P-256');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString();
    const { kid } = createTokenKeys(pkcs8);
    expect(createTokenKeys(sec1).kid).to.equal(kid);
    expect(createTokenKeys(pkcs8.replaceAll('\n', '\\n')).kid).to.equal(kid);
  });

  it('give one secret a purpose, the same after every start', () => {
    const pem = makePem();
    const [one, other] = [createTokenKeys(pem), createTokenKeys(pem)];
    expect(one.deriveSecret('a')).to.have.length(32).and.to.deep.equal(other.deriveSecret('a'));
    expect(one.deriveSecret('a').equals(one.deriveSecret('b'))).to.equal(false);
  });
});
