import { useState } from 'react';
import { useSession } from '../live/live-context.js';
import { DecisionsDialog } from '../features/appeal-card/decisions-dialog.js';
import { CloseDialog } from '../features/dialogs/close-dialog.js';
import { TransferDialog } from '../features/dialogs/transfer-dialog.js';
import { Lightbox } from '../features/conversation/lightbox.js';
import { limits } from '../../shared/limits.js';
import { portalIncident } from './sample/incidents.js';
import { addAnswerToAll } from './sample/long-talk.js';
import { anna, oleg, pavel, vera } from './sample/people.js';
import { ago } from './sample/clock.js';
import { addSenior, addSummary } from './sample/long-talk.js';
import { queueOffer, transferOffer } from './sample/offers.js';
import { openEscalation } from './sample/sessions.js';
import {
  at,
  chat,
  desk,
  escalated,
  escalatedView,
  first,
  others,
  stay,
  talk,
  type Screen,
} from './scenery.js';

const answeredToAll = addAnswerToAll(talk, portalIncident.incidentId);
const inIncident = at({ ...first, incidentId: portalIncident.incidentId }, answeredToAll);

const Closing = () => {
  const session = useSession(first.sessionId);
  const [isOpen, setIsOpen] = useState(true);
  if (!session.view || !isOpen) return null;
  return <CloseDialog view={session.view} log={session.log} onClose={() => setIsOpen(false)} />;
};

const bySenior = { operatorId: pavel.operatorId, name: pavel.name, tier: 'senior' as const };
const handedOver = at({
  ...first,
  owner: bySenior,
  handOverFrom: {
    ...{ operatorId: anna.operatorId, name: anna.name, since: ago(70) },
    escalationId: openEscalation(400).escalationId,
  },
});

const joined = addSenior(escalated, pavel);
const answered = addSummary(joined, anna);

/** States of one conversation. */
export const talkScreens: readonly Screen[] = [
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
    id: 'escalation',
    title: 'Вызван старший',
    path: chat(),
    parts: { me: anna, sessions: [escalatedView, ...others], events: escalated },
  },
  {
    id: 'hand-over',
    title: 'Итог для старшего',
    path: chat(),
    parts: { me: anna, sessions: [handedOver, ...others], events: talk },
  },
  {
    id: 'hand-over-elsewhere',
    title: 'Итог за мной, открыт другой чат',
    path: chat(others[0]),
    parts: { me: anna, sessions: [handedOver, ...others], events: talk },
  },
  {
    id: 'senior-brief',
    title: 'Старший читает, зачем его позвали',
    path: chat(),
    parts: {
      me: pavel,
      sessions: [at({ ...first, owner: bySenior, stage: 'analysis' }, answered)],
      events: answered,
    },
  },
  {
    id: 'senior-brief-awaited',
    title: 'Старший ждёт итога',
    path: chat(),
    parts: { me: pavel, sessions: [at(handedOver, joined)], events: joined },
  },
  {
    id: 'transfer',
    title: 'Передача',
    path: chat(),
    parts: { me: anna, sessions: desk, events: talk },
    above: <TransferDialog view={first} onClose={stay} />,
  },
  {
    id: 'decisions',
    title: 'Кому предлагали и почему',
    path: chat(),
    parts: { me: anna, sessions: desk, events: talk },
    above: <DecisionsDialog view={first} onClose={stay} />,
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
      answers: {
        'message:send': ({ clientMessageId }) => ({
          ok: false,
          code: clientMessageId === 'sample-failed' ? 'not_owner' : 'no_answer',
        }),
      },
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
  {
    id: 'uploads',
    title: 'Файлы и длинный текст',
    path: chat(),
    parts: {
      ...{ me: anna, sessions: desk, events: talk },
      drafts: { [first.sessionId]: { text: 'Проверила оба платежа. '.repeat(172), isNote: false } },
    },
    play: ({ live }) =>
      live.uploads.add(first.sessionId, [
        new File(['sample'], 'Снимок экрана с очень длинным именем файла от 24 ноября.png'),
        new File([new Uint8Array(limits.attachment.maxBytes + 1)], 'Договор.pdf'),
      ]),
  },
  {
    id: 'identity',
    title: 'Документ запрошен',
    path: chat(),
    parts: {
      me: anna,
      sessions: [
        at({ ...first, identityStep: 'portal', isIdentityRequested: true, isFlagged: true }),
        ...others,
      ],
      events: talk,
    },
  },
  {
    id: 'in-incident',
    title: 'Чат массового сбоя',
    path: chat(),
    parts: {
      ...{ me: anna, sessions: [inIncident, ...others], events: answeredToAll },
      incidents: [portalIncident],
    },
  },
  {
    id: 'transfer-returned',
    title: 'Передачу отклонили',
    path: '/chats',
    parts: { me: anna, sessions: desk },
    play: ({ live }) =>
      live.notices.tell('notice.transfer.declined', { appeal: first.appealNumber }),
  },
  {
    id: 'closed',
    title: 'Чат закрыт',
    path: chat(),
    parts: {
      me: anna,
      sessions: [at({ ...first, status: 'closed', stage: 'closing', rating: 5 }), ...others],
      events: talk,
    },
  },
];
