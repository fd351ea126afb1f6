import { Router } from 'express';

export interface Readiness {
  /** Whether the database answers, soon. */
  ping(): Promise<boolean>;
  /** Whether this process is on its way down. */
  isDraining(): boolean;
  /** How this process reaches the others. */
  linkState?(): 'alone' | 'ready' | 'down';
}

/** `/healthz`: the process lives. `/readyz`: it can serve now; 503 tells a balancer to go elsewhere. */
export const createHealthRoutes = (readiness: Readiness): Router => {
  const router = Router();

  router.get('/healthz', (_request, response) => {
    response.json({ status: 'up' });
  });

  router.get('/readyz', async (_request, response) => {
    const reason = readiness.isDraining()
      ? 'draining'
      : (await readiness.ping())
        ? null
        : 'database';
    const link = readiness.linkState?.() ?? 'alone';
    // A process whose Redis is down serves all the same: it reads from the database what others have stored.
    const redis = link === 'alone' ? {} : { redis: link };
    response.status(reason === null ? 200 : 503).json({
      ...(reason === null ? { status: 'ready' } : { status: 'not_ready', reason }),
      ...redis,
    });
  });

  return router;
};
