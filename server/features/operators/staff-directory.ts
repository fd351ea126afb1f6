import type { RequestType } from '../../../shared/domain/request-types.js';
import type { Locale, Role } from '../../../shared/domain/states.js';
import { groupBy, groupByEach } from '../../lib/group-by.js';

/** A member of staff as routing needs one. */
export interface StaffPerson {
  operatorId: string;
  name: string;
  role: Role;
  poolIds: string[];
  capacity: number;
  /** Absent: every type of the pools. */
  requestTypes?: RequestType[];
  /** Absent: every language of the product. */
  languages?: Locale[];
  /** Acts by itself in a demo. */
  isTraining?: boolean;
}

export interface Staff {
  people: StaffPerson[];
  /** Accounts that were closed. */
  closedIds: string[];
}

/** Practice chats and practice people keep to themselves; everybody else never notices them. */
export const isOfSameKind = (
  a: { isTraining?: boolean | undefined },
  b: { isTraining?: boolean | undefined },
): boolean => (a.isTraining === true) === (b.isTraining === true);

/** Everybody who can be given a session, kept in memory: matching asks for all of them at every step. */
export class StaffDirectory {
  readonly #read: () => Promise<Staff>;
  #people = new Map<string, StaffPerson>();
  /** Operators and seniors by the pools they serve, everybody by role. */
  #byPool = new Map<string, StaffPerson[]>();
  #byRole = new Map<Role, StaffPerson[]>();
  #closedIds: ReadonlySet<string> = new Set();

  constructor(read: () => Promise<Staff>) {
    this.#read = read;
  }

  async reload(): Promise<void> {
    const { people, closedIds } = await this.#read();
    this.#people = new Map(people.map((person) => [person.operatorId, person]));
    this.#closedIds = new Set(closedIds);
    this.#byRole = groupBy(people, ({ role }) => role);
    const serving = people.filter(({ role }) => role === 'operator' || role === 'senior');
    this.#byPool = groupByEach(serving, ({ poolIds }) => new Set(poolIds));
  }

  list(): StaffPerson[] {
    return [...this.#people.values()];
  }

  find(operatorId: string): StaffPerson | null {
    return this.#people.get(operatorId) ?? null;
  }

  /** Whether the account was closed: unlike who is not known, such a person is gone for good. */
  isClosed(operatorId: string): boolean {
    return this.#closedIds.has(operatorId);
  }

  listClosed(): string[] {
    return [...this.#closedIds];
  }

  /** Operators and seniors who serve a pool. */
  listOfPool(poolId: string): readonly StaffPerson[] {
    return this.#byPool.get(poolId) ?? [];
  }

  listByRole(role: Role): readonly StaffPerson[] {
    return this.#byRole.get(role) ?? [];
  }
}
