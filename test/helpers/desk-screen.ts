import type { ServerToStaff, StaffDesk } from '../../shared/protocol/staff-events.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';
import type { OfferView } from '../../shared/views/routing.js';
import type { PresenceState } from '../../shared/domain/states.js';
import type { StaffClient } from './clients.js';

type CitizenPresence = Parameters<ServerToStaff['citizen:presence']>[0];

const seenOf = (rows: Iterable<SessionRowView>, offers: Iterable<OfferView>) => ({
  rows: [...rows].sort((one, other) => one.sessionId.localeCompare(other.sessionId)),
  offers: [...offers].map(({ offerId, expiresAt }) => `${offerId} ${expiresAt}`).sort(),
});

/** What a console shows of its lists: the desk it started from and every event since, as the console adds them up. */
export class DeskScreen {
  readonly #rows = new Map<string, SessionRowView>();
  readonly #offers = new Map<string, OfferView>();
  /** The person's own, as the console shows it. */
  presence: PresenceState = 'offline';
  /** How often each offer was told to have ended. */
  readonly ends = new Map<string, number>();

  private constructor(readonly client: StaffClient) {}

  static async open(client: StaffClient): Promise<DeskScreen> {
    const screen = new DeskScreen(client);
    const { socket } = client;
    socket.on('session:row', (row: SessionRowView) => screen.#rows.set(row.sessionId, row));
    socket.on('session:gone', ({ sessionId }: { sessionId: string }) => {
      screen.#rows.delete(sessionId);
    });
    socket.on('citizen:presence', ({ sessionId, isOnline }: CitizenPresence) => {
      const row = screen.#rows.get(sessionId);
      if (row) screen.#rows.set(sessionId, { ...row, isCitizenOnline: isOnline });
    });
    socket.on('presence:changed', ({ presence }: { presence: PresenceState }) => {
      screen.presence = presence;
    });
    socket.on('offer:made', (offer: OfferView) => screen.#offers.set(offer.offerId, offer));
    socket.on('offer:ended', ({ offerId }: { offerId: string }) => {
      screen.#offers.delete(offerId);
      screen.ends.set(offerId, (screen.ends.get(offerId) ?? 0) + 1);
    });
    await screen.reload();
    return screen;
  }

  /** After a reconnect, as the console does. */
  async reload(): Promise<void> {
    const desk = await this.client.ask('desk:open', {});
    this.#rows.clear();
    this.#offers.clear();
    for (const row of desk.sessions) this.#rows.set(row.sessionId, row);
    this.presence = desk.presence;
    for (const offer of desk.offers) this.#offers.set(offer.offerId, offer);
  }

  seen() {
    return seenOf(this.#rows.values(), this.#offers.values());
  }

  /** What a console that opens now would show. */
  async refetched() {
    const desk: StaffDesk = await this.client.ask('desk:open', {});
    return seenOf(desk.sessions, desk.offers);
  }
}
