import { expect } from 'chai';
import { admin as adminEn } from '../../console/catalogues/en/admin.js';
import { en } from '../../console/catalogues/en.js';
import { admin as adminRu } from '../../console/catalogues/ru/admin.js';
import { ru } from '../../console/catalogues/ru.js';
import type { AdminKey, Words } from '../../console/features/admin/words.js';
import {
  actionWords,
  changeWords,
  fieldTitle,
  subjectWords,
} from '../../console/features/admin/audit/audit-words.js';
import {
  durationWords,
  readMinutes,
  readSeconds,
  writeMinutes,
} from '../../console/features/admin/durations.js';
import { readClock, writeClock } from '../../console/features/admin/pools/clock-text.js';
import { hoursWords } from '../../console/features/admin/pools/hours-words.js';
import { createTranslator } from '../../shared/i18n/translator.js';
import { requestTypes } from '../../shared/domain/request-types.js';
import type { OpeningHours } from '../../shared/schemas/pool-settings.js';
import type { AuditEntryView } from '../../shared/views/admin.js';

const russian: Words = createTranslator<AdminKey>('ru', { ...ru, ...adminRu });
const english: Words = createTranslator<AdminKey>('en', { ...en, ...adminEn });

/** Without the joiners and hard spaces that only keep words on one line. */
const plain = (text: string): string => text.replaceAll('\u2060', '').replaceAll('\u00a0', ' ');

const day = [{ from: '09:00', to: '18:00' }];
const hours = (...week: OpeningHours['week']): OpeningHours => ({
  ...{ timeZone: 'Europe/Moscow', followsCalendar: true },
  week,
});

describe('the words of opening hours', () => {
  const say = (value: OpeningHours | null, words = russian) => plain(hoursWords(value, words));

  it('put days of the same hours together', () => {
    expect(say(hours(day, day, day, day, day, [], []))).to.equal('пн–пт 9:00–18:00, Москва');
    expect(say(hours(day, [], day, [], day, [], []))).to.equal('пн, ср, пт 9:00–18:00, Москва');
    const short = [{ from: '09:00', to: '16:45' }];
    expect(say(hours(day, day, day, day, short, [], []))).to.equal(
      'пн–чт 9:00–18:00, пт 9:00–16:45, Москва',
    );
  });

  it('name each interval of a day', () => {
    const withBreak = [
      { from: '10:00', to: '13:00' },
      { from: '14:00', to: '24:00' },
    ];
    expect(say(hours([], [], [], [], [], withBreak, []))).to.equal(
      'сб 10:00–13:00 и 14:00–24:00, Москва',
    );
  });

  it('have short names for every day alike, and for always', () => {
    const whole = [{ from: '00:00', to: '24:00' }];
    expect(say(hours(day, day, day, day, day, day, day))).to.equal('ежедневно 9:00–18:00, Москва');
    expect(say(hours(whole, whole, whole, whole, whole, whole, whole))).to.equal(
      'круглосуточно, Москва',
    );
    expect(say(hours(whole, [], [], [], [], [], []))).to.equal('пн весь день, Москва');
    expect(say(null)).to.equal('в любое время');
  });

  it('are English where asked, with the zone’s own name where it has no word', () => {
    const elsewhere = { ...hours(day, day, [], [], [], [], []), timeZone: 'Asia/Almaty' };
    expect(say(elsewhere, english)).to.equal('Mon–Tue 9:00–18:00, Asia/Almaty');
  });

  it('read a time of day as people write it', () => {
    for (const [typed, stored] of [
      ['9', '09:00'],
      ['930', '09:30'],
      [' 9.30 ', '09:30'],
      ['24', '24:00'],
      ['18:45', '18:45'],
      ['утром', 'утром'],
    ] as const)
      expect(readClock(typed), typed).to.equal(stored);
    expect(writeClock('09:00')).to.equal('9:00');
    expect(writeClock('24:00')).to.equal('24:00');
  });
});

describe('the words of lengths of time', () => {
  it('are minutes in a field, with seconds where there are some', () => {
    for (const [typed, ms] of [
      ['10', 600_000],
      ['0:30', 30_000],
      ['1,5', 90_000],
      ['1.5', 90_000],
      ['0', 0],
    ] as const)
      expect(readMinutes(typed), typed).to.equal(ms);
    for (const typed of ['', 'десять', '-1', '1:75', '1e3'])
      expect(readMinutes(typed), typed).to.be.NaN;
    for (const ms of [0, 10_000, 90_000, 600_000, 14_400_000])
      expect(readMinutes(writeMinutes(ms))).to.equal(ms);
    expect(readSeconds('60')).to.equal(60_000);
  });

  it('are short in a sentence', () => {
    expect(plain(durationWords(600_000, 'ru'))).to.equal('10 мин');
    expect(plain(durationWords(5_430_000, 'ru'))).to.equal('1 ч 30 мин 30 с');
    expect(plain(durationWords(0, 'en'))).to.equal('0 sec');
  });
});

