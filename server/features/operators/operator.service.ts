import type { RequestType } from '../../../shared/domain/request-types.js';
import type { Locale, Role } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { SettingRefusal } from '../../../shared/views/admin.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newId } from '../../lib/ids.js';
import type { AuditService } from '../audit/audit.service.js';
import type { Actor } from '../auth/actor.js';
import type { Operator } from './operator.model.js';
import { assertCanManageOperators, assertCanSetPassword } from './operator.policy.js';
import type { OperatorChange, OperatorStore } from './operator.store.js';
import { settingsOf } from './person-settings.js';
import type { Staff } from './staff-directory.js';

export interface NewOperator {
  /** Chosen by a seed that must be the same each time; made otherwise. */
  operatorId?: string;
  login: string;
  password: string;
  name: string;
  role: Role;
  poolIds: string[];
  capacity?: number;
  requestTypes?: RequestType[];
  languages?: Locale[];
  isActive?: boolean;
  isDemo?: boolean;
  isTraining?: boolean;
}

interface Deps {
  store: OperatorStore;
  audit: AuditService;
  passwords: { hash(password: string): Promise<string> };
  clock: Clock;
  /** Ends every sign-in of a person whose rights or password changed. */
  revokeSessionsOf(operatorId: string): Promise<void>;
}

const refuse = (field: string, message: string, reason?: SettingRefusal['reason']) =>
  new DomainError('bad_request', message, { field, ...(reason ? { reason } : {}) });

