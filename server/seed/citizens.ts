import { seedId } from './reference-data.js';
import type { Random } from './random.js';

const women = ['Мария', 'Елена', 'Ирина', 'Светлана', 'Наталья', 'Юлия', 'Галина', 'Дарья'];
const men = ['Алексей', 'Дмитрий', 'Сергей', 'Андрей', 'Михаил', 'Николай', 'Роман', 'Илья'];
const families = [
  ...['Громов', 'Соколов', 'Ершов', 'Тихонов', 'Лебедев', 'Макаров', 'Воронов', 'Зуев', 'Рыбаков'],
  ...['Осипов', 'Панов', 'Киселёв', 'Назаров', 'Ефимов', 'Дорофеев', 'Симонов', 'Уваров'],
];

/** A name that nobody in particular has. */
export const makeName = (random: Random): string => {
  const family = random.pick(families);
  return random.chance(0.5) ? `${random.pick(men)} ${family}` : `${random.pick(women)} ${family}а`;
};

/** A mailbox under a domain that can never exist (RFC 2606). */
export const makeContact = (random: Random): string =>
  `grazhdanin${random.between(100, 999)}@example.org`;

/** The person signed in at the demo's portal page. */
export const visitorPortalId = 'demo-citizen';

export interface TrainingCitizen {
  /** As the demo's portal knows the person. */
  portalUserId: string;
  /** Says in every list that this is practice. */
  name: string;
}

const trainingNames = [
  ...['Алексей Громов', 'Мария Ершова', 'Сергей Панов', 'Ирина Зуева', 'Роман Тихонов'],
  ...['Елена Киселёва', 'Илья Воронов', 'Дарья Осипова', 'Андрей Назаров', 'Галина Симонова'],
  ...['Николай Уваров', 'Юлия Рыбакова', 'Михаил Лебедев', 'Наталья Ефимова', 'Дмитрий Зуев'],
  ...['Светлана Макарова'],
];

/** The citizens who act by themselves. */
export const trainingCitizens: TrainingCitizen[] = trainingNames.map((name, index) => ({
  portalUserId: `practice-${seedId('citizen', String(index)).slice(0, 12)}`,
  name: `Учебный · ${name}`,
}));
