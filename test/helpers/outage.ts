import type { Classifier } from '../../server/features/classification/placing.listener.js';

/** Payments by their words, everything else a fault of the portal. */
export const byWord: Classifier = {
  classify: (text) => ({
    requestType: /оплат|платеж/iu.test(text) ? 'payments' : 'technical_fault',
    ...{ confidence: 0.9, isDecided: true, alternatives: [], because: [] },
  }),
};

const outage = [
  'сайт не открывается',
  'Здравствуйте, сайт не работает, пишет ошибка 502',
  'не могу зайти на сайт, белый экран',
  'что с сайтом? не открывается ни одна страница',
  'вообще не открывается сайт госуслуг',
  'Добрый день. Не работает сайт, страница не открывается',
  'почему не работает сайт',
  'белый экран вместо сайта, не открывается',
  'сайт висит, страница не открывается',
  'третий час не открывается сайт',
];
/** What many write about one outage, each in their own words. */
export const textOf = (index: number): string => outage[index % outage.length] ?? '';
