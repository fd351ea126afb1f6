import { Router, static as serveStatic, type RequestHandler } from 'express';
import { join } from 'node:path';
import type { Locale } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { consentTexts } from '../features/chat-sessions/consent-texts.js';
import type { Clock } from '../lib/clock.js';
import { projectRoot } from '../lib/project-root.js';
import { open } from './gates.js';
import { handleRequest } from './handle-request.js';
import { allowForeignPages, allowStageFrame, allowWidgetFrame } from './security-headers.js';

interface PageConfig {
  embedOrigins: string[];
  isDemo: boolean;
  publicUrl?: string;
}

const built = (room: string) => join(projectRoot, 'dist', room);

/** Files whose names carry a hash never change; everything else is asked for again. */
const setCaching = (response: { setHeader(name: string, value: string): void }, path: string) => {
  const isHashed = /[/\\]assets[/\\]/.test(path);
  response.setHeader(
    'Cache-Control',
    isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
};

const files = (room: string): RequestHandler =>
  serveStatic(built(room), { index: false, setHeaders: setCaching });

const sendPage =
  (room: string, page: string): RequestHandler =>
  (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(built(room), page));
  };

/** What the widget asks before its first frame. */
export const createWidgetConfigRoutes = (config: PageConfig, clock: Clock): Router => {
  const router = Router();
  router.get(
    '/widget/config',
    handleRequest({
      gate: open,
      run: ({ request }) => {
        const locale: Locale = request.query['locale'] === 'en' ? 'en' : 'ru';
        return Promise.resolve({
          isDemo: config.isDemo,
          consentTexts: consentTexts[locale],
          maxTextLength: limits.message.maxTextLength,
          serverNow: clock.now().toISOString(),
        });
      },
    }),
  );
  return router;
};

/** The built widget and console. */
export const createPageRoutes = (config: PageConfig): Router => {
  const router = Router();
  router.get('/widget/loader.js', allowForeignPages);
  router.get(
    ['/widget/app.html', '/widget/'],
    ...allowWidgetFrame(config),
    sendPage('widget', 'app.html'),
  );
  // Browsers ask for it on pages that name no icon.
  router.get('/favicon.ico', (_request, response) => void response.status(204).end());
  router.use('/widget', files('widget'));
  router.use('/console', ...allowStageFrame(config), files('console'));
  router.get('/console{/*path}', sendPage('console', 'index.html'));
  return router;
};
