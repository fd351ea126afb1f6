import { Router } from 'express';
import { citizenTokenInput, refreshInput } from '../../shared/schemas/http.js';
import type { CitizenSignIn } from '../features/auth/citizen-sign-in.service.js';
import { open, type Gates } from './gates.js';
import { handleRequest } from './handle-request.js';

interface CitizenAuthDeps {
  citizenSignIn: CitizenSignIn;
  gates: Gates;
}

/** Tokens of citizens: bearer only, cookies fail in third-party frames. */
export const createCitizenAuthRoutes = ({ citizenSignIn, gates }: CitizenAuthDeps): Router => {
  const router = Router();

  router.post(
    '/citizen/token',
    handleRequest({
      gate: open,
      body: citizenTokenInput,
      run: ({ body, address }) => citizenSignIn.signIn(body, address),
    }),
  );

  router.post(
    '/citizen/refresh',
    handleRequest({
      gate: open,
      body: refreshInput,
      run: ({ body, address }) => citizenSignIn.refresh(body.refreshToken, address),
    }),
  );

  router.delete(
    '/citizen/session',
    handleRequest({
      gate: gates.requireCitizen(),
      run: ({ actor }) => citizenSignIn.signOut(actor),
    }),
  );

  return router;
};