describe('the words of the audit log', () => {
  const poolId = '0'.repeat(24);
  const names = { poolTitles: new Map([[poolId, 'Платежи']]) };
  const say = (change: AuditEntryView['changes'][number]) => {
    const { field, before, after } = changeWords(change, russian, names);
    return plain(before === null ? `${field}: ${after}` : `${field}: ${before} → ${after}`);
  };

  it('say lengths, shares, types and pools as people do', () => {
    expect(say({ field: 'escalation.windowMs', before: 900_000, after: 600_000 })).to.equal(
      'Срок вызова старшего: 15 мин → 10 мин',
    );
    expect(say({ field: 'escalation.reservePercent', before: 70, after: 80 })).to.equal(
      'Резервные места: 70 % срока → 80 % срока',
    );
    expect(say({ field: 'overflow.poolId', before: null, after: poolId })).to.equal(
      'Передача при ожидании: выключена → Платежи',
    );
    expect(say({ field: 'skills.tier.need', before: 'ignored', after: 'required' })).to.equal(
      'Оператор, а не старший: не важно → обязательно',
    );
    expect(say({ field: 'isActive', before: true, after: false })).to.equal(
      'Учётная запись действует: да → нет',
    );
    expect(say({ field: 'role', before: 'operator', after: 'senior' })).to.equal(
      'Роль: Оператор → Старший специалист',
    );
  });

  it('say of two lists only what differs', () => {
    const [first, second, third] = requestTypes;
    expect(say({ field: 'requestTypes', before: [first, second], after: [first, third] })).to.equal(
      'Темы: добавлено: Статус и сроки; убрано: Подача заявлений',
    );
    expect(say({ field: 'requestTypes', before: [first], after: [first, second] })).to.equal(
      'Темы: добавлено: Подача заявлений',
    );
    expect(say({ field: 'requestTypes', before: null, after: [first] })).to.equal(
      'Темы: все → Вход и регистрация',
    );
  });

  it('say a week as hours', () => {
    expect(
      say({ field: 'hours.week', before: null, after: [day, day, day, day, day, [], []] }),
    ).to.equal('Часы работы: в любое время → пн–пт 9:00–18:00');
  });

  it('call a day of the calendar by its date', () => {
    const day = { subjectId: '2026-05-11', subjectTitle: '2026-05-11' };
    expect(plain(subjectWords(day, russian))).to.equal('11 мая 2026 г.');
    expect(subjectWords({ subjectId: poolId, subjectTitle: 'Платежи' }, russian)).to.equal(
      'Платежи',
    );
  });

  it('call a mass incident by its name, else by its topic, and say who hears the answer', () => {
    const incident = { action: 'incident.closed', subjectId: poolId } as const;
    const call = (subjectTitle: string, words = russian) =>
      subjectWords({ ...incident, subjectTitle }, words);
    expect(call('Портал лежит')).to.equal('Портал лежит');
    expect(call('payments')).to.equal('Оплата и возвраты');
    expect(call('payments', english)).not.to.equal('payments');
    for (const action of [
      ...['incident.renamed', 'incident.session_added', 'incident.session_removed'],
      ...['incident.answered', 'incident.closed'],
    ])
      for (const words of [russian, english])
        expect(actionWords(action, words)).not.to.equal(action);
    expect(say({ field: 'isForLater', before: null, after: true })).to.equal(
      'И тем, кто напишет позже: да',
    );
    expect(say({ field: 'answerLength', before: null, after: 126 })).to.equal(
      'Знаков в ответе: 126',
    );
    expect(say({ field: 'title', before: 'Портал лежит', after: null })).to.equal(
      'Название: «Портал лежит» → —',
    );
  });

  it('show what they do not know by its own name', () => {
    expect(fieldTitle('newField', russian)).to.equal('newField');
    expect(say({ field: 'newField', before: 1, after: { a: 1 } })).to.equal(
      'newField: 1 → {"a":1}',
    );
    expect(actionWords('pool.renumbered', russian)).to.equal('pool.renumbered');
  });
});
