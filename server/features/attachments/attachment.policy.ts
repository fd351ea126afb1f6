import { DomainError } from '../../lib/domain-error.js';
import type { Actor } from '../auth/actor.js';
import type { Attachment } from './attachment.model.js';

/** Who an actor is in the `authorId` of a file. */
export const authorIdOf = (actor: Actor): string => {
  switch (actor.kind) {
    case 'citizen':
      return actor.citizenId;
    case 'staff':
      return actor.operatorId;
    case 'system':
      return 'system';
  }
};

/**
 * For somebody who may read the session: a file no message has claimed is its author's alone, a note's file the
 * staff's. Fails with `not_found`.
 */
export const assertCanReadFile = (actor: Actor, attachment: Attachment): void => {
  const isAuthor = attachment.authorId === authorIdOf(actor);
  const isClaimed = attachment.claimedAt !== undefined;
  const isForStaff = attachment.audience === 'staff';
  const isAllowed = isClaimed ? !isForStaff || actor.kind !== 'citizen' : isAuthor;
  if (!isAllowed || attachment.isDoomed || !attachment.storedAt) {
    throw new DomainError('not_found', 'No such file.');
  }
};
