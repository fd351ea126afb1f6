import { requestTypes, type RequestType } from '../../../shared/domain/request-types.js';
import type {
  ClassifierReviewView,
  CorrectionPageView,
  CorrectionView,
  TypeFiguresView,
} from '../../../shared/views/classifier.js';
import { ago, sampleId } from './clock.js';

const day = 86_400;

type Figures = [decided: number, corrected: number, before: [number, number]];

const figures: Partial<Record<RequestType, Figures>> = {
  account_access: [412, 17, [398, 15]],
  applications: [231, 19, [240, 17]],
  payments: [168, 41, [174, 9]],
  benefits: [142, 4, [130, 18]],
  technical_fault: [287, 12, [301, 14]],
  e_signature: [94, 2, [88, 3]],
  complaint: [21, 3, [18, 1]],
};

const drifts: Partial<Record<RequestType, TypeFiguresView['drift']>> = {
  payments: 'worse',
  benefits: 'better',
  complaint: 'unknown',
};

const review: ClassifierReviewView = {
  from: ago(28 * day),
  to: ago(0),
  model: { modelId: '575c7312a4b9', source: 'own', texts: 5_618, corrections: 188 },
  types: requestTypes.map((requestType) => {
    const [decided, corrected, [earlier, earlierCorrected]] = figures[requestType] ?? [
      0,
      0,
      [0, 0],
    ];
    return {
      ...{ requestType, decided, corrected },
      before: { decided: earlier, corrected: earlierCorrected },
      drift: drifts[requestType] ?? (decided === 0 ? 'unknown' : 'same'),
    };
  }),
  pairs: [
    { predicted: 'payments', corrected: 'benefits', count: 27 },
    { predicted: 'applications', corrected: 'application_status', count: 14 },
    { predicted: 'account_access', corrected: 'profile', count: 11 },
    { predicted: 'payments', corrected: 'integrated_services', count: 8 },
    { predicted: 'technical_fault', corrected: 'mobile_app', count: 7 },
  ],
  alarms: [
    {
      ...{ requestType: 'payments', raisedAt: ago(day / 2), baseline: 'days' },
      recent: { decided: 46, corrected: 17 },
      before: { decided: 174, corrected: 9 },
    },
  ],
};

const correction = (index: number, part: Partial<CorrectionView>): CorrectionView => ({
  ...{ sessionId: sampleId(0xc00 + index), predicted: 'payments', corrected: 'benefits' },
  ...{ confidence: 0.91, isDecided: true, by: 'operator', byName: 'Анна Ковалёва', text: '' },
  at: ago(index * 9_000 + 900),
  correctedAt: ago(index * 9_000),
  ...part,
});

const withoutName = ({ byName, ...rest }: CorrectionView): CorrectionView =>
  byName === '' ? rest : { ...rest, ...(byName === undefined ? {} : { byName }) };

const corrections: CorrectionPageView = {
  corrections: [
    correction(1, {
      text: 'не пришла выплата на второго ребёнка, карта •••48, обещали до десятого',
    }),
    correction(2, {
      ...{ text: 'хочу узнать что с моим заявлением, подала через сайт три недели назад' },
      ...{ predicted: 'applications', corrected: 'application_status', confidence: 0.78 },
      ...{ by: 'transfer', byName: 'Олег Шубин' },
    }),
    correction(3, {
      ...{ text: 'не открывается на телефоне и всё тут', predicted: 'technical_fault' },
      ...{ corrected: 'mobile_app', confidence: 0.52, isDecided: false, by: 'citizen', byName: '' },
    }),
  ].map(withoutName),
  next: `${ago(40_000)} ${sampleId(1)}`,
};

const none = { decided: 0, corrected: 0 };

/** Of a week in which nobody wrote, and the shipped model serves. */
const quietWeek: ClassifierReviewView = {
  ...{ from: ago(7 * day), to: ago(0), pairs: [], alarms: [] },
  model: { modelId: '575c7312a4b9', source: 'shipped', texts: 5_430, corrections: 0 },
  types: requestTypes.map((requestType) => ({
    ...{ requestType, ...none, before: none, drift: 'unknown' },
  })),
};

/** The last week is a quiet one: so every state has its period. */
export const answerClassifier = (path: string): ClassifierReviewView | CorrectionPageView => {
  const [route = '', query] = path.split('?');
  const isQuiet = new URLSearchParams(query).get('days') === '7';
  if (route.endsWith('/review')) return isQuiet ? quietWeek : review;
  return isQuiet ? { corrections: [] } : corrections;
};
