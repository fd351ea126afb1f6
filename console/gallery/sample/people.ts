import type { CannedReplyView, StaffMeView } from '../../../shared/views/accounts.js';
import type { OperatorView, PoolView } from '../../../shared/views/routing.js';
import { limits } from '../../../shared/limits.js';
import { sampleId } from './clock.js';

const pool = (
  index: number,
  code: string,
  title: string,
  requestTypes: PoolView['requestTypes'],
): PoolView => ({
  poolId: sampleId(0x100 + index),
  code,
  title,
  requestTypes,
  escalationWindowMs: limits.escalation.windowMs,
});

export const pools: readonly PoolView[] = [
  pool(1, 'access', 'Доступ', ['account_access', 'profile']),
  pool(2, 'applications', 'Заявления', ['applications', 'application_status']),
  pool(3, 'technical', 'Техническая поддержка', ['technical_fault', 'mobile_app']),
  pool(4, 'payments', 'Платежи', ['payments']),
  pool(5, 'social', 'Социальные вопросы', ['benefits']),
  pool(6, 'signature', 'Электронная подпись', ['e_signature']),
  pool(7, 'agencies', 'Ведомства', ['integrated_services']),
  pool(8, 'quality', 'Качество', ['complaint', 'suggestion']),
  pool(9, 'general', 'Общая', ['general']),
];

const allPoolIds = pools.map((each) => each.poolId);

const person = (
  index: number,
  login: string,
  name: string,
  role: StaffMeView['role'],
  poolIds: string[] = allPoolIds,
): StaffMeView => ({
  operatorId: sampleId(0x200 + index),
  login,
  name,
  role,
  poolIds,
  capacity: 4,
});

export const anna = person(1, 'anna', 'Анна Ковалёва', 'operator');
export const pavel = person(2, 'pavel', 'Павел Дорохов', 'senior');
export const vera = person(3, 'vera', 'Вера Лисицына', 'supervisor');
export const administrator = person(9, 'administrator', 'Павел Орлов', 'administrator', []);
export const oleg = person(4, 'oleg', 'Олег Шубин', 'operator', allPoolIds.slice(2, 4));

const shown = (
  me: StaffMeView,
  presence: OperatorView['presence'],
  load: number,
): OperatorView => ({ ...me, presence, load });

export const operators: readonly OperatorView[] = [
  shown(anna, 'online', 3),
  shown(pavel, 'online', 1),
  shown(oleg, 'online', 4),
  shown(person(5, 'marina', 'Марина Гущина', 'operator', allPoolIds.slice(0, 2)), 'busy', 2),
  shown(person(6, 'timur', 'Тимур Алиев', 'operator', allPoolIds.slice(4, 6)), 'away', 0),
  shown(person(7, 'elena', 'Елена Власова', 'senior', allPoolIds.slice(0, 4)), 'reconnecting', 1),
  shown(person(8, 'igor', 'Игорь Белов', 'operator', allPoolIds.slice(6, 9)), 'offline', 0),
];

export const cannedReplies: readonly CannedReplyView[] = [
  {
    code: 'привет',
    title: 'Приветствие',
    text: 'Здравствуйте, {{name}}. Меня зовут {{operator}}.',
  },
  { code: 'проверяю', title: 'Прошу подождать', text: 'Проверяю, это займёт пару минут.' },
  { code: 'пароль', title: 'Смена пароля', text: 'Откройте «Вход» и нажмите «Не помню пароль».' },
  { code: 'номер', title: 'Номер обращения', text: 'Номер вашего обращения: {{appeal}}.' },
];
