import type { Role } from '../../shared/domain/states.js';
import type { Domain } from '../compose/domain.js';
import { plannedPoolCodes, seedId } from './reference-data.js';

interface DemoPerson {
  login: string;
  name: string;
  role: Role;
  /** Codes; everything where absent. */
  pools?: string[];
  capacity?: number;
}

/** The people of the demo: first of each role is who a visitor signs in as. */
export const demoPeople: DemoPerson[] = [
  { login: 'operator', name: 'Анна Крылова', role: 'operator', capacity: 6 },
  { login: 'senior', name: 'Игорь Белов', role: 'senior', capacity: 3 },
  { login: 'supervisor', name: 'Ольга Зимина', role: 'supervisor' },
  { login: 'administrator', name: 'Павел Орлов', role: 'administrator' },
  { login: 'denis', name: 'Денис Фомин', role: 'operator', pools: ['technical', 'access'] },
  { login: 'marina', name: 'Марина Лапина', role: 'operator', pools: ['applications', 'agencies'] },
  { login: 'timur', name: 'Тимур Сафин', role: 'operator', pools: ['payments', 'social'] },
  {
    login: 'vera',
    name: 'Вера Глебова',
    role: 'senior',
    pools: ['technical', 'access', 'signature'],
  },
];

/** Shown on the sign-in page of a demo, refused by a production start. */
export const demoPassword = 'liniya-demo-2026';

/** Makes the demo's people where they are missing. */
export const seedDemoPeople = async (
  domain: Pick<Domain, 'operators' | 'reload'>,
): Promise<void> => {
  for (const person of demoPeople) {
    if (await domain.operators.findByLogin(person.login)) continue;
    await domain.operators.createOperator(
      { kind: 'system' },
      {
        operatorId: seedId('operator', person.login),
        login: person.login,
        password: demoPassword,
        name: person.name,
        role: person.role,
        poolIds: (person.pools ?? plannedPoolCodes).map((code) => seedId('pool', code)),
        isDemo: true,
        ...(person.capacity === undefined ? {} : { capacity: person.capacity }),
      },
    );
  }
  await domain.reload();
};
