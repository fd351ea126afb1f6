import { Router } from 'express';

export interface Readiness {
  /** Whether the database answers, soon. */
  ping(): Promise<boolean>;
  /** Whether this process is on its way down. */
  isDraining(): boolean;
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
    response
      .status(reason === null ? 200 : 503)
      .json(reason === null ? { status: 'ready' } : { status: 'not_ready', reason });
  });

  return router;
};
