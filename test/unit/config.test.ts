import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError, readConfig } from '../../server/config.js';
import { projectRoot } from '../../server/lib/project-root.js';

const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const tokenKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const portalKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

const production = {
  NODE_ENV: 'production',
  LINIYA_MASTER_KEY: randomBytes(32).toString('base64'),
  LINIYA_TOKEN_KEY: tokenKey,
  LINIYA_PUBLIC_URL: 'https://support.example.ru',
};

/** The names that are complained about, each once a line. */
const namesIn = (env: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(ConfigError);
    return (error as ConfigError).problems.map((line) => line.slice(0, line.indexOf(':'))).sort();
  }
};

describe('the configuration', () => {
  it('of nothing is a demo on this machine alone', () => {
    expect(readConfig({})).to.include({
      mode: 'development',
      host: '127.0.0.1',
      port: 3_000,
      isDemo: true,
      isSimulated: true,
    });
  });

  it('of production stands on its own secrets, without a demo', () => {
    const config = readConfig(production);
    expect(config).to.include({ mode: 'production', isDemo: false, isSimulated: false });
    expect(config.masterKey).to.have.length(32);
  });

  it('tells everything that is wrong at once, what has no form beside what is missing', () => {
    const env = { NODE_ENV: 'production', PORT: 'abc', LINIYA_DEMO: 'true', LINIYA_LOG: 'loud' };
    expect(namesIn({ ...env, LINIYA_SIMULATION: 'true' })).to.deep.equal([
      ...['LINIYA_DEMO', 'LINIYA_LOG', 'LINIYA_MASTER_KEY', 'LINIYA_PUBLIC_URL'],
      ...['LINIYA_SIMULATION', 'LINIYA_TOKEN_KEY', 'PORT'],
    ]);
  });

  it('sets a wrong clock in tests alone', () => {
    const env = { LINIYA_TEST_SKEW_MS: '-30000' };
    expect(readConfig({ ...env, NODE_ENV: 'test' }).testSkewMs).to.equal(-30_000);
    expect(namesIn(env)).to.deep.equal(['LINIYA_TEST_SKEW_MS']);
    expect(namesIn({ ...production, ...env })).to.deep.equal(['LINIYA_TEST_SKEW_MS']);
    expect(namesIn({ NODE_ENV: 'test', LINIYA_TEST_SKEW_MS: 'late' })).to.deep.equal([
      'LINIYA_TEST_SKEW_MS',
    ]);
  });

  it('tells a name once, and no secret', () => {
    const env = { ...production, LINIYA_MASTER_KEY: 'not base64, but a secret' };
    expect(namesIn(env)).to.deep.equal(['LINIYA_MASTER_KEY']);
    const wrong = { ...production, LINIYA_TOKEN_KEY: otherCurve, LINIYA_MASTER_KEY: 'c2hvcnQ=' };
    expect(namesIn(wrong)).to.deep.equal(['LINIYA_MASTER_KEY', 'LINIYA_TOKEN_KEY']);
    expect(() => readConfig(wrong))
      .to.throw(ConfigError)
      .with.property('message')
      .not.include('PRIVATE');
    expect(() => readConfig(wrong))
      .to.throw(ConfigError)
      .with.property('message')
      .not.include('c2hv');
  });

  it('takes keys of P-256 alone, also with their line ends written as \\n', () => {
    const oneLine = tokenKey.replaceAll('\n', '\\n');
    expect(namesIn({ LINIYA_TOKEN_KEY: oneLine, LINIYA_PORTAL_KEY: portalKey })).to.deep.equal([]);
    for (const key of ['text', otherCurve]) {
      expect(namesIn({ LINIYA_TOKEN_KEY: key })).to.deep.equal(['LINIYA_TOKEN_KEY']);
      expect(namesIn({ LINIYA_PORTAL_KEY: key })).to.deep.equal(['LINIYA_PORTAL_KEY']);
    }
  });

  it('takes addresses and networks as proxies, and nothing that would believe everybody', () => {
    const good = '10.0.0.7, 10.0.0.0/8,::1,fd00::/8,loopback';
    expect(readConfig({ LINIYA_TRUSTED_PROXIES: good }).trustedProxies).to.have.length(5);
    for (const proxy of ['true', '1', '*', '10.0.0.0/33', '10.0.0.0/', 'proxy.local', '10.0.0'])
      expect(namesIn({ LINIYA_TRUSTED_PROXIES: proxy }), proxy).to.have.length(1);
  });

  it('takes origins for embedding, and nothing that would end the header’s sentence', () => {
    const good = 'https://www.example.org,http://localhost:8080,https://*.example.ru';
    expect(readConfig({ LINIYA_EMBED_ORIGINS: good }).embedOrigins).to.have.length(3);
    const bad = [
      'https://a.example; script-src *',
      "'none'",
      'www.example.org',
      'https://a.example/path',
      'javascript:x',
    ];
    for (const origin of bad)
      expect(namesIn({ LINIYA_EMBED_ORIGINS: origin }), origin).to.deep.equal([
        'LINIYA_EMBED_ORIGINS',
      ]);
  });

  it('demands TLS of a production address, unless it is this machine', () => {
    const at = (url: string) => namesIn({ ...production, LINIYA_PUBLIC_URL: url });
    expect(at('http://support.example.ru')).to.deep.equal(['LINIYA_PUBLIC_URL']);
    expect(at('ftp://support.example.ru')).to.deep.equal(['LINIYA_PUBLIC_URL']);
    expect(at('http://127.0.0.1:3000')).to.deep.equal([]);
    expect(at('http://localhost:3000')).to.deep.equal([]);
  });

  it('listens everywhere in the container, whose own walls decide who comes in', async () => {
    const dockerfile = await readFile(join(projectRoot, 'Dockerfile'), 'utf8');
    expect(dockerfile).to.match(/^ENV .*NODE_ENV=production.*HOST=0\.0\.0\.0/m);
  });
});
