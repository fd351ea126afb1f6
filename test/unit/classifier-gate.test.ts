import { expect } from 'chai';
import { Classifier } from '../../server/features/classification/classifier.js';
import type { Model } from '../../server/features/classification/model.js';
import { judgeModel } from '../../server/features/classification/training/gate.js';
import { reportVerdict } from '../../server/features/classification/training/gate-report.js';
import type { LabelledText } from '../../server/features/classification/training/labelled-texts.js';
import { requestTypes, type RequestType } from '../../shared/domain/request-types.js';

const words: Record<RequestType, string> = {
  account_access: 'пароль',
  applications: 'заявление',
  application_status: 'статус',
  technical_fault: 'ошибка',
  mobile_app: 'приложение',
  payments: 'оплата',
  profile: 'адрес',
  benefits: 'пособие',
  e_signature: 'подпись',
  integrated_services: 'налоговая',
  complaint: 'жалоба',
  suggestion: 'предложение',
  general: 'прочее',
};

/** Knows one word a type; `mistaken` takes these types for others. */
const classifierThat = (mistaken: Partial<Record<RequestType, RequestType>> = {}): Classifier => {
  const typeOf = (text: string): RequestType => {
    const type = requestTypes.find((candidate) => text.startsWith(words[candidate])) ?? 'general';
    const wrong = mistaken[type];
    return wrong !== undefined && text.endsWith('!') ? wrong : type;
  };
  const classifier = new Classifier({} as Model);
  classifier.classify = (text) => {
    const best = { requestType: typeOf(text), confidence: 0.9 };
    return { ...best, isDecided: true, alternatives: [best], because: [] };
  };
  return classifier;
};

/** `marked` of the texts of each type end with a sign that a mistaken classifier stumbles over. */
const textsWith = (count: number, marked: number): LabelledText[] =>
  requestTypes.flatMap((requestType) =>
    Array.from({ length: count }, (_, index) => ({
      text: `${words[requestType]} ${index}${index < marked ? '!' : ''}`,
      requestType,
      sitting: 'test',
    })),
  );

const judge = (after: Classifier, sets: LabelledText[][], before = classifierThat()) =>
  judgeModel(
    before,
    after,
    sets.map((texts, index) => ({ title: `Set ${index}`, texts })),
  );

describe('The gate before a new classifier', () => {
  it('lets one in that is the same, and one that is better', () => {
    expect(judge(classifierThat(), [textsWith(20, 2)]).refusals).to.deep.equal([]);
    const worse = classifierThat({ payments: 'benefits' });
    expect(judge(classifierThat(), [textsWith(20, 9)], worse).refusals).to.deep.equal([]);
  });

  it('bears two wrong texts more in a set, and not three', () => {
    const mistaken = classifierThat({ payments: 'benefits' });
    const tolerable = judge(mistaken, [textsWith(20, 2), textsWith(40, 0)]);
    expect(tolerable.refusals).to.deep.equal([]);
    const { refusals } = judge(mistaken, [textsWith(20, 3), textsWith(80, 0)]);
    expect(refusals).to.have.length(1);
    expect(refusals[0]).to.include('Set 0: macro-F1 1.000 → ').and.include('more than 0.010');
  });

  it('refuses a type that forgets, though every set as a whole bears it', () => {
    // Two texts in each of three sets: 6 of 60 of one type.
    const sets = [textsWith(20, 2), textsWith(20, 2), textsWith(20, 2)];
    const { refusals } = judge(classifierThat({ payments: 'benefits' }), sets);
    expect(refusals).to.deep.equal(['payments: recall 1.000 → 0.900 over all test sets']);
  });

  it('excuses a loss by no gain elsewhere', () => {
    const before = classifierThat({ complaint: 'general', profile: 'general' });
    const after = classifierThat({ payments: 'benefits' });
    const { refusals } = judge(after, [textsWith(20, 5)], before);
    expect(refusals).to.have.length(1);
    expect(refusals[0]).to.include('payments: recall');
  });

  it('shows every type before, after and between', () => {
    const verdict = judge(classifierThat({ payments: 'benefits' }), [textsWith(20, 5)]);
    const lines = reportVerdict(verdict);
    for (const requestType of requestTypes)
      expect(lines.filter((line) => line.startsWith(`  ${requestType} `))).to.have.length(1);
    const payments = lines.find((line) => line.includes('payments'))!;
    expect(payments).to.match(/payments +1\.000 +0\.750 +-0\.250 +1\.000 +0\.857 +-0\.143/);
    expect(lines.find((line) => line.includes('profile'))).to.match(/1\.000 +1\.000 +·/);
  });
});
