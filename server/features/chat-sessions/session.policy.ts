import { DomainError } from '../../lib/domain-error.js';
import type { Actor, StaffActor } from '../auth/actor.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { ChatSessionState } from '../session-log/state.js';

/** Sees every session, whoever holds it. */
export const oversees = (actor: StaffActor) =>
  actor.role === 'supervisor' || actor.role === 'administrator';

/** From the step on that asks seniors of every pool, each of them may see what it is about [spec 4]. */
export const isForEverySenior = ({ escalation }: Pick<ChatSessionState, 'escalation'>): boolean =>
  escalation !== undefined && escalation.step !== 'same_pool';

/** Whether a member of staff may see the session: an overseer all, others their pools' and what is put to them. */
const canStaffRead = (actor: StaffActor, state: ChatSessionState): boolean => {
  if (oversees(actor)) return true;
  const me = actor.operatorId;
  return (
    servingPools(state).some((poolId) => actor.poolIds.includes(poolId)) ||
    state.owner?.operatorId === me ||
    state.lastOwner?.operatorId === me ||
    state.handOverFrom?.operatorId === me ||
    state.offers.some((offer) => offer.operatorId === me) ||
    (state.transfer !== undefined && actor.poolIds.includes(state.transfer.target.poolId)) ||
    (actor.role === 'senior' && isForEverySenior(state))
  );
};

export const canRead = (actor: Actor, state: ChatSessionState): boolean => {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'citizen':
      return actor.citizenId === state.citizenId;
    case 'staff':
      return canStaffRead(actor, state);
  }
};

/** Fails with `not_found`: not found and not allowed look alike. */
export const assertCanRead = (actor: Actor, state: ChatSessionState): void => {
  if (!canRead(actor, state)) throw new DomainError('not_found', 'No such session.');
};

/** Fails with `not_owner` unless the member of staff holds the session now, with `not_found` where it is out of sight. */
export const assertOwner = (actor: StaffActor, state: ChatSessionState): void => {
  if (state.owner?.operatorId === actor.operatorId) return;
  assertCanRead(actor, state);
  throw new DomainError('not_owner', 'Another holds this session.', {
    ...(state.owner ? { byName: state.owner.name } : {}),
  });
};

/** The citizen of the session, or `not_found`. */
export const assertCitizenOf = (actor: Actor, state: ChatSessionState): void => {
  if (actor.kind === 'citizen' && actor.citizenId === state.citizenId) return;
  throw new DomainError('not_found', 'No such session.');
};

/** Fails with `escalation_open` while a senior is called. */
export const assertNoEscalation = ({ escalation }: ChatSessionState): void => {
  if (!escalation) return;
  throw new DomainError('escalation_open', 'A senior specialist has been called.');
};

/** Who may write in it: its citizen, its owner; a note also everybody of the staff who may read it. */
export const assertCanWrite = (
  actor: Actor,
  state: ChatSessionState,
  audience: 'all' | 'staff',
): void => {
  assertCanRead(actor, state);
  if (actor.kind === 'staff' && audience === 'all') assertOwner(actor, state);
  if (actor.kind === 'citizen' && audience === 'staff') {
    throw new DomainError('forbidden', 'Notes are for the staff.');
  }
};
