import { limits } from '../../../shared/limits.js';
import type { CallbackView, StaffSessionView } from '../../../shared/views/chat-session.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import { ago, sampleId, sampleNow } from './clock.js';
import { LogBuilder } from './log-builder.js';
import { append } from './long-talk.js';
import { pools } from './people.js';
import { queued } from './sessions.js';

const callbackId = sampleId(0xb00);
export const phone = '+79161234567';

/** A call so many seconds from now, or due since then. */
export const callIn = (seconds: number, part: Partial<CallbackView> = {}): CallbackView => ({
  callbackId,
  callAt: ago(-seconds),
  callUntil: ago(-seconds - limits.callback.slotMs / 1_000),
  attempt: 1,
  isDue: seconds <= 0,
  ...part,
});

/** Two o’clock of tomorrow, in seconds from the gallery’s noon. */
export const tomorrowAtTwo = (new Date(sampleNow).setHours(38, 0, 0, 0) - sampleNow) / 1_000;

const queuedAnew = (reason: 'callback_due' | 'back_to_place') => ({
  ...{ poolId: pools[2]?.poolId ?? '', reason, queuedAt: ago(898), boostMs: 0 },
  ...{ isFront: false, isFlagged: false },
});

/** The appeal was left, waited for again, and left for a call that nobody answered; then the time of the next one came. */
export const addCalls = (events: readonly StaffEventView[]): StaffEventView[] => {
  const log = new LogBuilder(0x2300)
    .add('wait.changed', { mode: 'later', by: 'system', ranksAt: ago(0) }, { secondsAgo: 39 })
    .add('wait.changed', { mode: 'live', by: 'citizen' }, { secondsAgo: 38 })
    .add('callback.booked', { callbackId, callAt: ago(30), phone }, { secondsAgo: 37 })
    .add('callback.cancelled', { callbackId }, { secondsAgo: 36 })
    .add('session.queued', queuedAnew('back_to_place'), { secondsAgo: 36 })
    .add('callback.booked', { callbackId, callAt: ago(30), phone }, { secondsAgo: 35 })
    .add('callback.due', { callbackId, attempt: 1 }, { secondsAgo: 30 })
    .add('session.queued', queuedAnew('callback_due'), { secondsAgo: 30 });
  return append(events, log.events);
};

/** … and nobody answered the first call. */
export const addMissedCall = (events: readonly StaffEventView[]): StaffEventView[] =>
  append(
    addCalls(events),
    new LogBuilder(0x2400).add(
      'callback.tried',
      { callbackId, attempt: 1, isReached: false, nextAt: ago(-tomorrowAtTwo) },
      { secondsAgo: 10 },
    ).events,
  );

/** … nor any other; at last they were reached all the same. */
export const addLastCalls = (events: readonly StaffEventView[]): StaffEventView[] =>
  append(
    addMissedCall(events),
    new LogBuilder(0x2500)
      .add('callback.due', { callbackId, attempt: 3 }, { secondsAgo: 9 })
      .add('callback.tried', { callbackId, attempt: 3, isReached: false }, { secondsAgo: 8 })
      .add('callback.booked', { callbackId, callAt: ago(7), phone }, { secondsAgo: 7 })
      .add('callback.due', { callbackId, attempt: 1 }, { secondsAgo: 6 })
      .add('callback.tried', { callbackId, attempt: 1, isReached: true }, { secondsAgo: 5 }).events,
  );

/** Who waits otherwise than in the chat. */
export const toBeCalled: StaffSessionView = queued(15, 3_000, {
  requestType: 'benefits',
  isCitizenOnline: false,
  isFront: true,
  lastText: 'Не понимаю, почему отказали в пособии на второго ребёнка',
  callback: callIn(-120, { phone }),
});
export const leftForLater: StaffSessionView = queued(16, 5_400, {
  requestType: 'application_status',
  isCitizenOnline: false,
  rankAt: sampleNow + 3_600_000,
  lastText: 'Заявление подано 12 ноября, ответа так и нет',
  isLater: true,
});
