import { Router } from 'express';
import type { Auth } from '../features/auth/create-auth.js';
import type { Clock } from '../lib/clock.js';
import { createCitizenAuthRoutes } from './citizen-auth-routes.js';
import { createDemoAuthRoutes } from './demo-auth-routes.js';
import type { Gates } from './gates.js';
import { createRefreshCookie } from './refresh-cookie.js';
import { createStaffAuthRoutes } from './staff-auth-routes.js';

/** Everything under `/api` that makes, renews and ends tokens. */
export const createAuthRoutes = (deps: {
  config: { publicUrl?: string };
  auth: Auth;
  gates: Gates;
  clock: Clock;
}): Router => {
  const { staffSignIn, citizenSignIn, demoPortal } = deps.auth;
  const { gates, clock } = deps;
  const cookie = createRefreshCookie(deps.config);
  const staff = { staffSignIn, gates, clock, cookie };
  const router = Router();
  router.use(createStaffAuthRoutes(staff), createCitizenAuthRoutes({ citizenSignIn, gates }));
  if (demoPortal) router.use(createDemoAuthRoutes({ ...staff, demoPortal }));
  return router;
};
