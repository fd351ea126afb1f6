import type { Request } from 'express';
import type { Role } from '../../shared/domain/states.js';
import type { CitizenActor, StaffActor } from '../features/auth/actor.js';
import { DomainError } from '../lib/domain-error.js';

/** Lets a request in as somebody, or fails with the code that says why not. */
export type Gate<A> = (request: Request) => Promise<A>;

type Person = CitizenActor | StaffActor;

export interface Gates {
  /** Staff, of one of these roles where any are named. Others: `forbidden`. */
  requireStaff(allowed?: readonly Role[]): Gate<StaffActor>;
  requireCitizen(): Gate<CitizenActor>;
  requireAnyone(): Gate<Person>;
}

/** For routes that need nobody. */
export const open: Gate<null> = () => Promise.resolve(null);

const readBearer = (request: Request): string => {
  const match = /^Bearer ([\w.-]{1,4096})$/i.exec(request.headers.authorization ?? '');
  if (!match?.[1]) throw new DomainError('unauthenticated', 'A bearer token is needed.');
  return match[1];
};

/** Gates over bearer tokens. A request is authenticated once, however many gates it passes. */
export const createGates = (authenticate: (token: string) => Promise<Person>): Gates => {
  const known = new WeakMap<Request, Promise<Person>>();
  const recognize = async (request: Request): Promise<Person> => {
    const asked = known.get(request) ?? authenticate(readBearer(request));
    known.set(request, asked);
    return asked;
  };
  return {
    requireStaff: (allowed) => async (request) => {
      const actor = await recognize(request);
      if (actor.kind !== 'staff') throw new DomainError('forbidden', 'This is for staff.');
      if (allowed && !allowed.includes(actor.role))
        throw new DomainError('forbidden', 'This is for other roles.');
      return actor;
    },
    requireCitizen: () => async (request) => {
      const actor = await recognize(request);
      if (actor.kind !== 'citizen') throw new DomainError('forbidden', 'This is for citizens.');
      return actor;
    },
    requireAnyone: () => recognize,
  };
};
