import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import type { SeatKind } from '../../shared/domain/states.js';

interface Use {
  operatorId: string;
  offerId: string;
  seatKind: SeatKind;
}

export const seatsUsedBy = ({ offers, owner }: ChatSessionState): Use[] => [
  ...offers,
  ...(owner ? [owner] : []),
];

/** Who holds how many seats by what the sessions say, counted apart from the seats themselves. */
export class SeatBook {
  /** Times somebody had more than there is. */
  overCapacity = 0;
  readonly #used = new Map<string, Record<SeatKind, Set<string>>>();
  readonly #people: Map<string, StaffPerson>;
  readonly #note: (what: string) => void;

  constructor(people: readonly StaffPerson[], note: (what: string) => void) {
    this.#people = new Map(people.map((person) => [person.operatorId, person]));
    this.#note = note;
  }

  learn(before: ChatSessionState, after: ChatSessionState): void {
    const kept = new Set(seatsUsedBy(after).map(({ offerId }) => offerId));
    for (const { operatorId, offerId, seatKind } of seatsUsedBy(before))
      if (!kept.has(offerId)) this.#of(operatorId)[seatKind].delete(offerId);
    for (const { operatorId, offerId, seatKind } of seatsUsedBy(after)) {
      const seats = this.#of(operatorId)[seatKind];
      if (seats.has(offerId)) continue;
      seats.add(offerId);
      const most = this.#mostOf(operatorId, seatKind);
      if (seats.size <= most) continue;
      this.overCapacity += 1;
      this.#note(`${operatorId} has ${String(seats.size)} ${seatKind} seats of ${String(most)}`);
    }
  }

  countOf(operatorId: string, kind: SeatKind): number {
    return this.#of(operatorId)[kind].size;
  }

  #mostOf(operatorId: string, kind: SeatKind): number {
    const person = this.#people.get(operatorId);
    if (kind === 'normal') return person?.capacity ?? 0;
    if (kind === 'reserve') return person?.role === 'senior' ? 1 : 0;
    return person?.role === 'supervisor' ? Infinity : 0;
  }

  #of(operatorId: string): Record<SeatKind, Set<string>> {
    const known = this.#used.get(operatorId);
    if (known) return known;
    const made = {
      normal: new Set<string>(),
      reserve: new Set<string>(),
      forced: new Set<string>(),
    };
    this.#used.set(operatorId, made);
    return made;
  }
}
