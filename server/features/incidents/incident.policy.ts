import { DomainError } from '../../lib/domain-error.js';
import type { StaffActor } from '../auth/actor.js';
import { oversees } from '../chat-sessions/session.policy.js';
import type { Incident } from './incident.store.js';

/** Overseers see every incident, operators and seniors those of their pools. */
export const canSee = (actor: StaffActor, { poolId }: Pick<Incident, 'poolId'>): boolean =>
  oversees(actor) || actor.poolIds.includes(poolId);

/** Fails with `forbidden`: who answers many at once answers for everybody. */
export const assertCanLead = (actor: StaffActor): void => {
  if (!oversees(actor)) throw new DomainError('forbidden', 'Incidents are led by supervisors.');
};
