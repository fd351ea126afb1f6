import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { ago, sampleId, sampleNow } from './clock.js';
import { anna, oleg, pools } from './people.js';

const poolOf = (index: number): string => pools[index]?.poolId ?? '';

/** A session as the server presents it; the parts that matter to a sample are given. */
export const buildSession = (
  index: number,
  part: Partial<StaffSessionView> = {},
): StaffSessionView => ({
  sessionId: sampleId(0x300 + index),
  appealId: sampleId(0x400 + index),
  citizenId: sampleId(0x500 + index),
  appealNumber: `26-00041${String(10 + index)}-${String(index % 10)}`,
  status: 'active',
  requestType: 'technical_fault',
  poolId: poolOf(2),
  priority: 'normal',
  openedAt: ago(900),
  isFlagged: false,
  isCitizenOnline: true,
  stage: 'analysis',
  seq: 1,
  publicSeq: 1,
  channel: 'widget',
  locale: 'ru',
  identityStep: 'guest',
  isIdentityRequested: false,
  isRecorded: true,
  serverNow: new Date(sampleNow).toISOString(),
  ...part,
});

const tier = 'operator' as const;
export const byAnna = { operatorId: anna.operatorId, name: anna.name, tier };
export const byOleg = { operatorId: oleg.operatorId, name: oleg.name, tier };

export const openEscalation = (
  leftSeconds: number,
): NonNullable<StaffSessionView['escalation']> => ({
  escalationId: sampleId(0x600),
  openedBy: 'citizen',
  openedAt: ago(600 - leftSeconds),
  deadlineAt: ago(-leftSeconds),
  step: leftSeconds < 180 ? 'reserve' : leftSeconds < 360 ? 'all_pools' : 'same_pool',
});

/** My chats of a busy morning. */
export const mySessions: readonly StaffSessionView[] = [
  buildSession(1, {
    owner: byAnna,
    citizenName: 'Ольга Сергеевна Никитина',
    contact: 'o•••a@mail.example',
    identityStep: 'contact',
    lastText: 'Вот снимок экрана, ошибка та же',
    lastAuthor: 'citizen',
    lastMessageAt: ago(40),
    classification: {
      requestType: 'technical_fault',
      confidence: 0.91,
      decidedBy: 'model',
      because: ['ошибка', 'не открывается', 'белый экран'],
      alternatives: [
        { requestType: 'technical_fault', confidence: 0.91 },
        { requestType: 'mobile_app', confidence: 0.05 },
        { requestType: 'applications', confidence: 0.02 },
      ],
    },
  }),
  buildSession(2, {
    owner: byAnna,
    requestType: 'payments',
    poolId: poolOf(3),
    priority: 'raised',
    lastText: 'Деньги списали дважды, когда вернут?',
    lastAuthor: 'citizen',
    lastMessageAt: ago(190),
    openedAt: ago(1_300),
  }),
  buildSession(3, {
    owner: byAnna,
    citizenName: 'Рашид',
    requestType: 'benefits',
    poolId: poolOf(4),
    isCitizenOnline: false,
    lastText: 'Проверяю, это займёт пару минут.',
    lastAuthor: 'operator',
    lastMessageAt: ago(75),
    openedAt: ago(400),
  }),
  buildSession(4, {
    owner: byAnna,
    citizenName: 'Тамара Ивановна',
    status: 'awaiting_confirmation',
    stage: 'confirmation',
    requestType: 'applications',
    lastAuthor: 'operator',
    lastText: 'Напишите, пожалуйста, получилось ли.',
    lastMessageAt: ago(86_400),
    openedAt: ago(88_000),
  }),
];

const longNames = [
  'Александра-Виктория Константинопольская-Рождественская',
  'Абдурахман Гасан-оглы Мамедкеримов',
  'Ли',
];

/** More than fits on a screen, with names that do not fit in a line. */
export const crowd: readonly StaffSessionView[] = Array.from({ length: 40 }, (_each, index) => {
  const citizenName = longNames[index % 4];
  return buildSession(0x20 + index, {
    owner: byAnna,
    poolId: poolOf(index % pools.length),
    lastAuthor: index % 3 === 0 ? 'operator' : 'citizen',
    lastText: index % 5 === 0 ? 'Оченьдлинноесловобезпробелов'.repeat(4) : 'Когда придёт ответ?',
    lastMessageAt: ago(30 * index + 10),
    openedAt: ago(4_000 - 60 * index),
    ...(citizenName === undefined ? {} : { citizenName }),
  });
});

export const queued = (
  index: number,
  waitedSeconds: number,
  part: Partial<StaffSessionView>,
): StaffSessionView =>
  buildSession(index, {
    status: 'queued',
    stage: 'greeting',
    openedAt: ago(waitedSeconds + 20),
    queuedAt: ago(waitedSeconds),
    rankAt: sampleNow - waitedSeconds * 1_000,
    lastAuthor: 'citizen',
    lastMessageAt: ago(waitedSeconds + 20),
    ...part,
  });

export const waitingSessions: readonly StaffSessionView[] = [
  queued(11, 260, {
    priority: 'urgent',
    requestType: 'account_access',
    lastText: 'Не могу войти, сегодня последний день подачи',
  }),
  queued(12, 190, {
    requestType: 'e_signature',
    lastText: 'Подпись не принимается, пишет «сертификат отозван»',
  }),
  queued(13, 75, {
    requestType: 'general',
    isFlagged: true,
    isCitizenOnline: false,
    lastText: 'здравствуйте а как',
  }),
  queued(14, 20, { requestType: 'profile', lastText: 'Сменила фамилию, где исправить?' }),
];
