import type { StaffDirectory } from '../features/operators/staff-directory.js';
import type { ReceiptService } from '../features/receipts/receipt.service.js';
import type { Hint, NodeLink } from './nodes/node-link.js';
import {
  operatorRoom,
  sessionRoom,
  type CitizenNamespace,
  type StaffNamespace,
} from './sockets.js';

type Typing = Extract<Hint, { kind: 'typing' }>;

export interface MarksDeps {
  citizens: CitizenNamespace;
  staff: StaffNamespace;
  link: NodeLink;
  people: Pick<StaffDirectory, 'find'>;
  receipts: Pick<ReceiptService, 'read'>;
}

/** What passes by a session without being an event of it: who is typing, how far each side has read. */
export class Marks {
  readonly #deps: MarksDeps;

  constructor(deps: MarksDeps) {
    this.#deps = deps;
  }

  async typing(mark: Omit<Typing, 'kind'>): Promise<void> {
    const hint = { kind: 'typing', ...mark } as const;
    this.#deps.link.tell(hint);
    await this.show(hint);
  }

  async receiptsMoved(sessionId: string, side: 'citizen' | 'staff'): Promise<void> {
    const hint = { kind: 'receipts', sessionId, side } as const;
    this.#deps.link.tell(hint);
    await this.show(hint);
  }

  /** To the sockets of this process. */
  async show(hint: Extract<Hint, { kind: 'typing' | 'receipts' }>): Promise<void> {
    if (hint.kind === 'typing') this.#showTyping(hint);
    else await this.#showReceipts(hint.sessionId, hint.side);
  }

  #showTyping({ sessionId, isTyping, by, isPublic }: Typing): void {
    const { citizens, people, staff } = this.#deps;
    const name = people.find(by)?.name;
    const update = { sessionId, isTyping, ...(name === undefined ? {} : { name }) };
    const room = sessionRoom(sessionId);
    // Not to one's own other tabs.
    staff.local.to(room).except(operatorRoom(by)).volatile.emit('typing:changed', update);
    if (name !== undefined && isPublic) {
      citizens.local.to(room).volatile.emit('typing:changed', update);
    }
  }

  /** The other side learns how far this one has read; so do the operator's other devices. */
  async #showReceipts(sessionId: string, side: 'citizen' | 'staff'): Promise<void> {
    const { citizens, receipts, staff } = this.#deps;
    const room = sessionRoom(sessionId);
    if (!citizens.adapter.rooms.has(room) && !staff.adapter.rooms.has(room)) return;
    const update = { sessionId, receipts: await receipts.read(sessionId) };
    staff.local.to(room).emit('session:receipts', update);
    if (side === 'staff') citizens.local.to(room).emit('session:receipts', update);
  }
}
