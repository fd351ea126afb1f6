import { expect } from 'chai';
import { ru } from '../../console/catalogues/ru.js';
import { toCsv } from '../../console/features/statistics/table-model.js';
import {
  buildCalibration,
  buildHours,
  buildOvertaking,
  buildPromises,
  buildWaits,
  listLines,
} from '../../console/features/statistics/tables.js';
import { writeQuery } from '../../console/features/statistics/period.js';
import { computeTicks } from '../../console/features/statistics/ticks.js';
import { statistics, statisticsOf } from '../../console/gallery/sample/statistics.js';
import { createTranslator } from '../../shared/i18n/translator.js';

const words = createTranslator('ru', ru);
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('console figures', () => {
  it('begin with the sum, go on with the pools, and of one pool with its days', () => {
    const lines = listLines(statistics, words);
    expect(lines).to.have.length(1 + statistics.pools.length);
    expect(lines[0]).to.deep.include({ title: 'Все группы', figures: statistics.total });
    const [pool] = statistics.pools;
    const ofOne = listLines(statisticsOf(pool?.poolId ?? ''), words);
    expect(ofOne.map(({ title }) => title).slice(0, 2)).to.deep.equal(['Всего', '24 ноября']);
    expect(buildWaits(statisticsOf(pool?.poolId ?? ''), words).columns[0]).to.equal('День');
  });

  it('say how many promises were kept of those that came to their end', () => {
    const [total] = buildPromises(statistics, words).rows;
    expect(total?.map(plain)).to.deep.equal([
      ...['Все группы', '33', '91 %', '21', '6', '3', '1:14', '0', '2', '1', '0:01', '4'],
    ]);
  });

  it('leave out hours without anybody, and tables without anything', () => {
    expect(buildHours(statistics.total.hours, words).rows).to.have.length(16);
    const quiet = statistics.pools.find(({ waits }) => waits.served === 0);
    const view = statisticsOf(quiet?.poolId ?? '');
    for (const build of [buildWaits, buildCalibration, buildPromises, buildOvertaking])
      expect(build(view, words).rows).to.deep.equal([]);
  });

  it('are saved as they are shown, and nothing in them runs', () => {
    const model = {
      columns: ['Имя', 'Доля'],
      rows: [
        ['=1+1', '8;5'],
        ['Анна "А"', '—'],
      ],
    };
    expect(toCsv(model)).to.equal('\uFEFFИмя;Доля\r\n\'=1+1;"8;5"\r\n"Анна ""А""";—\r\n');
  });

  it('ask for days on the calendar in Moscow', () => {
    const lateEvening = Date.parse('2026-11-30T21:30:00Z');
    expect(writeQuery('today', lateEvening, null)).to.equal('from=2026-12-01&to=2026-12-01');
    expect(writeQuery('yesterday', lateEvening, 'a')).to.equal(
      'from=2026-11-30&to=2026-11-30&poolId=a',
    );
    expect(writeQuery('week', lateEvening, null)).to.equal('from=2026-11-25&to=2026-12-01');
  });

  it('have a scale of round times that reaches the highest', () => {
    expect(computeTicks(0)).to.deep.equal([0, 5_000]);
    expect(computeTicks(254_000)).to.deep.equal([0, 1, 2, 3, 4, 5].map((n) => n * 60_000));
    for (const maxMs of [1, 7_300, 61_000, 3_599_000, 90_000_000, 900_000_000]) {
      const ticks = computeTicks(maxMs);
      expect(ticks.at(-1), String(maxMs)).to.be.at.least(maxMs);
      expect(ticks).to.have.length.below(7);
    }
  });
});
