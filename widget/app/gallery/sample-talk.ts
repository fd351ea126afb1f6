import type { Sample } from './sample-chat.js';
import { SampleLog } from './sample-log.js';
import { anna, sampleEscalation, sampleSession } from './sample-session.js';

export const minute = 60_000;
export const iso = (msFromNow: number): string => new Date(Date.now() + msFromNow).toISOString();
export const question =
  'Здравствуйте. Второй день не приходит код для входа в личный кабинет, номер телефона не менялся';

export const opened = (isRecorded = true) =>
  new SampleLog(12 * minute)
    .add('session.opened', { channel: 'widget', locale: 'ru' })
    .add('consent.given', {
      ...{ purpose: 'recording', isGiven: isRecorded, channel: 'widget' },
      ...{ textVersion: '2026-11', textHash: '0'.repeat(64) },
    })
    .citizen(question);
export const classified = (isRecorded = true) =>
  opened(isRecorded).add('classification.made', {
    ...{ requestType: 'account_access', confidence: 0.93, decidedBy: 'model', isDecided: true },
    alternatives: [],
  });
export const queued = (textKey = 'queued') =>
  classified()
    .add('session.queued', {
      reason: 'classified',
      queuedAt: iso(-5 * minute),
      isFront: false,
    } as never)
    .bot(textKey);
export const joined = (log = queued()) =>
  log.add('operator.joined', { operatorName: anna.name, tier: 'operator', how: 'offer' });
export const talked = (log = joined()) =>
  log
    .operator(anna.name, 'Здравствуйте, меня зовут Анна. Сейчас посмотрю, что с отправкой кодов.')
    .operator(
      anna.name,
      'Подскажите, пожалуйста, последние две цифры номера, на который ждёте код?',
    )
    .citizen('27');
export const called = () =>
  talked().add('escalation.opened', {
    ...{ escalationId: 'escalation', openedBy: 'citizen', openedAt: iso(-2 * minute) },
    ...{ deadlineAt: iso(8 * minute), steps: [] },
  });
export const closing = {
  outcome: 'solved',
  summary:
    'Номер был в списке недоставки у оператора связи. Сняли ограничение, код пришёл, вход работает.',
} as const;
export const proposed = () =>
  talked().add('closing.proposed', {
    outcome: 'solved',
    operatorName: anna.name,
    summary: closing.summary,
  });
export const closed = (log = proposed()) =>
  log.add('session.closed', { by: 'citizen', reason: 'confirmed' });

export const talk = (
  log: SampleLog,
  part: Parameters<typeof sampleSession>[0],
  more: Sample = {},
): Sample => ({
  events: log.events,
  session: sampleSession({ ...part, publicSeq: log.events.length }),
  ...more,
});
export const escalated = (leftMs: number): Sample =>
  talk(called(), { operator: anna, escalation: sampleEscalation(leftMs) });
export const pending = (clientMessageId: string, text: string, part: object = {}) => ({
  ...{ clientMessageId, text, sessionId: sampleSession({}).sessionId, attachments: [] },
  ...{ queuedAt: Date.now(), state: 'sending' as const, ...part },
});
