import { Router, type Response } from 'express';
import { signInInput, tabInput } from '../../shared/schemas/http.js';
import type { StaffTokensView } from '../../shared/views/accounts.js';
import type { StaffSignedIn, StaffSignIn } from '../features/auth/staff-sign-in.service.js';
import type { Clock } from '../lib/clock.js';
import { DomainError } from '../lib/domain-error.js';
import { open, type Gates } from './gates.js';
import { handleRequest } from './handle-request.js';
import type { RefreshCookie } from './refresh-cookie.js';

export interface StaffAuthDeps {
  staffSignIn: StaffSignIn;
  gates: Gates;
  clock: Clock;
  cookie: RefreshCookie;
}

/** Puts the refresh token where no script reads it and gives the rest as the answer. */
export const handOver = (
  { cookie, clock }: Pick<StaffAuthDeps, 'cookie' | 'clock'>,
  { refresh, view }: StaffSignedIn,
  to: { response: Response; tabId: string },
): StaffTokensView => {
  const lifeMs = refresh.expiresAt.getTime() - clock.nowMs();
  cookie.set(to.response, to.tabId, refresh.refreshToken, lifeMs);
  return view;
};

/** After these the cookie is of no use any more. */
const endsSession = (error: unknown): boolean =>
  error instanceof DomainError && ['session_revoked', 'unauthenticated'].includes(error.code);

/** Sign-in, refresh, sign-out and «who am I» of staff. */
export const createStaffAuthRoutes = (deps: StaffAuthDeps): Router => {
  const { staffSignIn, gates, cookie } = deps;
  const router = Router();

  router.post(
    '/staff/sign-in',
    handleRequest({
      gate: open,
      body: signInInput,
      run: async ({ body, address, response }) => {
        const signedIn = await staffSignIn.signIn(body, address);
        return handOver(deps, signedIn, { response, tabId: body.tabId });
      },
    }),
  );

  router.post(
    '/staff/sessions/:tabId/refresh',
    handleRequest({
      gate: open,
      params: tabInput,
      run: async ({ params: { tabId }, address, request, response }) => {
        const refreshToken = cookie.get(request);
        try {
          const signedIn = await staffSignIn.refresh({ tabId, refreshToken }, address);
          return handOver(deps, signedIn, { response, tabId });
        } catch (error) {
          if (endsSession(error)) cookie.clear(response, tabId);
          throw error;
        }
      },
    }),
  );

  // The cookie alone is enough, so that signing out works with an access token that has ended.
  router.delete(
    '/staff/sessions/:tabId',
    handleRequest({
      gate: open,
      params: tabInput,
      run: async ({ params: { tabId }, request, response }) => {
        await staffSignIn.signOut({ tabId, refreshToken: cookie.get(request) });
        cookie.clear(response, tabId);
      },
    }),
  );

  router.get(
    '/staff/me',
    handleRequest({
      gate: gates.requireStaff(),
      run: ({ actor }) => staffSignIn.getMe(actor),
    }),
  );

  return router;
};
