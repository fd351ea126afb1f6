import type { PersonSettings } from '../../../shared/schemas/admin.js';
import type { PersonView, SettingRefusal } from '../../../shared/views/admin.js';
import { DomainError } from '../../lib/domain-error.js';
import type { Actor } from '../auth/actor.js';
import { assertCanManageOperators } from './operator.policy.js';
import type { Operator } from './operator.model.js';
import type { OperatorService } from './operator.service.js';
import { presentPerson, settingsOf } from './person-settings.js';

interface Deps {
  operators: OperatorService;
  /** Read anew: a pool may be younger than what this process knows. */
  hasPools: (poolIds: readonly string[]) => Promise<boolean>;
  /** Makes a change count in every process. */
  announce: () => Promise<void>;
}

const refuse = (field: string, reason: SettingRefusal['reason'], message: string) =>
  new DomainError('bad_request', message, { field, reason });

const isAdministrator = ({ role, isActive }: Pick<PersonSettings, 'role' | 'isActive'>) =>
  role === 'administrator' && isActive;

/** What administrators set of the staff. Everything fails with `forbidden` for others. */
export class PeopleService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Everybody, eldest account first, closed accounts too. */
  async listPeople(actor: Actor): Promise<PersonView[]> {
    assertCanManageOperators(actor);
    return (await this.#deps.operators.listOperators()).map(presentPerson);
  }

  /** Fails with `bad_request` and the field: as `createOperator`, or a pool that is not there. */
  async createPerson(
    actor: Actor,
    { settings, ...account }: { login: string; password: string; settings: PersonSettings },
  ): Promise<PersonView> {
    assertCanManageOperators(actor);
    await this.#assertPools(settings.poolIds);
    const { requestTypes, languages, ...rest } = settings;
    const operator = await this.#deps.operators.createOperator(actor, {
      ...{ ...account, ...rest },
      ...(requestTypes ? { requestTypes } : {}),
      ...(languages ? { languages } : {}),
    });
    await this.#deps.announce();
    return presentPerson(operator);
  }

  /**
   * Fails with `not_found`, `changed_meanwhile`, or `bad_request` with field and reason: a pool that is not there, one's
   * own account closed, the last administrator gone.
   */
  async changePerson(
    actor: Actor,
    request: { operatorId: string; revision: number; settings: PersonSettings },
  ): Promise<PersonView> {
    assertCanManageOperators(actor);
    const { operatorId, revision, settings } = request;
    const { announce, operators } = this.#deps;
    const before = await operators.getOperator(operatorId);
    if (actor.kind === 'staff' && actor.operatorId === operatorId && !settings.isActive)
      throw refuse('isActive', 'yourself', 'Another administrator closes your account.');
    const isResigning = isAdministrator(before) && !isAdministrator(settings);
    if (isResigning) await this.#assertAnother(operatorId, settings);
    await this.#assertPools(settings.poolIds);
    const updated = await operators.updateOperator(actor, { operatorId, revision, ...settings });
    if (isResigning) await this.#takeBackIfLast(actor, before, updated);
    await announce();
    return presentPerson(updated);
  }

  async setPassword(actor: Actor, input: { operatorId: string; password: string }): Promise<void> {
    assertCanManageOperators(actor);
    await this.#deps.operators.setPassword(actor, input);
  }

  async #assertPools(poolIds: readonly string[]): Promise<void> {
    if (!(await this.#deps.hasPools(poolIds)))
      throw refuse('poolIds', 'unknown', 'There is no such pool.');
  }

  async #assertAnother(operatorId: string, settings: PersonSettings): Promise<void> {
    const others = (await this.#deps.operators.listOperators()).filter(
      (person) => person._id !== operatorId,
    );
    if (others.some(isAdministrator)) return;
    throw refuse(
      settings.isActive ? 'role' : 'isActive',
      'last_administrator',
      'Nobody would be left who can change settings.',
    );
  }

  /** Two who demote each other at once both saw another one: whoever looks last takes it back. */
  async #takeBackIfLast(actor: Actor, before: Operator, updated: Operator): Promise<void> {
    const { operators } = this.#deps;
    try {
      await this.#assertAnother(updated._id, settingsOf(updated));
    } catch (error) {
      const { _id: operatorId, revision = 0 } = updated;
      await operators.updateOperator(actor, { operatorId, revision, ...settingsOf(before) });
      throw error;
    }
  }
}
