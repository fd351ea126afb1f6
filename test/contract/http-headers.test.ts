import { expect } from 'chai';
import { Router, type RequestHandler } from 'express';
import request from 'supertest';
import { createHttpApp } from '../../server/http/create-http-app.js';
import {
  allowDemoPage,
  allowForeignPages,
  allowStageFrame,
  allowWidgetFrame,
} from '../../server/http/security-headers.js';
import { silentLogger } from '../../server/lib/logger.js';

interface Settings {
  isDemo?: boolean;
  publicUrl?: string;
}

const sendPage: RequestHandler = (_request, response) => {
  response.type('html').send('<!doctype html>');
};

const build = ({ isDemo = false, ...rest }: Settings) => {
  const embedOrigins = ['https://portal.example'];
  const config = { ...rest, isDemo, trustedProxies: [], embedOrigins };
  const router = Router();
  router.get('/console', sendPage);
  router.get('/stage-console', ...allowStageFrame(config), sendPage);
  router.get('/widget', ...allowWidgetFrame(config), sendPage);
  router.get('/demo', ...allowDemoPage(config), sendPage);
  router.get('/loader.js', allowForeignPages, sendPage);
  return createHttpApp({
    config,
    logger: silentLogger,
    routers: [{ path: '/', router }],
    readiness: { ping: () => Promise.resolve(true), isDraining: () => false },
  });
};

describe('security headers', () => {
  const policyOf = async (path: string, settings: Settings = {}) => {
    const { headers } = await request(build(settings)).get(path);
    const policy = String(headers['content-security-policy']);
    const parts = policy.split(';').map((part) => part.trim().split(' '));
    return {
      headers: headers as Record<string, string | undefined>,
      policy: Object.fromEntries(parts.map(([name = '', ...rest]) => [name, rest.join(' ')])),
    };
  };

  it('let pages load from their own origin alone, in nobody’s frame', async () => {
    const { headers, policy } = await policyOf('/console');
    expect(policy).to.include({ 'default-src': "'self'", 'script-src': "'self'" });
    expect(policy).to.include({ 'frame-ancestors': "'none'", 'object-src': "'none'" });
    expect(JSON.stringify(policy)).not.to.match(/unsafe|\*|upgrade/);
    expect(headers['x-frame-options']).to.equal('DENY');
    expect(headers['x-content-type-options']).to.equal('nosniff');
    expect(headers['cross-origin-resource-policy']).to.equal('same-origin');
    expect(headers['x-powered-by']).to.equal(undefined);
    expect(headers['strict-transport-security']).to.equal(undefined);
  });

  it('hold a TLS site to TLS', async () => {
    const { headers, policy } = await policyOf('/console', { publicUrl: 'https://a.example' });
    expect(headers['strict-transport-security']).to.match(/^max-age=\d{8}/);
    expect(policy).to.have.property('upgrade-insecure-requests');
  });

  it('let the named sites frame the widget, and nobody else', async () => {
    const { headers, policy } = await policyOf('/widget');
    expect(policy['frame-ancestors']).to.equal("'self' https://portal.example");
    expect(headers['x-frame-options']).to.equal(undefined);
  });

  it('let the stage frame the console in a demo only', async () => {
    expect((await policyOf('/stage-console')).policy['frame-ancestors']).to.equal("'none'");
    const demo = await policyOf('/stage-console', { isDemo: true });
    expect(demo.policy['frame-ancestors']).to.include("'self' http://localhost:*");
    expect((await policyOf('/demo')).policy['script-src']).to.equal("'self'");
    const stage = await policyOf('/demo', { isDemo: true });
    expect(stage.policy['script-src']).to.include('http://localhost:*');
    expect(stage.policy['frame-src']).to.include('http://127.0.0.1:*');
  });

  it('let any page load the loader', async () => {
    const { headers } = await policyOf('/loader.js');
    expect(headers['cross-origin-resource-policy']).to.equal('cross-origin');
    expect(headers['access-control-allow-origin']).to.equal('*');
  });
});
