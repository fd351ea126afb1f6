import type { RequestType } from '../../../shared/domain/request-types.js';
import type { Locale, Role } from '../../../shared/domain/states.js';

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

/** Practice chats and practice people keep to themselves; everybody else never notices them. */
export const isOfSameKind = (
  a: { isTraining?: boolean | undefined },
  b: { isTraining?: boolean | undefined },
): boolean => (a.isTraining === true) === (b.isTraining === true);

/** Everybody who can be given a session, kept in memory: matching asks for all of them at every step. */
export class StaffDirectory {
  readonly #read: () => Promise<StaffPerson[]>;
  #people = new Map<string, StaffPerson>();
  /** Operators and seniors by the pools they serve, everybody by role. */
  #byPool = new Map<string, StaffPerson[]>();
  #byRole = new Map<Role, StaffPerson[]>();

  constructor(read: () => Promise<StaffPerson[]>) {
    this.#read = read;
  }

  async reload(): Promise<void> {
    this.#people = new Map((await this.#read()).map((person) => [person.operatorId, person]));
    const people = this.list();
    this.#byRole = groupBy(people, ({ role }) => [role]);
    const serving = people.filter(({ role }) => role === 'operator' || role === 'senior');
    this.#byPool = groupBy(serving, ({ poolIds }) => new Set(poolIds));
  }

  list(): StaffPerson[] {
    return [...this.#people.values()];
  }

  find(operatorId: string): StaffPerson | null {
    return this.#people.get(operatorId) ?? null;
  }

  /** Operators and seniors who serve a pool. */
  listOfPool(poolId: string): readonly StaffPerson[] {
    return this.#byPool.get(poolId) ?? [];
  }

  listByRole(role: Role): readonly StaffPerson[] {
    return this.#byRole.get(role) ?? [];
  }
}

const groupBy = <Key>(
  people: readonly StaffPerson[],
  keysOf: (person: StaffPerson) => Iterable<Key>,
): Map<Key, StaffPerson[]> => {
  const groups = new Map<Key, StaffPerson[]>();
  for (const person of people) {
    for (const key of keysOf(person)) {
      const group = groups.get(key);
      if (group) group.push(person);
      else groups.set(key, [person]);
    }
  }
  return groups;
};
