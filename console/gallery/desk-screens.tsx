import { HelpDialog } from '../features/shell/help-dialog.js';
import { IncidentDialog } from '../features/incidents/incident-dialog.js';
import { DeclineDialog } from '../features/offers/decline-dialog.js';
import { board } from './sample/board.js';
import { ago } from './sample/clock.js';
import { answeredIncident, freshIncident } from './sample/incidents.js';
import { anna, oleg, pavel, vera } from './sample/people.js';
import { escalationOffer, queueOffer } from './sample/offers.js';
import { byAnna, byOleg, crowd, openEscalation, waitingSessions } from './sample/sessions.js';
import {
  at,
  chat,
  desk,
  escalatedView,
  first,
  others,
  stay,
  talk,
  type Screen,
} from './scenery.js';

const incidents = [freshIncident, answeredIncident];

const tier = 'senior' as const;
const byVera = { operatorId: vera.operatorId, name: vera.name, tier };
const byPavel = { operatorId: pavel.operatorId, name: pavel.name, tier };
const owedByOleg = {
  ...{ operatorId: oleg.operatorId, name: oleg.name, since: ago(200) },
  escalationId: openEscalation(400).escalationId,
};

/** States of the lists, the board, and what stands above them. */
export const deskScreens: readonly Screen[] = [
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
    id: 'alarms',
    title: 'Супервизору: старших нет, итога нет, чат назначен',
    path: '/others',
    parts: {
      me: vera,
      sessions: [
        at({ ...first, escalation: openEscalation(150), owner: byOleg }),
        ...others.map((row, index) =>
          index === 0
            ? { ...row, owner: { ...byVera, forcedAt: ago(20) } }
            : { ...row, owner: byPavel, handOverFrom: owedByOleg },
        ),
      ],
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
    id: 'board-incidents',
    title: 'Обзор, массовые сбои',
    path: '/board',
    parts: { me: vera, sessions: desk, incidents },
  },
  {
    id: 'incident',
    title: 'Массовый сбой, ответа ещё нет',
    path: '/board',
    parts: { me: vera, sessions: desk, incidents },
    above: <IncidentDialog incidentId={freshIncident.incidentId} onClose={stay} />,
  },
  {
    id: 'incident-answered',
    title: 'Массовый сбой, ответ уходит',
    path: '/board',
    parts: { me: vera, sessions: desk, incidents },
    above: <IncidentDialog incidentId={answeredIncident.incidentId} onClose={stay} />,
  },
  {
    id: 'incident-read',
    title: 'Массовый сбой глазами оператора',
    path: '/queue',
    parts: { me: anna, sessions: desk, incidents },
    above: <IncidentDialog incidentId={answeredIncident.incidentId} onClose={stay} />,
  },
  {
    ...{ id: 'classifier', title: 'Классификатор', path: '/classifier' },
    parts: { me: vera, sessions: desk },
  },
  {
    ...{ id: 'board-redis', title: 'Обзор, когда Redis не отвечает', path: '/board' },
    parts: {
      ...{ me: vera, sessions: desk },
      answers: { 'board:watch': () => ({ ok: true, data: { ...board, isRedisDown: true } }) },
    },
  },
  {
    id: 'statistics',
    title: 'Показатели',
    path: '/statistics',
    parts: { me: vera, sessions: desk },
  },
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
    id: 'on-line',
    title: 'На линии, чатов нет',
    path: '/chats',
    parts: { me: anna },
  },
  {
    id: 'search-found',
    title: 'Поиск, найдено',
    path: '/search',
    parts: { me: anna, sessions: desk },
    play: ({ live }) => live.desk.setState({ searchWords: 'Никитина' }),
  },
];
