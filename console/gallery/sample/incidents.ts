import type { RequestType } from '../../../shared/domain/request-types.js';
import type { IncidentDetailView, IncidentView } from '../../../shared/views/incidents.js';
import { ago, sampleId } from './clock.js';
import { pools, vera } from './people.js';
import { buildSession } from './sessions.js';

const technical = pools.find((pool) => pool.code === 'technical')?.poolId ?? '';
const payments = pools.find((pool) => pool.code === 'payments')?.poolId ?? '';

/** Just noticed, and nobody has answered yet. */
export const freshIncident: IncidentView = {
  ...{ incidentId: sampleId(0xb01), requestType: 'technical_fault', poolId: technical },
  ...{ status: 'open', members: 14, arrivals: 16, usualArrivals: 3, version: 15 },
  firstAt: ago(400),
  latestAt: ago(40),
  openedAt: ago(130),
};

/** Named, and its answer is going out. */
export const answeredIncident: IncidentView = {
  ...{ incidentId: sampleId(0xb02), requestType: 'payments', poolId: payments },
  title: 'Оплата картой не проходит: сбой у банка',
  ...{ status: 'open', members: 212, arrivals: 41, usualArrivals: 12.5, version: 260 },
  firstAt: ago(4_900),
  latestAt: ago(25),
  openedAt: ago(4_500),
  answer: {
    ...{ answerId: sampleId(0xb10), byName: vera.name, at: ago(60), isForLater: true },
    text:
      'Здравствуйте, {{name}}. Оплата картой временно не проходит, банк чинит. Деньги не списываются дважды. ' +
      'Ваше обращение {{appeal}} у нас, писать снова не нужно: ответим здесь же.',
    ...{ sent: 140, skipped: 3, isDone: false },
  },
};

/** Answered, and everybody has it. */
export const portalIncident: IncidentView = {
  ...freshIncident,
  answer: {
    ...{ answerId: sampleId(0xb11), byName: vera.name, at: ago(15), isForLater: true },
    text:
      'Здравствуйте, {{name}}. Портал временно недоступен, чиним. Ваше обращение у нас, писать снова не нужно: ' +
      'ответим здесь же.',
    ...{ sent: 14, skipped: 0, isDone: true },
  },
};

const aboutPayments = [
  'Не проходит оплата картой, пишет ошибка',
  'Оплата госпошлины не проходит третий раз',
  'карта не принимается при оплате',
  'Здравствуйте, не могу оплатить штраф, а завтра заканчивается скидка, банк говорит, что у них всё в порядке',
  'платёж не проходит',
];

const firstWords = [
  'Сайт не открывается, белый экран',
  'Не работает сайт, пишет ошибка 502',
  'третий час не открывается страница',
  'Здравствуйте, что с сайтом? Ничего не открывается, а у меня сегодня последний день подачи заявления',
  'у вас сайт лежит?',
  'страница не открывается',
];

const rowOf = (index: number, requestType: RequestType, words: readonly string[]) =>
  buildSession(0x60 + index, {
    status: index % 3 === 0 ? 'active' : 'queued',
    requestType,
    lastAuthor: 'citizen',
    lastText: words[index % words.length] ?? '',
    openedAt: ago(40 + 25 * index),
  });

const detailOf = (incident: IncidentView, words: string[], count: number): IncidentDetailView => ({
  incident,
  words,
  members: Array.from({ length: count }, (_each, index) => ({
    row: rowOf(
      index,
      incident.requestType,
      incident.requestType === 'payments' ? aboutPayments : firstWords,
    ),
    ...(incident.answer
      ? { outcome: index % 7 === 5 ? ('skipped' as const) : ('sent' as const) }
      : {}),
  })),
  answers: incident.answer ? [incident.answer] : [],
});

/** What `GET /api/staff/incidents/…` answers. */
export const findIncidentDetail = (path: string): IncidentDetailView =>
  path.endsWith(answeredIncident.incidentId)
    ? detailOf(answeredIncident, ['оплата', 'карта', 'не проходит', 'ошибка'], 12)
    : detailOf(freshIncident, ['сайт', 'не открывается', 'страница', 'экран'], 14);
