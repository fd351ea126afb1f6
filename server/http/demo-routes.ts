import { Router, static as serveStatic, type RequestHandler } from 'express';
import { join } from 'node:path';
import { limits } from '../../shared/limits.js';
import { escalationWindowInput, simulationInput } from '../../shared/schemas/http.js';
import type { DemoStageView } from '../../shared/views/demo.js';
import type { PoolService } from '../features/pools/pool.service.js';
import { projectRoot } from '../lib/project-root.js';
import { open } from './gates.js';
import { handleRequest } from './handle-request.js';
import { allowDemoPage } from './security-headers.js';

/** Turns the citizens and operators who act by themselves on and off. */
export interface SimulationSwitch {
  isOn(): boolean;
  turn(isOn: boolean): Promise<void>;
}

interface DemoDeps {
  pools: PoolService;
  simulation: SimulationSwitch;
}

/** The stage's own switches, for whoever sees the stage. Mounted in a demo only. */
export const createDemoApiRoutes = ({ pools, simulation }: DemoDeps): Router => {
  const router = Router();
  const view = (): DemoStageView => ({
    isSimulated: simulation.isOn(),
    escalationWindowMs: pools.listPools()[0]?.escalation.windowMs ?? limits.escalation.windowMs,
  });

  router.get('/demo/stage', handleRequest({ gate: open, run: () => Promise.resolve(view()) }));

  router.post(
    '/demo/escalation-window',
    handleRequest({
      gate: open,
      body: escalationWindowInput,
      run: async ({ body: { windowMs } }) => {
        const urgentWindowMs = Math.min(windowMs, limits.escalation.urgentWindowMs);
        await pools.setEscalationWindow(windowMs, urgentWindowMs);
        return view();
      },
    }),
  );

  router.post(
    '/demo/simulation',
    handleRequest({
      gate: open,
      body: simulationInput,
      run: async ({ body }) => {
        await simulation.turn(body.isOn);
        return view();
      },
    }),
  );

  return router;
};

const inProject = (...parts: string[]) => join(projectRoot, ...parts);

const setCaching = (response: { setHeader(name: string, value: string): void }) =>
  response.setHeader('Cache-Control', 'no-cache');

const sendFile =
  (path: string): RequestHandler =>
  (_request, response) => {
    setCaching(response);
    response.sendFile(path);
  };

interface PageConfig {
  embedOrigins: string[];
  isDemo: boolean;
  publicUrl?: string;
}

/** `/`: the stage in a demo, with the pages that play a host of the widget; the console anywhere else. */
export const createStageRoutes = (config: PageConfig): Router => {
  const router = Router();
  if (!config.isDemo) {
    router.get('/', (_request, response) => response.redirect('/console/'));
    return router;
  }
  const allowed = allowDemoPage(config);
  const fonts = inProject('node_modules', '@fontsource-variable', 'golos-text');
  const files = (folder: string) => serveStatic(folder, { index: false, setHeaders: setCaching });
  router.get('/', ...allowed, sendFile(inProject('server', 'demo-stage', 'stage.html')));
  for (const page of ['portal', 'native-host']) {
    router.get(`/demo/${page}`, ...allowed, sendFile(inProject('dist', 'widget', `${page}.html`)));
  }
  router.get('/demo/tokens.css', sendFile(inProject('shared', 'design', 'tokens.css')));
  router.use('/demo/fonts', files(fonts));
  router.use('/demo/stage', files(inProject('server', 'demo-stage')));
  router.use('/demo', files(inProject('dist', 'widget')));
  return router;
};
