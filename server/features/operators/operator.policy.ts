import { DomainError } from '../../lib/domain-error.js';
import type { Actor } from '../auth/actor.js';

/** Accounts are made and changed by administrators and by the machine's own commands. */
export const assertCanManageOperators = (actor: Actor): void => {
  if (actor.kind === 'system') return;
  if (actor.kind === 'staff' && actor.role === 'administrator') return;
  throw new DomainError('forbidden', 'Only administrators manage accounts.');
};

/** One's own password, or anybody's for who manages accounts. */
export const assertCanSetPassword = (actor: Actor, operatorId: string): void => {
  if (actor.kind === 'staff' && actor.operatorId === operatorId) return;
  assertCanManageOperators(actor);
};
