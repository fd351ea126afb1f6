import type { Role } from '../../shared/domain/states.js';
import type { Domain } from '../compose/domain.js';
import { ConfigError } from '../config.js';
import { plannedPoolCodes, seedId } from './reference-data.js';

interface DemoPerson {
  login: string;
  name: string;
  role: Role;
  /** Codes; everything where absent. */
  pools?: string[];
  capacity?: number;
  /** Acts by itself: serves practice chats alone. */
  isTraining?: true;
}

/** The people of the demo: those a visitor signs in as, and those who act by themselves. */
export const demoPeople: DemoPerson[] = [
  { login: 'operator', name: 'Анна Крылова', role: 'operator', capacity: 6 },
  { login: 'senior', name: 'Игорь Белов', role: 'senior', capacity: 3 },
  { login: 'supervisor', name: 'Ольга Зимина', role: 'supervisor' },
  { login: 'administrator', name: 'Павел Орлов', role: 'administrator' },
  {
    ...{ login: 'denis', name: 'Денис Фомин', role: 'operator', isTraining: true },
    pools: ['technical', 'access'],
  },
  {
    ...{ login: 'marina', name: 'Марина Лапина', role: 'operator', isTraining: true },
    pools: ['applications', 'agencies'],
  },
  {
    ...{ login: 'timur', name: 'Тимур Сафин', role: 'operator', isTraining: true },
    pools: ['payments', 'social'],
  },
  {
    ...{ login: 'vera', name: 'Вера Глебова', role: 'senior', isTraining: true },
    pools: ['technical', 'access', 'signature'],
  },
];

export const demoOperatorId = (login: string): string => seedId('operator', login);

/** Shown on the sign-in page of a demo, refused by a production start. */
export const demoPassword = 'liniya-demo-2026';

/** Makes the demo's people where they are missing. */
export const seedDemoPeople = async (
  domain: Pick<Domain, 'operators' | 'reload'>,
): Promise<void> => {
  for (const person of demoPeople) {
    if (await domain.operators.findByLogin(person.login)) continue;
    await domain.operators.createOperator(
      { kind: 'system', name: 'seed' },
      {
        operatorId: demoOperatorId(person.login),
        login: person.login,
        password: demoPassword,
        name: person.name,
        role: person.role,
        poolIds: (person.pools ?? plannedPoolCodes).map((code) => seedId('pool', code)),
        isDemo: true,
        ...(person.isTraining === true ? { isTraining: true } : {}),
        ...(person.capacity === undefined ? {} : { capacity: person.capacity }),
      },
    );
  }
  await domain.reload();
};

/** Throws `ConfigError` where the database holds demo people: everybody knows their password. */
export const assertNoDemoPeople = async (domain: Pick<Domain, 'operators'>): Promise<void> => {
  const people = (await domain.operators.listOperators()).filter((person) => person.isDemo);
  if (people.length === 0) return;
  const logins = people.map((person) => person.login).join(', ');
  throw new ConfigError([
    `MONGODB_URI, LINIYA_DATA: the database holds demo people (${logins}), whose password is public; a production start needs a database that was never a demo's.`,
  ]);
};
