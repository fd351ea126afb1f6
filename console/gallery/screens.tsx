import { useState, type ReactNode } from 'react';
import { useSession } from '../live/live-context.js';
import { CloseDialog } from '../features/dialogs/close-dialog.js';
import { TransferDialog } from '../features/dialogs/transfer-dialog.js';
import { Lightbox } from '../features/conversation/lightbox.js';
import { HelpDialog } from '../features/shell/help-dialog.js';
import { DeclineDialog } from '../features/offers/decline-dialog.js';
import { anna, oleg, pavel, vera } from './sample/people.js';
import { addEscalation, buildLongTalk } from './sample/long-talk.js';
import { escalationOffer, queueOffer, transferOffer } from './sample/offers.js';
import {
  buildSession,
  byAnna,
  byOleg,
  crowd,
  mySessions,
  openEscalation,
  waitingSessions,
} from './sample/sessions.js';
import type { Stage, StageParts } from './sample/stage.js';

/** A screen of the console in one state, from sample data. */
export interface Screen {
  id: string;
  title: string;
  path: string;
  parts: Omit<StageParts, 'preferences'>;
  /** What stands above the workspace: an open dialog. */
  above?: ReactNode;
  /** Moves the stage on after it is up. */
  play?: (stage: Stage) => void;
}

const [first = buildSession(1), ...others] = mySessions;
const talk = buildLongTalk();
const chat = (view = first) => `/chats/${view.sessionId}`;
const at = (view: typeof first, events = talk) => ({
  ...view,
  seq: events.length,
  publicSeq: events.at(-1)?.publicSeq ?? 1,
});
const desk = [at(first), ...others, ...waitingSessions];

const Closing = () => {
  const session = useSession(first.sessionId);
  const [isOpen, setIsOpen] = useState(true);
  if (!session.view || !isOpen) return null;
  return <CloseDialog view={session.view} log={session.log} onClose={() => setIsOpen(false)} />;
};

const stay = () => undefined;
const escalated = addEscalation(talk);
const escalatedView = at({ ...first, escalation: openEscalation(400) }, escalated);
const bySenior = { operatorId: pavel.operatorId, name: pavel.name, tier: 'senior' as const };
const handedOver = at({
  ...first,
  owner: bySenior,
  handOverFrom: { operatorId: anna.operatorId, escalationId: openEscalation(400).escalationId },
});

