import { createHash, randomBytes } from 'node:crypto';
import { limits } from '../../../shared/limits.js';
import type { DownloadTicketView } from '../../../shared/views/accounts.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import type { DownloadSubject, DownloadTicket } from './download-ticket.js';
import type { DownloadTicketStore } from './download-ticket.store.js';

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

/**
 * One-use addresses for what the browser or a webview's download manager fetches by itself, where no Authorization
 * header can be set. A ticket is bound to one thing and one person and lives 60 s.
 */
export class DownloadTicketService {
  readonly #store: DownloadTicketStore;
  readonly #clock: Clock;

  constructor(store: DownloadTicketStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The caller has checked that the actor may have it. */
  async issue(
    actor: CitizenActor | StaffActor,
    subject: DownloadSubject,
  ): Promise<DownloadTicketView> {
    const ticket = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.#clock.nowMs() + limits.attachment.ticketMs);
    await this.#store.insert({ _id: hashOf(ticket), subject, actor, expiresAt });
    return { url: `/api/downloads/${ticket}` };
  }

  /** Uses a ticket up. Fails with `ticket_gone` where it is unknown, used or over. */
  async redeem(ticket: string): Promise<Pick<DownloadTicket, 'actor' | 'subject'>> {
    const taken = await this.#store.take(hashOf(ticket), this.#clock.now());
    if (!taken) throw new DomainError('ticket_gone', 'The ticket is used up or over.');
    return taken;
  }
}
