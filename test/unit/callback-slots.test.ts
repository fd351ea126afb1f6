import { expect } from 'chai';
import { DateTime } from 'luxon';
import { formatPhone, maskPhone, parsePhone } from '../../shared/domain/phone.js';
import type { OpeningHours } from '../../shared/schemas/pool-settings.js';
import { addOpenTime } from '../../server/features/calendar/opening-hours.js';
import { ProductionCalendar } from '../../server/features/calendar/production-calendar.js';
import { listSlots } from '../../server/features/callbacks/slots.js';

const day = [
  { from: '09:00', to: '10:45' },
  { from: '14:00', to: '15:00' },
];
const moscow: OpeningHours = {
  timeZone: 'Europe/Moscow',
  week: [day, day, day, day, day, [], []],
  followsCalendar: true,
};
const ms = (text: string): number => DateTime.fromISO(text, { zone: 'Europe/Moscow' }).toMillis();
const text = (atMs: number | null): string | null =>
  atMs === null
    ? null
    : DateTime.fromMillis(atMs, { zone: 'Europe/Moscow' }).toFormat('dd.MM HH:mm');
const spans = (from: string, hours: OpeningHours | null = moscow) =>
  new ProductionCalendar([]).listOpenSpans(hours ?? undefined, ms(from));

describe('Slots for a call', () => {
  const slotsFrom = (from: string, hours: OpeningHours | null = moscow) =>
    [...listSlots(spans(from, hours), ms(from), 'Europe/Moscow')].map(text);

  it('lie whole within the hours, on the next three working days', () => {
    expect(slotsFrom('2026-12-03T09:40')).to.deep.equal([
      ...['03.12 10:00', '03.12 14:00', '03.12 14:30'],
      ...['04.12 09:00', '04.12 09:30', '04.12 10:00', '04.12 14:00', '04.12 14:30'],
      // Not the weekend between.
      ...['07.12 09:00', '07.12 09:30', '07.12 10:00', '07.12 14:00', '07.12 14:30'],
    ]);
  });

  it('call nobody at night, though the pool never closes', () => {
    const slots = slotsFrom('2026-12-03T20:10', null);
    expect(slots.slice(0, 2)).to.deep.equal(['03.12 20:30', '04.12 08:00']);
    expect(slots.at(-1)).to.equal('05.12 20:30');
    expect(slots).to.have.length(1 + 2 * 26);
  });

  it('end where the pool has no hours ahead', () => {
    expect([...listSlots([], 0, 'Europe/Moscow')]).to.deep.equal([]);
  });
});

describe('Working time from a moment on', () => {
  const after = (from: string, hours: number) =>
    text(addOpenTime(spans(from), ms(from), hours * 3_600_000));

  it('counts while it is open, over nights, pauses and the weekend', () => {
    expect(after('2026-12-03T09:00', 1)).to.equal('03.12 10:00');
    expect(after('2026-12-03T10:00', 1)).to.equal('03.12 14:15');
    expect(after('2026-12-03T22:00', 1)).to.equal('04.12 10:00');
    expect(after('2026-12-04T14:30', 1)).to.equal('07.12 09:30');
    expect(text(addOpenTime(spans('2026-12-03T22:00', null), ms('2026-12-03T22:00'), 1)))
      .to //
      .equal('03.12 22:00');
    expect(addOpenTime([], 0, 1)).to.equal(null);
  });
});

describe('A telephone number', () => {
  it('is read as people write it, and is Russian unless it says otherwise', () => {
    for (const written of [
      ...['+7 916 123-45-67', '8 (916) 123-45-67', '89161234567', '9161234567', '7 916 123 45 67'],
    ])
      expect(parsePhone(written), written).to.equal('+79161234567');
    expect(parsePhone('+375 29 123-45-67')).to.equal('+375291234567');
    expect(parsePhone(' +49 30 1234567 ')).to.equal('+49301234567');
  });

  it('is not every row of digits', () => {
    for (const written of [
      ...['', 'звоните', '12', '112', '+7 916 123', '8 916 123-45-67-89', '+0 123 456 789'],
      ...['ivan@example.org', '123-456-789 00', '+', '8916123456a', '0123456789'],
    ])
      expect(parsePhone(written), written).to.equal(null);
  });

  it('is shown in groups, and masked but for its end', () => {
    expect(formatPhone('+79161234567')).to.equal('+7 916 123-45-67');
    expect(formatPhone('+49301234567')).to.equal('+49301234567');
    expect(maskPhone('+79161234567')).to.equal('+7 ••• •••-••-67');
    expect(maskPhone('+49301234567')).to.equal('+4••••••••67');
    expect(maskPhone('')).to.equal('');
  });
});
