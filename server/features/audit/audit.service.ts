import type { AuditAction, AuditEntryView } from '../../../shared/views/admin.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newId } from '../../lib/ids.js';
import type { Actor } from '../auth/actor.js';
import { listChanges, type AuditEntry } from './audit-entry.js';
import type { AuditStore } from './audit.store.js';

/** Where what people change rests: each change carries its entry until that is in the log. */
export interface AuditOutbox {
  listUnaudited(): Promise<AuditEntry[]>;
  forgetAudited(entryIds: readonly string[]): Promise<void>;
}

interface Deed {
  action: AuditAction;
  subjectId: string;
  subjectTitle: string;
  /** Settings as they were and as they are to be; secrets are not settings. */
  before?: object;
  after?: object;
}

/**
 * The log of who changed what. An entry is stored with the change itself, in the same document by the same write, so
 * there is neither a change without its entry nor an entry of a change that came too late. From there it is moved into
 * the log before anybody is told of the change; where a process dies in between, whoever reads the settings next moves it.
 */
export class AuditService {
  readonly #store: AuditStore;
  readonly #outboxes: readonly AuditOutbox[];
  readonly #clock: Clock;

  constructor(deps: { store: AuditStore; outboxes: readonly AuditOutbox[]; clock: Clock }) {
    this.#store = deps.store;
    this.#outboxes = deps.outboxes;
    this.#clock = deps.clock;
  }

  /** What is to be stored with the change. Fails with `forbidden` for citizens, who change no settings. */
  draft(actor: Actor, { before = {}, after = {}, ...deed }: Deed): AuditEntry {
    const at = this.#clock.now();
    return {
      ...{ _id: newId(at.getTime()), at, ...presentActor(actor), ...deed },
      changes: listChanges(before, after),
    };
  }

  /** Moves what a change carries into the log. */
  async keep(outbox: AuditOutbox, entries: readonly AuditEntry[]): Promise<void> {
    await this.#store.add(entries);
    await outbox.forgetAudited(entries.map(({ _id }) => _id));
  }

  /** Moves everything that a process which died has left. */
  async keepLeft(): Promise<void> {
    for (const outbox of this.#outboxes) {
      const left = await outbox.listUnaudited();
      if (left.length > 0) await this.keep(outbox, left);
    }
  }

  /** A page, the newest first. For administrators, else `forbidden`; `not_found` where `before` is no entry. */
  async listEntries(
    actor: Actor,
    { before: beforeId, subjectId }: { before?: string; subjectId?: string },
  ): Promise<{ entries: AuditEntryView[]; hasMore: boolean }> {
    if (actor.kind !== 'staff' || actor.role !== 'administrator')
      throw new DomainError('forbidden', 'Only administrators read the audit log.');
    const before = beforeId === undefined ? null : await this.#store.find(beforeId);
    if (beforeId !== undefined && !before) throw new DomainError('not_found', 'No such entry.');
    const found = await this.#store.list({
      ...(subjectId === undefined ? {} : { subjectId }),
      ...(before ? { before } : {}),
      count: limits.settings.auditPage + 1,
    });
    const entries = found.slice(0, limits.settings.auditPage).map(presentEntry);
    return { entries, hasMore: found.length > entries.length };
  }
}

const presentActor = (actor: Actor): Pick<AuditEntry, 'actorId' | 'actorName'> => {
  switch (actor.kind) {
    case 'staff':
      return { actorId: actor.operatorId, actorName: actor.name };
    case 'system':
      return { actorId: 'system', actorName: actor.name ?? 'system' };
    case 'citizen':
      throw new DomainError('forbidden', 'Citizens change no settings.');
  }
};

const presentEntry = ({ _id, at, ...rest }: AuditEntry): AuditEntryView => ({
  ...{ entryId: _id, at: at.toISOString() },
  ...rest,
});
