import { expect } from 'chai';
import { createTranslator } from '../../shared/i18n/translator.js';
import type { CallbackView, CitizenSessionView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import { groupByDay, listChoices } from '../../widget/app/call-slots.js';
import { describeCallTime } from '../../shared/i18n/call-time.js';
import { ru } from '../../widget/app/catalogues/ru.js';
import { ruTalk } from '../../widget/app/catalogues/ru-talk.js';
import { describeEvent } from '../../widget/app/event-line.js';
import { findWaitStep } from '../../widget/app/wait-step.js';

const translator = createTranslator('ru', { ...ru, ...ruTalk });
const halfHour = 30 * 60_000;
/** By the clock of whoever runs this: the widget shows the reader's own. */
const at = (day: number, hours: number, minutes = 0): string =>
  new Date(2026, 10, day, hours, minutes).toISOString();
const nowMs = Date.parse(at(29, 12));

describe('Slots for a call', () => {
  it('stand under the days of the reader’s calendar, from beginning to end', () => {
    const choices = [at(29, 23, 30), at(30, 9), at(30, 9, 30), at(32, 14)];
    expect(
      groupByDay(translator, choices, halfHour, nowMs).map(({ title, slots }) => [
        title,
        ...slots.map((slot) => slot.title),
      ]),
    ).to.deep.equal([
      ['сегодня', '23:30–00:00'],
      ['завтра', '09:00–09:30', '09:30–10:00'],
      ['2 декабря', '14:00–14:30'],
    ]);
    expect(groupByDay(translator, [], halfHour, nowMs)).to.deep.equal([]);
  });

  it('hold the one that is promised already, in its place and once', () => {
    const free = [at(30, 9), at(30, 10)];
    expect(listChoices(free, undefined)).to.deep.equal(free);
    expect(listChoices(free, at(30, 9, 30))).to.deep.equal([free[0], at(30, 9, 30), free[1]]);
    expect(listChoices(free, at(30, 8))).to.deep.equal([at(30, 8), ...free]);
    expect(listChoices(free, free[1])).to.deep.equal(free);
  });

  it('are named by their day and both ends', () => {
    const slot = { callAt: at(30, 14), callUntil: at(30, 14, 30) };
    expect(describeCallTime(translator, slot, nowMs)).to.equal('завтра, 14:00–14:30');
  });
});

describe('What a waiting citizen is shown', () => {
  const promised: CallbackView = {
    ...{ callbackId: 'c', callAt: at(30, 14), callUntil: at(30, 14, 30) },
    ...{ attempt: 1, isDue: false },
  };
  const callback = { ...promised, phone: '+7 ••• •••-••-67' };
  const escalation = {} as NonNullable<CitizenSessionView['escalation']>;
  const long = { position: 12, isUnattended: false, isLong: true } as const;
  const step = (session: Partial<CitizenSessionView>, isBooking = false) =>
    findWaitStep({ status: 'queued', ...session }, isBooking);

  it('is a choice where the wait is long, unless they have chosen or called a senior', () => {
    expect(step({ queue: { position: 2, isUnattended: false } })).to.equal(null);
    expect(step({ queue: long })).to.equal('choice');
    expect(step({ queue: long }, true)).to.equal('booking');
    expect(step({ queue: { ...long, isLater: true } })).to.equal('later');
    expect(step({ queue: long, escalation }, true)).to.equal(null);
    expect(step({ status: 'active', queue: long }, true)).to.equal(null);
  });

  it('stays the form that was begun when the queue gets shorter meanwhile', () => {
    expect(step({ queue: { position: 1, isUnattended: false } }, true)).to.equal('booking');
  });

  it('is the call that is promised, and the form where the number is missing', () => {
    for (const status of ['queued', 'waiting_citizen'] as const) {
      expect(step({ status, callback }), status).to.equal('call');
      expect(step({ status, callback }, true), status).to.equal('booking');
      expect(step({ status, callback: promised }), status).to.equal('booking');
      expect(step({ status, callback: { ...promised, isDue: true } }, true)).to.equal('settled');
      expect(step({ status, callback, escalation }, true), status).to.equal('settled');
    }
    expect(step({ status: 'active', callback: promised }, true)).to.equal('settled');
  });
});

describe('The log’s lines of another wait', () => {
  const say = (kind: string, body: object): string | null => {
    const event = { kind, body, publicSeq: 1, eventId: 'e', at: at(29, 12) };
    const line = describeEvent(event as unknown as CitizenEventView, translator);
    return line && translator.t(line.key, line.params);
  };

  it('say who changed it, when the call is and what came of it', () => {
    expect([
      say('wait.changed', { mode: 'later', by: 'citizen' }),
      say('wait.changed', { mode: 'later', by: 'system' }),
      say('wait.changed', { mode: 'live', by: 'citizen' }),
      say('callback.booked', { callAt: at(30, 14) }),
      say('callback.due', { attempt: 1 }),
      say('session.queued', { reason: 'callback_due' }),
      say('callback.tried', { attempt: 1, isReached: true }),
      say('callback.tried', { attempt: 1, isReached: false, nextAt: at(29, 16) }),
      say('callback.tried', { attempt: 3, isReached: false }),
      say('callback.cancelled', {}),
      say('session.queued', { reason: 'back_to_place' }),
    ]).to.deep.equal([
      'Вы оставили обращение. Ответ будет в «Обращениях».',
      'Вас долго не было, обращение оставлено. Ответ будет в «Обращениях».',
      'Вы снова ждёте ответа в чате.',
      'Звонок заказан: завтра, 14:00.',
      'Подошло время звонка.',
      'Ищем специалиста, который позвонит.',
      'Мы дозвонились и поговорили по телефону.',
      'Дозвониться не удалось. Позвоним ещё раз: сегодня, 16:00.',
      'Дозвониться не удалось, больше звонить не будем. Напишите сюда, и оператор ответит.',
      'Звонок отменён.',
      'Вы снова в очереди, на прежнем месте.',
    ]);
  });
});