export const screens: readonly Screen[] = [
  {
    id: 'talk',
    title: 'Разговор',
    path: chat(),
    parts: { me: anna, sessions: desk, events: talk },
    play: ({ link }) => {
      link.tell['typing:changed']?.({ sessionId: first.sessionId, isTyping: true });
      link.tell['session:viewers']?.({ sessionId: first.sessionId, names: [vera.name, oleg.name] });
      const sessionId = first.sessionId;
      link.tell['typing:changed']?.({ sessionId, isTyping: true, name: oleg.name });
    },
  },
  {
    id: 'offers',
    title: 'Предложения и заметка',
    path: chat(),
    parts: {
      ...{ me: anna, sessions: desk, events: talk, offers: [queueOffer, transferOffer] },
      drafts: { [first.sessionId]: { text: 'Проверить у техподдержки до 13:00', isNote: true } },
    },
  },
  {
    id: 'offer-lost',
    title: 'Предложение ушло другому',
    path: '/queue',
    parts: { me: anna, sessions: desk, offers: [queueOffer] },
    play: ({ link }) =>
      link.tell['offer:ended']?.({
        offerId: queueOffer.offerId,
        sessionId: queueOffer.sessionId,
        outcome: 'withdrawn',
        byName: 'Марина Гущина',
      }),
  },
  {
    id: 'decline',
    title: 'Отказ от предложения',
    path: '/chats',
    parts: { me: anna, sessions: desk, offers: [queueOffer] },
    above: <DeclineDialog offer={queueOffer} onClose={stay} />,
  },
  {
    id: 'escalation',
    title: 'Вызван старший',
    path: chat(),
    parts: { me: anna, sessions: [escalatedView, ...others], events: escalated },
  },
  {
    id: 'senior',
    title: 'Рабочее место старшего',
    path: '/chats',
    parts: {
      me: pavel,
      sessions: [escalatedView, ...waitingSessions],
      offers: [escalationOffer],
    },
  },
  {
    id: 'hand-over',
    title: 'Итог для старшего',
    path: chat(),
    parts: { me: anna, sessions: [handedOver, ...others], events: talk },
  },
  {
    id: 'transfer',
    title: 'Передача',
    path: chat(),
    parts: { me: anna, sessions: desk, events: talk },
    above: <TransferDialog view={first} onClose={stay} />,
  },
  {
    id: 'transfer-pending',
    title: 'Передача ждёт',
    path: chat(),
    parts: {
      me: anna,
      sessions: [
        at({
          ...first,
          isRecorded: false,
          transferPoolId: others[0]?.poolId ?? '',
          transfer: {
            transferId: first.sessionId,
            fromOperatorId: anna.operatorId,
            poolId: others[0]?.poolId ?? '',
          },
        }),
        ...others,
      ],
      events: talk,
    },
  },
  {
    id: 'close',
    title: 'Завершение',
    path: chat(),
    parts: { me: anna, sessions: desk, events: talk },
    above: <Closing />,
  },
  {
    id: 'failed',
    title: 'Не доставлено, связь потеряна',
    path: chat(),
    parts: {
      me: anna,
      sessions: desk,
      events: talk,
      isConnected: false,
      answers: { 'message:send': () => ({ ok: false, code: 'not_owner' }) },
    },
    play: ({ live }) => {
      const message = { sessionId: first.sessionId, attachments: [], audience: 'all' as const };
      live.outbox.add({ ...message, clientMessageId: 'sample-failed', text: 'Сейчас проверю.' });
      live.outbox.add({ ...message, clientMessageId: 'sample-waiting', text: 'Минуту.' });
      live.notices.tellProblem('no_free_seat');
    },
  },
  {
    id: 'canned',
    title: 'Шаблоны ответов',
    path: chat(),
    parts: {
      ...{ me: anna, sessions: desk, events: talk },
      drafts: { [first.sessionId]: { text: '/п', isNote: false } },
    },
  },
  {
    id: 'queue',
    title: 'Очередь',
    path: `/queue/${waitingSessions[0]?.sessionId ?? ''}`,
    parts: { me: anna, sessions: desk, events: talk.slice(0, 5) },
  },
  {
    id: 'off-line',
    title: 'Не на линии',
    path: '/chats',
    parts: { me: anna, presence: 'offline' },
  },
  {
    id: 'set-away',
    title: 'Включён перерыв',
    path: '/chats',
    parts: { me: anna, sessions: waitingSessions },
    play: ({ link }) =>
      link.tell['presence:changed']?.({ presence: 'away', reason: 'offers_missed' }),
  },
  { id: 'board', title: 'Обзор супервизора', path: '/board', parts: { me: vera, sessions: desk } },
  {
    id: 'reading',
    title: 'Чтение чужого чата',
    path: `/others/${first.sessionId}`,
    parts: {
      me: vera,
      sessions: [
        at({ ...first, owner: byOleg }),
        ...others.map((row) => ({ ...row, owner: byAnna })),
      ],
      events: talk,
    },
  },
  {
    id: 'all-chats',
    title: 'Все чаты, отбор по группе',
    path: '/others',
    parts: {
      me: vera,
      sessions: [escalatedView, ...others.map((row) => ({ ...row, owner: byOleg })), ...crowd],
    },
    play: ({ live }) => {
      const poolId = first.poolId;
      live.desk.setState({ chatFilter: { words: '', ...(poolId ? { poolId } : {}) } });
    },
  },
  {
    id: 'all-chats-nothing',
    title: 'Все чаты, ничего не подошло',
    path: '/others',
    parts: { me: vera, sessions: desk },
    play: ({ live }) =>
      live.desk.setState({ chatFilter: { words: 'Константинопольский', state: 'silent' } }),
  },
  {
    id: 'crowded',
    title: 'Сорок чатов, длинные имена',
    path: chat(crowd[0]),
    parts: { me: anna, sessions: crowd, events: talk },
  },
  { id: 'search', title: 'Поиск', path: '/search', parts: { me: anna, sessions: desk } },
  {
    id: 'unknown',
    title: 'Чата нет',
    path: '/chats/000000000000000000000000',
    parts: { me: anna, sessions: desk },
  },
  {
    id: 'loading',
    title: 'Загрузка',
    path: chat(),
    parts: {
      me: anna,
      answers: {
        'desk:open': () => ({ ok: false, code: 'no_answer' }),
        'session:join': () => ({ ok: false, code: 'no_answer' }),
      },
    },
  },
  {
    id: 'help',
    title: 'Клавиши',
    path: '/chats',
    parts: { me: anna, sessions: desk },
    above: <HelpDialog isOpen onClose={stay} />,
  },
  {
    id: 'lightbox',
    title: 'Снимок целиком',
    path: chat(),
    parts: { me: anna, sessions: desk, events: talk },
    above: (
      <Lightbox
        card={{
          attachmentId: first.sessionId,
          name: 'Снимок экрана 24 ноября.png',
          mediaType: 'image/png',
          bytes: 348_000,
        }}
        onClose={stay}
      />
    ),
  },
];
