import { createHash } from 'node:crypto';
import type { RequestType } from '../../shared/domain/request-types.js';
import { limits } from '../../shared/limits.js';
import type { Pool, RequestTypeTitle } from '../features/pools/pool.model.js';

/** Ids of seeded things follow from their codes: the same on every machine. */
export const seedId = (kind: string, code: string): string =>
  createHash('sha256').update(`liniya:${kind}:${code}`).digest('hex').slice(0, 24);

/** Titles of the 13 request types [spec 3]. */
export const requestTypeTitles: RequestTypeTitle[] = [
  { _id: 'account_access', title: 'Вход и регистрация', titleEn: 'Sign-in and registration' },
  { _id: 'applications', title: 'Подача заявлений и формы', titleEn: 'Applications and forms' },
  { _id: 'application_status', title: 'Статус и сроки', titleEn: 'Status and deadlines' },
  { _id: 'technical_fault', title: 'Технические сбои портала', titleEn: 'Portal faults' },
  { _id: 'mobile_app', title: 'Мобильное приложение', titleEn: 'Mobile app' },
  { _id: 'payments', title: 'Оплата и возвраты', titleEn: 'Payments and refunds' },
  { _id: 'profile', title: 'Данные личного кабинета', titleEn: 'Account data' },
  { _id: 'benefits', title: 'Пособия и льготы', titleEn: 'Benefits' },
  { _id: 'e_signature', title: 'Электронная подпись', titleEn: 'Electronic signature' },
  {
    _id: 'integrated_services',
    title: 'Налоговая, пенсионный фонд и другие ведомства',
    titleEn: 'Tax, pension and other agencies',
  },
  { _id: 'complaint', title: 'Жалоба', titleEn: 'Complaint' },
  { _id: 'suggestion', title: 'Предложение', titleEn: 'Suggestion' },
  { _id: 'general', title: 'Прочее', titleEn: 'Other' },
];

const plan: [code: string, title: string, titleEn: string, requestTypes: RequestType[]][] = [
  ['access', 'Вход и личный кабинет', 'Access', ['account_access', 'profile']],
  ['applications', 'Заявления', 'Applications', ['applications', 'application_status']],
  ['technical', 'Техническая поддержка', 'Technical', ['technical_fault', 'mobile_app']],
  ['payments', 'Оплата', 'Payments', ['payments']],
  ['social', 'Пособия и льготы', 'Social', ['benefits']],
  ['signature', 'Электронная подпись', 'E-signature', ['e_signature']],
  ['agencies', 'Ведомства', 'Agencies', ['integrated_services']],
  ['quality', 'Качество обслуживания', 'Quality', ['complaint', 'suggestion']],
  ['general', 'Общая линия', 'General', ['general']],
];

/** Codes of the seeded pools. */
export const plannedPoolCodes = plan.map(([code]) => code);

/** Code of the seeded pool that owns a request type. */
export const poolCodeOf = (requestType: RequestType): string =>
  plan.find(([, , , types]) => types.includes(requestType))?.[0] ?? 'general';

/** The seeded pools [spec 3]; `windowMs` is the escalation's promise, a minute in a demo. */
export const buildPools = (windowMs: number): Pool[] =>
  plan.map(([code, title, titleEn, types]) => ({
    _id: seedId('pool', code),
    code,
    title,
    titleEn,
    requestTypes: types,
    escalation: {
      windowMs,
      urgentWindowMs: Math.min(windowMs, limits.escalation.urgentWindowMs),
      allPoolsPercent: limits.escalation.stepPercents.allPools,
      reservePercent: limits.escalation.stepPercents.reserve,
    },
    boostMs: { raised: limits.queue.boostMs.raised, urgent: limits.queue.boostMs.urgent },
    ...(code === 'general'
      ? {}
      : {
          overflow: {
            poolId: seedId('pool', 'general'),
            afterMs: limits.overflow.afterMs,
            afterOffers: limits.overflow.afterOffers,
          },
        }),
  }));
