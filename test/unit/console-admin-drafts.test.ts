import { expect } from 'chai';
import {
  findProblems,
  problemAt,
  readProblems,
} from '../../console/features/admin/field-problems.js';
import {
  buildMonth,
  isWeekend,
  stepDate,
} from '../../console/features/admin/calendar/year-grid.js';
import {
  makePassword,
  newPersonDraft,
  settingsOfPerson,
} from '../../console/features/admin/people/person-draft.js';
import {
  draftOfPool,
  findTakenTypes,
  newPoolDraft,
  settingsOfPool,
  type PoolDraft,
} from '../../console/features/admin/pools/pool-draft.js';
import { HttpProblem } from '../../console/live/staff-http.js';
import { personChangeInput, poolChangeInput } from '../../shared/schemas/admin.js';
import { poolSettings } from '../../shared/schemas/pool-settings.js';

const draft: PoolDraft = { ...newPoolDraft(), title: 'Платежи', titleEn: 'Payments' };
const poolId = 'a'.repeat(24);

describe('the draft of a pool', () => {
  it('comes back as it was stored', () => {
    const open = {
      ...draft,
      ...{ isAlwaysOpen: false, isOverflowing: true },
      overflow: { poolId, after: '1:30', offers: '2' },
      longWait: { after: '2:30', callbacksPerSlot: '0' },
    };
    for (const each of [draft, open]) {
      const settings = settingsOfPool(each);
      expect(poolSettings.parse(settings)).to.deep.equal(settings);
      expect(settingsOfPool(draftOfPool('', settings))).to.deep.equal(settings);
    }
  });

  const problemsOf = (patch: Partial<PoolDraft>) =>
    findProblems(poolChangeInput, {
      ...{ revision: 0, settings: settingsOfPool({ ...draft, ...patch }) },
    });
  const keyAt = (patch: Partial<PoolDraft>, field: string) =>
    problemAt(problemsOf(patch), field)?.key;

  it('names what is wrong at its field, in words of the catalogue', () => {
    expect(problemsOf({}).size).to.equal(0);
    expect(keyAt({ title: ' ' }, 'title')).to.equal('problem.words');
    const { escalation } = draft;
    expect(
      keyAt({ escalation: { ...escalation, window: 'скоро' } }, 'escalation.windowMs'),
    ).to.equal('problem.window');
    expect(
      keyAt({ escalation: { ...escalation, reserve: '30' } }, 'escalation.reservePercent'),
    ).to.equal('problem.percentOrder');
    expect(
      keyAt({ escalation: { ...escalation, reserve: '100' } }, 'escalation.reservePercent'),
    ).to.equal('problem.number');
    expect(keyAt({ boosts: { raised: '121', urgent: '15' } }, 'boostMs.raised')).to.equal(
      'problem.minutes',
    );
    expect(
      keyAt(
        { isOverflowing: true, overflow: { poolId: '', after: '3', offers: '3' } },
        'overflow.poolId',
      ),
    ).to.equal('problem.overflowPool');
  });

  it('names what is wrong with a long wait at its field', () => {
    const keyOf = (after: string, callbacksPerSlot: string, field: string) =>
      keyAt({ longWait: { after, callbacksPerSlot } }, field);
    expect(keyOf('1', '0', 'longWait')).to.equal(undefined);
    expect(keyOf('0:59', '2', 'longWait.afterMs')).to.equal('problem.minutes');
    expect(keyOf('121', '2', 'longWait.afterMs')).to.equal('problem.minutes');
    expect(keyOf('10', '51', 'longWait.callbacksPerSlot')).to.equal('problem.number');
    expect(keyOf('10', 'много', 'longWait.callbacksPerSlot')).to.equal('problem.number');
  });

  it('names what is wrong with a day of the week', () => {
    const week = (...monday: [string, string][]): Partial<PoolDraft> => ({
      isAlwaysOpen: false,
      week: [monday.map(([from, to]) => ({ from, to })), [], [], [], [], [], []],
    });
    const atMonday = (...monday: [string, string][]) => keyAt(week(...monday), 'hours.week.0');
    expect(atMonday(['9', '18:00'])).to.equal(undefined);
    expect(atMonday(['утром', '18:00'])).to.equal('problem.clock');
    expect(atMonday(['18:00', '9:00'])).to.equal('problem.intervalOrder');
    expect(atMonday(['9', '13'], ['12', '18'])).to.equal('problem.intervals');
    expect(atMonday(['1', '2'], ['3', '4'], ['5', '6'], ['7', '8'], ['9', '10'])).to.equal(
      'problem.tooManyIntervals',
    );
    expect(keyAt(week(), 'hours')).to.equal('problem.noOpenDay');
  });

  it('knows whose types it takes', () => {
    const other = {
      ...{ poolId, code: 'payments', revision: 1 },
      settings: settingsOfPool({ ...draft, requestTypes: ['payments', 'general'] }),
    };
    expect(findTakenTypes(['payments', 'benefits'], undefined, [other])).to.deep.equal([
      { type: 'payments', pool: 'Платежи' },
    ]);
    expect(findTakenTypes(['payments'], poolId, [other])).to.deep.equal([]);
  });
});

describe('the draft of a person', () => {
  it('asks for a type where only some are taken', () => {
    const settings = settingsOfPerson({ ...newPersonDraft(), name: 'Анна', takesAllTypes: false });
    const problems = findProblems(personChangeInput, { revision: 0, settings });
    expect([...problems.keys()]).to.deep.equal(['requestTypes']);
  });

  it('makes passwords that are long enough and never the same', () => {
    expect(makePassword()).to.match(/^(\w{4}-){3}\w{4}$/);
    expect(makePassword()).not.to.equal(makePassword());
  });
});

describe('what the server says about fields', () => {
  it('is read in both its forms', () => {
    const refuse = (details: Record<string, unknown>) =>
      readProblems(new HttpProblem('bad_request', details));
    expect(refuse({ field: 'login', reason: 'taken' }).get('login')?.key).to.equal(
      'problem.reason.taken',
    );
    expect(
      refuse({ problems: [{ field: 'settings.title', message: 'Too long.' }] }).get('title')?.key,
    ).to.equal('problem.words');
    expect(refuse({}).size).to.equal(0);
    expect(readProblems(new HttpProblem('changed_meanwhile', { field: 'x' })).size).to.equal(0);
  });
});

describe('the year of the working calendar', () => {
  it('has weeks that begin on Monday', () => {
    const may = buildMonth(2026, 4);
    expect(may[0]).to.deep.equal([
      null,
      null,
      null,
      null,
      '2026-05-01',
      '2026-05-02',
      '2026-05-03',
    ]);
    expect(may.flat().filter(Boolean)).to.have.length(31);
    expect(isWeekend('2026-05-09')).to.equal(true);
    expect(isWeekend('2026-05-11')).to.equal(false);
  });

  it('is walked by keys and ends at its ends', () => {
    expect(stepDate('2026-05-31', 'ArrowRight')).to.equal('2026-06-01');
    expect(stepDate('2026-05-05', 'ArrowUp')).to.equal('2026-04-28');
    expect(stepDate('2026-03-31', 'PageUp')).to.equal('2026-02-28');
    expect(stepDate('2026-12-31', 'ArrowRight')).to.equal(null);
    expect(stepDate('2026-01-01', 'PageUp')).to.equal(null);
    expect(stepDate('2026-05-05', 'Enter')).to.equal(null);
  });
});
