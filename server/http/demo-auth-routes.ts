import { Router } from 'express';
import { demoIdentityInput, demoSignInInput } from '../../shared/schemas/http.js';
import type { IdentityTokenView } from '../../shared/views/accounts.js';
import type { DemoPortal } from '../features/auth/demo-portal.js';
import { open } from './gates.js';
import { handleRequest } from './handle-request.js';
import { handOver, type StaffAuthDeps } from './staff-auth-routes.js';

interface DemoAuthDeps extends StaffAuthDeps {
  demoPortal: DemoPortal;
}

/** The person signed in at the demo portal. */
const demoPerson = { portalUserId: 'demo-citizen', name: 'Мария Петрова' };

/** The demo stage's one click: in as somebody of a role, or as a portal's user. Mounted in a demo only. */
export const createDemoAuthRoutes = (deps: DemoAuthDeps): Router => {
  const router = Router();

  router.post(
    '/demo/sign-in',
    handleRequest({
      gate: open,
      body: demoSignInInput,
      run: async ({ body, response }) => {
        const signedIn = await deps.staffSignIn.signInDemo(body);
        return handOver(deps, signedIn, { response, tabId: body.tabId });
      },
    }),
  );

  router.post(
    '/demo/identity-token',
    handleRequest({
      gate: open,
      body: demoIdentityInput,
      run: ({ body }): Promise<IdentityTokenView> => {
        const portalUserId = body.portalUserId ?? demoPerson.portalUserId;
        const name = body.name ?? demoPerson.name;
        const identityToken = deps.demoPortal.signIdentity({ portalUserId, name });
        return Promise.resolve({ identityToken });
      },
    }),
  );

  return router;
};
