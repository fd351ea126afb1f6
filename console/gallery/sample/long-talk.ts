import type { StaffMeView } from '../../../shared/views/accounts.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import { ago, sampleId } from './clock.js';
import { LogBuilder } from './log-builder.js';
import { anna, oleg, pools, vera } from './people.js';

const hash = '0'.repeat(64);

const screenshot = {
  attachmentId: sampleId(0x700),
  name: 'Снимок экрана 24 ноября.png',
  mediaType: 'image/png' as const,
  bytes: 348_000,
  width: 1_280,
  height: 800,
};
const statement = {
  attachmentId: sampleId(0x701),
  name: 'Заявление на перерасчёт.pdf',
  mediaType: 'application/pdf' as const,
  bytes: 1_240_000,
};

const poolId = pools[2]?.poolId ?? '';

const begin = (): LogBuilder =>
  new LogBuilder()
    .add(
      'session.opened',
      { clientSessionId: 'sample-session', channel: 'widget', locale: 'ru' },
      { secondsAgo: 900, authorId: 'citizen' },
    )
    .add(
      'consent.given',
      { purpose: 'processing', isGiven: true, textVersion: '1', textHash: hash, channel: 'widget' },
      { secondsAgo: 900, authorId: 'citizen' },
    )
    .citizen(
      899,
      'Здравствуйте! Заполняю заявление на портале, на последнем шаге белый экран и «ошибка 500». Третий раз уже.',
    )
    .add(
      'classification.made',
      {
        requestType: 'technical_fault',
        confidence: 0.91,
        decidedBy: 'model',
        isDecided: true,
        alternatives: [],
        because: ['ошибка', 'не открывается', 'белый экран'],
      },
      { secondsAgo: 898 },
    )
    .add(
      'session.queued',
      {
        poolId,
        reason: 'classified',
        queuedAt: ago(898),
        boostMs: 0,
        isFront: false,
        isFlagged: false,
      },
      { secondsAgo: 898 },
    );

const join = (log: LogBuilder): LogBuilder =>
  log
    .add(
      'operator.joined',
      {
        operatorId: anna.operatorId,
        operatorName: anna.name,
        tier: 'operator',
        offerId: sampleId(0x710),
        how: 'offer',
      },
      { secondsAgo: 860 },
    )
    .staff(840, anna, 'Здравствуйте. Меня зовут Анна, посмотрю, что с заявлением.')
    .add('stage.changed', { stage: 'identity' }, { secondsAgo: 820 })
    .add(
      'details.given',
      { name: 'Ольга Сергеевна Никитина', contact: 'o•••a@mail.example' },
      { secondsAgo: 800, authorId: 'citizen' },
    )
    .add('stage.changed', { stage: 'request' }, { secondsAgo: 790 })
    .staff(780, anna, 'Ольга Сергеевна, в каком браузере открыт портал?')
    .staff(775, anna, 'И какое заявление: на перерасчёт или на справку?')
    .citizen(700, 'Яндекс браузер. На перерасчёт, вот оно');

/** A talk of a quarter of an hour: every kind of row an operator meets. */
export const buildLongTalk = (): StaffEventView[] => {
  const log = join(begin())
    .add(
      'message.created',
      {
        author: 'citizen',
        attachmentIds: [statement.attachmentId],
        text: '',
        attachments: [statement],
      },
      { secondsAgo: 690, authorId: 'citizen' },
    )
    .add('stage.changed', { stage: 'analysis' }, { secondsAgo: 500 })
    .note(480, anna, 'Похоже на сбой формы № 14, в 11:20 было ещё два таких.')
    .note(470, oleg, 'Да, у меня тоже. Заявка в техподдержку уже есть, обещали к 13:00.')
    .staff(
      420,
      anna,
      'На этой форме сейчас сбой, его уже исправляют. Заявление сохранилось, заполнять заново не нужно: https://portal.example/drafts',
    )
    .citizen(120, 'Черновик вижу, но при отправке всё равно вот так')
    .add(
      'message.created',
      {
        author: 'citizen',
        attachmentIds: [screenshot.attachmentId],
        text: 'Вот снимок экрана, ошибка та же',
        attachments: [screenshot],
      },
      { secondsAgo: 40, authorId: 'citizen' },
    );
  return log.events;
};

/** The same talk with a senior called. */
export const addEscalation = (events: readonly StaffEventView[]): StaffEventView[] => {
  const log = new LogBuilder(0x2000);
  log.add(
    'escalation.opened',
    {
      escalationId: sampleId(0x600),
      openedBy: 'citizen',
      openedAt: ago(200),
      deadlineAt: ago(-400),
      steps: [],
      boostMs: 0,
    },
    { secondsAgo: 20 },
  );
  return append(events, log.events);
};

/** The same talk in a mass incident, with what was answered to all. */
export const addAnswerToAll = (
  events: readonly StaffEventView[],
  incidentId: string,
): StaffEventView[] => {
  const log = new LogBuilder(0x2100);
  log.add('incident.joined', { incidentId, how: 'noticed' }, { secondsAgo: 35 }).add(
    'message.created',
    {
      ...{ author: 'operator', authorName: vera.name, isToAll: true, incidentId },
      ...{ attachmentIds: [], attachments: [] },
      text:
        'Здравствуйте, Ольга Сергеевна. Портал временно недоступен, чиним. Ваше обращение у нас, писать снова не ' +
        'нужно: ответим здесь же.',
    },
    { secondsAgo: 15, authorId: vera.operatorId },
  );
  return append(events, log.events);
};

/** The same with the senior there. */
export const addSenior = (
  events: readonly StaffEventView[],
  { operatorId, name: operatorName }: StaffMeView,
): StaffEventView[] =>
  append(
    events,
    new LogBuilder(0x2100).add(
      'operator.joined',
      { operatorId, operatorName, tier: 'senior', offerId: sampleId(0xa03), how: 'escalation' },
      { secondsAgo: 15 },
    ).events,
  );

/** … and what was tried, from who had the chat before. */
export const addSummary = (
  events: readonly StaffEventView[],
  { operatorId, name }: StaffMeView,
): StaffEventView[] =>
  append(
    events,
    new LogBuilder(0x2200).add(
      'escalation.handed_over',
      {
        ...{ escalationId: sampleId(0x600), fromOperatorId: operatorId, fromOperatorName: name },
        summary:
          'Форма № 14 не отправляет заявление с самого утра. Черновик цел, заявка в техподдержку есть, обещали к 13:00. Гражданке нужно успеть сегодня, снимок экрана в чате.',
      },
      { secondsAgo: 5, authorId: operatorId },
    ).events,
  );

/** Numbered on from the last, as one log. */
export const append = (
  events: readonly StaffEventView[],
  more: readonly StaffEventView[],
): StaffEventView[] => {
  const seq = events.at(-1)?.seq ?? 0;
  const publicSeq = events.findLast((event) => event.publicSeq !== undefined)?.publicSeq ?? 0;
  return [
    ...events,
    ...more.map((event) => ({
      ...event,
      seq: seq + event.seq,
      ...(event.publicSeq === undefined ? {} : { publicSeq: publicSeq + event.publicSeq }),
    })),
  ];
};