/** Accounts of staff. Every change of one is in the audit log before it is answered. */
export class OperatorService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Logins differ in more than letter case and code points. */
  foldLogin(login: string): string {
    return login.normalize('NFKC').trim().toLowerCase();
  }

  /**
   * Makes an account. Fails with `forbidden`, or with `bad_request` and the `field`: a login taken or empty, a
   * password too short or equal to the login, a capacity out of range.
   */
  async createOperator(actor: Actor, input: NewOperator): Promise<Operator> {
    assertCanManageOperators(actor);
    const { operatorId, password, capacity = limits.seats.defaultCapacity, ...rest } = input;
    const loginFolded = this.foldLogin(input.login);
    if (loginFolded === '') throw refuse('login', 'The login is empty.');
    this.#assertPassword(password, loginFolded);
    assertCapacity(capacity);
    const now = this.#deps.clock.now();
    const operator: Operator = {
      ...{ isDemo: false, isActive: true, ...rest },
      ...{ login: input.login.trim(), name: input.name.trim() },
      ...{ _id: operatorId ?? newId(now.getTime()), loginFolded, capacity, createdAt: now },
      passwordHash: await this.#deps.passwords.hash(password),
    };
    if (operator.name === '') throw refuse('name', 'The name is empty.');
    const { audit, store } = this.#deps;
    const entry = audit.draft(actor, {
      ...{ action: 'person.created', subjectId: operator._id, subjectTitle: operator.name },
      after: { login: operator.login, ...settingsOf(operator) },
    });
    if ((await store.create({ ...operator, unaudited: [entry] })) === 'taken')
      throw refuse('login', 'Somebody has this login.', 'taken');
    await audit.keep(store, [entry]);
    return operator;
  }

  async findOperator(operatorId: string): Promise<Operator | null> {
    return this.#deps.store.findById(operatorId);
  }

  /** Fails with `not_found`. */
  async getOperator(operatorId: string): Promise<Operator> {
    const operator = await this.#deps.store.findById(operatorId);
    if (!operator) throw new DomainError('not_found', 'No such operator.');
    return operator;
  }

  async findByLogin(login: string): Promise<Operator | null> {
    return this.#deps.store.findByLogin(this.foldLogin(login));
  }

  /** The demo person of a role, if the world was seeded with one. */
  async findDemoOperator(role: Role): Promise<Operator | null> {
    return this.#deps.store.findDemo(role);
  }

  /** Everybody, eldest account first, closed accounts too. */
  async listOperators(): Promise<Operator[]> {
    return this.#deps.store.list();
  }

  /** Those who can be given a session, as `StaffDirectory` keeps them, and whose account is closed. */
  async listStaff(): Promise<Staff> {
    const operators = await this.#deps.store.list();
    const people = operators
      .filter(({ isActive }) => isActive)
      .map(({ _id, name, role, poolIds, capacity, requestTypes, languages, isTraining }) => ({
        ...{ operatorId: _id, name, role, poolIds, capacity },
        ...(requestTypes === undefined ? {} : { requestTypes }),
        ...(languages === undefined ? {} : { languages }),
        ...(isTraining === true ? { isTraining } : {}),
      }));
    const closedIds = operators.flatMap(({ _id, isActive }) => (isActive ? [] : [_id]));
    return { people, closedIds };
  }

  /**
   * Changes an account. Where role, pools or whether it is open become others, the person's sign-ins end and are made
   * anew. Fails with `forbidden`, `not_found`, `bad_request` (capacity), and with `changed_meanwhile` where it is not
   * what it was at `revision`; without one as it is now.
   */
  async updateOperator(
    actor: Actor,
    { operatorId, revision, ...change }: OperatorChange & { operatorId: string; revision?: number },
  ): Promise<Operator> {
    assertCanManageOperators(actor);
    if (change.capacity !== undefined) assertCapacity(change.capacity);
    const { audit, store } = this.#deps;
    const operator = await this.getOperator(operatorId);
    const known = operator.revision ?? 0;
    if (revision !== undefined && revision !== known) throw changedMeanwhile();
    const before = settingsOf(operator);
    const entry = audit.draft(actor, {
      ...{ action: 'person.changed', subjectId: operatorId, before },
      ...{ subjectTitle: change.name ?? operator.name, after: { ...before, ...change } },
    });
    const changed = new Set(entry.changes.map(({ field }) => field));
    if (changed.size === 0) return operator;
    const updated = await store.update(operatorId, change, { revision: known, entry });
    if (!updated) throw changedMeanwhile();
    await audit.keep(store, [entry]);
    if (['role', 'poolIds', 'isActive'].some((field) => changed.has(field)))
      await this.#deps.revokeSessionsOf(operatorId);
    return updated;
  }

  /** Sets a password and ends every sign-in made with the old one. Fails with `forbidden`, `not_found`, `bad_request`. */
  async setPassword(actor: Actor, input: { operatorId: string; password: string }): Promise<void> {
    assertCanSetPassword(actor, input.operatorId);
    const { audit, passwords, store } = this.#deps;
    const operator = await this.getOperator(input.operatorId);
    this.#assertPassword(input.password, operator.loginFolded);
    const passwordHash = await passwords.hash(input.password);
    const entry = audit.draft(actor, {
      ...{ action: 'person.password_changed', subjectId: operator._id },
      subjectTitle: operator.name,
    });
    await store.setPassword(operator._id, passwordHash, entry);
    await audit.keep(store, [entry]);
    await this.#deps.revokeSessionsOf(operator._id);
  }

  #assertPassword(password: string, loginFolded: string): void {
    if (password.length < limits.auth.minPasswordLength)
      throw refuse(
        'password',
        `A password has ${limits.auth.minPasswordLength} characters or more.`,
      );
    if (password.length > limits.auth.maxPasswordLength)
      throw refuse('password', 'The password is too long.');
    if (this.foldLogin(password) === loginFolded)
      throw refuse('password', 'The password is the login.');
  }
}

const changedMeanwhile = () =>
  new DomainError('changed_meanwhile', 'Somebody else has changed it meanwhile.');

const assertCapacity = (capacity: number): void => {
  const isRight =
    Number.isInteger(capacity) && capacity >= 0 && capacity <= limits.seats.maxCapacity;
  if (!isRight) throw refuse('capacity', `Seats are 0 to ${limits.seats.maxCapacity}.`);
};
