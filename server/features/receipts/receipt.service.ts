import type { ReceiptsView } from '../../../shared/views/chat-session.js';
import type { Actor } from '../auth/actor.js';
import type { SessionAccess } from '../chat-sessions/session-access.js';
import type { ReceiptStore } from './receipt.store.js';

/** Sent is the acknowledgement; delivered and read are the other side's cursors. */
export class ReceiptService {
  readonly #store: ReceiptStore;
  readonly #access: SessionAccess;

  constructor(store: ReceiptStore, access: SessionAccess) {
    this.#store = store;
    this.#access = access;
  }

  /**
   * Moves the actor's side forward and answers both sides. A cursor past the head is cut to it. Who reads along
   * without holding the session moves nothing: the citizen shall not take an overseer for an answer.
   */
  async setReceipt(
    actor: Actor,
    request: { sessionId: string; delivered?: number; read?: number },
  ): Promise<{ receipts: ReceiptsView; isMoved: boolean }> {
    const { sessionId } = request;
    const state = await this.#access.getReadableSession(actor, sessionId);
    const isOwner = actor.kind === 'staff' && state.owner?.operatorId === actor.operatorId;
    const before = await this.#store.read(sessionId);
    if (actor.kind !== 'citizen' && !isOwner) return { receipts: before, isMoved: false };
    const side = actor.kind === 'citizen' ? 'citizen' : 'staff';
    const head = state.publicHeadSeq;
    const read = Math.min(request.read ?? 0, head);
    const delivered = Math.max(Math.min(request.delivered ?? 0, head), read);
    if (read <= before[side].read && delivered <= before[side].delivered) {
      return { receipts: before, isMoved: false };
    }
    // What another device of the same side has told meanwhile counts: the answer never goes back either.
    const moved = await this.#store.advance(sessionId, side, { delivered, read });
    const now = { delivered: moved.delivered, read: moved.read };
    return { receipts: { ...before, [side]: now }, isMoved: true };
  }

  read(sessionId: string): Promise<ReceiptsView> {
    return this.#store.read(sessionId);
  }
}
