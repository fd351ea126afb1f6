import { DomainError } from '../../lib/domain-error.js';
import type { Logger } from '../../lib/logger.js';
import type { StaffDirectory } from '../operators/staff-directory.js';
import type { PresenceService } from '../presence/presence.service.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { OfferService } from './offer.service.js';

export interface DepartureDeps {
  log: SessionLog;
  offers: Pick<OfferService, 'withdraw'>;
  /** Sessions with an open offer to somebody. */
  listOfferedTo: (operatorId: string) => string[];
  /** Sessions somebody holds, and perhaps some they held. */
  listHeldBy: (operatorId: string) => string[];
  presence: PresenceService;
  staff: StaffDirectory;
  logger: Logger;
}

/** People of the staff who leave, vanish, or whose account is closed: what they were asked and what they hold goes on. */
export class Departures {
  readonly #deps: DepartureDeps;

  constructor(deps: DepartureDeps) {
    this.#deps = deps;
  }

  /** What is proposed to who leaves goes to the next at once. */
  async passOn(operatorId: string): Promise<void> {
    for (const sessionId of this.#deps.listOfferedTo(operatorId)) {
      await this.#deps.offers.withdraw(sessionId, operatorId);
    }
  }

  async releaseVanished(operatorId: string): Promise<void> {
    for (const sessionId of this.#deps.listHeldBy(operatorId))
      await this.takeFrom(sessionId, operatorId);
  }

  /** An account that was closed is offline, is asked nothing and holds nothing. */
  async letGoOfClosed(): Promise<void> {
    const { listHeldBy, listOfferedTo, presence, staff } = this.#deps;
    for (const operatorId of staff.listClosed()) {
      if (presence.stateOf(operatorId) !== 'offline') await presence.choose(operatorId, 'offline');
      if (listOfferedTo(operatorId).length > 0) await this.passOn(operatorId);
      for (const sessionId of listHeldBy(operatorId)) await this.takeFrom(sessionId, operatorId);
    }
  }

  /** False where nothing was to be taken, or it failed; the sweep tries again. */
  async takeFrom(sessionId: string, operatorId: string): Promise<boolean> {
    const { log, logger, presence, staff } = this.#deps;
    try {
      const { event } = await log.append({
        sessionId,
        authorId: 'system',
        decide: ({ owner }) => {
          if (owner?.operatorId !== operatorId) return null;
          // Back in the meantime: nothing is taken away.
          if (!presence.hasVanished(operatorId) && !staff.isClosed(operatorId)) return null;
          return {
            kind: 'operator.left',
            audience: 'all',
            plain: { operatorId, operatorName: owner.name, reason: 'vanished' },
          };
        },
      });
      return event !== null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      logger.warn({ event: 'vanished.failed', sessionId, code: error.code });
      return false;
    }
  }
}
