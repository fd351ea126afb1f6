import { roles, type Role } from '../../shared/domain/states.js';
import type { OperatorService } from '../features/operators/operator.service.js';
import type { SettingsService } from '../features/settings/settings.service.js';
import { readNewPassword, type Terminal } from './read-password.js';

export interface CreateUserOptions {
  login: string;
  /** As citizens and colleagues see it. */
  name: string;
  role: string;
  /** Codes of pools; `*` stands for all. */
  pools: string[];
  capacity?: number;
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/**
 * `liniya create-user`: makes a staff account, the password asked for or piped in. Throws with one line that says
 * what is wrong: an unknown role or pool, or what `createOperator` refuses.
 */
export const runCreateUser = async (
  deps: {
    operators: Pick<OperatorService, 'createOperator'>;
    pools: { listPools(): { _id: string; code: string }[] };
    /** Running servers learn of it. */
    settings: Pick<SettingsService, 'announce'>;
  },
  options: CreateUserOptions,
  terminal: Terminal = { input: process.stdin, output: process.stdout },
): Promise<void> => {
  const { login, name, role, capacity } = options;
  if (!isRole(role)) throw new Error(`There is no role ${role}; roles are ${roles.join(', ')}.`);
  const pools = deps.pools.listPools();
  const unknown = options.pools.filter(
    (code) => code !== '*' && !pools.some((pool) => pool.code === code),
  );
  if (unknown.length > 0) {
    const codes = pools.map((pool) => pool.code).join(', ');
    throw new Error(`There is no pool ${unknown.join(', ')}; pools are ${codes}.`);
  }
  const isWanted = (code: string) => options.pools.includes('*') || options.pools.includes(code);
  const poolIds = pools.filter((pool) => isWanted(pool.code)).map((pool) => pool._id);
  const password = await readNewPassword(terminal);
  const operator = await deps.operators.createOperator(
    { kind: 'system', name: 'create-user' },
    { login, name, role, poolIds, password, ...(capacity === undefined ? {} : { capacity }) },
  );
  await deps.settings.announce();
  terminal.output.write(`${operator.name} (${operator.login}) can sign in as ${role}.\n`);
};
