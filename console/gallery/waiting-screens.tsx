import { ago } from './sample/clock.js';
import {
  addCalls,
  addLastCalls,
  addMissedCall,
  callIn,
  leftForLater,
  phone,
  toBeCalled,
  tomorrowAtTwo,
} from './sample/callbacks.js';
import { queueOffer } from './sample/offers.js';
import { anna, vera } from './sample/people.js';
import { buildSession, byAnna, byOleg, waitingSessions } from './sample/sessions.js';
import { at, chat, first, others, talk, type Screen } from './scenery.js';

const called = addCalls(talk);
const missed = addMissedCall(talk);
const reached = addLastCalls(talk);
const [, second, third] = others;

const toCall = at({ ...first, isCitizenOnline: false, callback: callIn(-120, { phone }) }, called);
const withoutPhone = { ...toCall, callback: callIn(-120, { attempt: 3 }) };
const toCallAgain = at(
  buildSession(1, {
    status: 'waiting_citizen',
    isCitizenOnline: false,
    citizenName: first.citizenName ?? '',
    lastText: first.lastText ?? '',
    lastAuthor: 'citizen',
    lastMessageAt: ago(40),
    lastOwner: byAnna,
    callback: callIn(tomorrowAtTwo, { attempt: 2, phone }),
  }),
  missed,
);
/** Somebody else’s, for whoever sees every chat. */
const elsewhere = {
  ...toCallAgain,
  sessionId: third?.sessionId ?? '',
  citizenName: 'Тамара Ивановна',
};
/** The talk goes on, and a call is booked beside it. */
const booked = second ? [{ ...second, callback: callIn(7_200) }] : [];
const away = [toBeCalled, ...waitingSessions, leftForLater];

const callOffer = {
  ...queueOffer,
  ...{ sessionId: toBeCalled.sessionId, appealNumber: toBeCalled.appealNumber },
  ...{ requestType: 'benefits' as const, priority: 'normal' as const, waitingSince: ago(3_000) },
  firstText: toBeCalled.lastText ?? '',
};

/** States of those who do not wait in the chat: who is called, and who reads the answer later. */
export const waitingScreens: readonly Screen[] = [
  {
    id: 'call-due',
    title: 'Пора звонить',
    path: chat(toCall),
    parts: {
      ...{ me: anna, sessions: [toCall, ...booked, ...away], events: called },
      answers: {
        'callback:report': ({ isReached }) => ({
          ok: true,
          data: { session: isReached ? at(first, reached) : toCallAgain },
        }),
      },
    },
  },
  {
    id: 'call-without-phone',
    title: 'Звонить некуда, последняя попытка',
    path: chat(withoutPhone),
    parts: { me: anna, sessions: [withoutPhone, ...away], events: called },
  },
  {
    id: 'call-again',
    title: 'Не дозвонились, позвоним ещё раз',
    path: chat(toCallAgain),
    parts: { me: anna, sessions: [toCallAgain, ...booked, ...away], events: missed },
  },
  {
    id: 'call-over',
    title: 'Звонков больше не будет',
    path: chat(),
    parts: { me: anna, sessions: [at(first, reached), ...away], events: reached },
  },
  {
    id: 'queue-call',
    title: 'Очередь, пора звонить',
    path: `/queue/${toBeCalled.sessionId}`,
    parts: {
      ...{ me: anna, sessions: away, events: called.slice(0, 5) },
      offers: [callOffer],
    },
  },
  {
    id: 'queue-later',
    title: 'Очередь, ответ прочитают позже',
    path: `/queue/${leftForLater.sessionId}`,
    parts: { me: anna, sessions: away, events: called.slice(0, 5) },
  },
  {
    id: 'all-calls',
    title: 'Все чаты: звонки и оставленные обращения',
    path: chat(toCall).replace('chats', 'others'),
    parts: {
      me: vera,
      sessions: [{ ...toCall, owner: byOleg }, elsewhere, ...booked, ...away],
      events: called,
    },
  },
];
