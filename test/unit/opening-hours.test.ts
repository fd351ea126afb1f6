import { expect } from 'chai';
import { DateTime } from 'luxon';
import type { OpeningHours } from '../../shared/schemas/pool-settings.js';
import { ProductionCalendar } from '../../server/features/calendar/production-calendar.js';
import type { StoredCalendarDay } from '../../server/features/calendar/calendar.store.js';

const day = [
  { from: '09:00', to: '13:00' },
  { from: '14:00', to: '18:00' },
];
const moscow: OpeningHours = {
  timeZone: 'Europe/Moscow',
  week: [day, day, day, day, day, [], []],
  followsCalendar: true,
};

const ms = (text: string, zone = 'Europe/Moscow'): number =>
  DateTime.fromISO(text, { zone }).toMillis();
const text = (atMs: number | null, zone = 'Europe/Moscow'): string | null =>
  atMs === null ? null : DateTime.fromMillis(atMs, { zone }).toFormat('yyyy-MM-dd HH:mm');

describe('Opening hours', () => {
  const openingOf = (at: string, hours = moscow, days: StoredCalendarDay[] = []) => {
    const found = new ProductionCalendar(days).openingAt(hours, ms(at, hours.timeZone));
    return [found.isOpen, text(found.changesAtMs, hours.timeZone)];
  };

  it('begin and end to the minute, with the pause between', () => {
    expect(openingOf('2026-12-01T08:59:59')).to.deep.equal([false, '2026-12-01 09:00']);
    expect(openingOf('2026-12-01T09:00')).to.deep.equal([true, '2026-12-01 13:00']);
    expect(openingOf('2026-12-01T13:00')).to.deep.equal([false, '2026-12-01 14:00']);
    expect(openingOf('2026-12-01T17:59')).to.deep.equal([true, '2026-12-01 18:00']);
    expect(openingOf('2026-12-01T18:00')).to.deep.equal([false, '2026-12-02 09:00']);
  });

  it('skip the holidays of the production calendar and end an hour earlier before one', () => {
    expect(openingOf('2026-12-30T18:00')).to.deep.equal([false, '2027-01-11 09:00']);
    expect(openingOf('2026-11-03T16:30')).to.deep.equal([true, '2026-11-03 17:00']);
    expect(openingOf('2026-05-08T17:00')).to.deep.equal([false, '2026-05-12 09:00']);
  });

  it('work a moved Saturday like a Friday, an hour shorter', () => {
    expect(openingOf('2027-02-20T10:00')).to.deep.equal([true, '2027-02-20 13:00']);
    expect(openingOf('2027-02-20T17:00')).to.deep.equal([false, '2027-02-24 09:00']);
  });

  it('follow what an administrator has set, also where that takes a holiday back', () => {
    const days: StoredCalendarDay[] = [
      { date: '2026-12-01', kind: 'holiday', title: 'День города' },
      { date: '2026-12-31', kind: 'ordinary', title: '' },
    ];
    expect(openingOf('2026-12-01T10:00', moscow, days)).to.deep.equal([false, '2026-12-02 09:00']);
    expect(openingOf('2026-12-31T10:00', moscow, days)).to.deep.equal([true, '2026-12-31 13:00']);
  });

  it('know no holidays where the pool does not keep them', () => {
    const always = { ...moscow, followsCalendar: false };
    expect(openingOf('2027-01-01T10:00', always)).to.deep.equal([true, '2027-01-01 13:00']);
  });

  it('run through midnight, by each pool’s own clock', () => {
    const round = [{ from: '00:00', to: '24:00' }];
    const vladivostok: OpeningHours = {
      timeZone: 'Asia/Vladivostok',
      week: [round, round, [{ from: '00:00', to: '06:00' }], [], [], [], round],
      followsCalendar: false,
    };
    expect(openingOf('2026-12-01T23:59', vladivostok)).to.deep.equal([true, '2026-12-02 06:00']);
    expect(openingOf('2026-12-02T06:00', vladivostok)).to.deep.equal([false, '2026-12-06 00:00']);
  });

  it('keep the written hours on a day the clocks change', () => {
    const berlin: OpeningHours = {
      ...{ timeZone: 'Europe/Berlin', followsCalendar: false },
      week: [[], [], [], [], [], [], [{ from: '01:00', to: '09:00' }]],
    };
    expect(openingOf('2026-03-29T01:30', berlin)).to.deep.equal([true, '2026-03-29 09:00']);
  });

  it('have no next opening where two months are closed', () => {
    const days = Array.from({ length: 80 }, (_, index) => ({
      date: DateTime.fromISO('2026-12-01').plus({ days: index }).toISODate() ?? '',
      ...{ kind: 'holiday' as const, title: '' },
    }));
    expect(openingOf('2026-12-01T08:00', moscow, days)).to.deep.equal([false, null]);
  });

  it('says which year nobody has entered', () => {
    const calendar = new ProductionCalendar([]);
    expect(calendar.listYear(2026)).to.include({ isMissing: false });
    expect(calendar.listYear(2031)).to.deep.equal({ year: 2031, isMissing: true, days: [] });
    expect(calendar.listYear(2027).days[0]).to.include({ date: '2027-01-01', kind: 'holiday' });
  });
});
