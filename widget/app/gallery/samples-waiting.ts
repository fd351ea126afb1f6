import type {
  CallbackView,
  CitizenSessionView,
  QueueView,
} from '../../../shared/views/chat-session.js';
import type { Sample } from './sample-chat.js';
import { anna } from './sample-session.js';
import { called, classified, iso, joined, minute, queued, talk, talked } from './sample-talk.js';

const hour = 60 * minute;
const slotMs = 30 * minute;

/** So many days from now, at a time of the clock: `10.5` is half past ten. */
const at = (days: number, hours: number): string => {
  const day = new Date();
  return new Date(day.setHours(24 * days, hours * 60, 0, 0)).toISOString();
};
const slots = [1, 2, 5].flatMap((days) =>
  Array.from({ length: 18 }, (_, index) => at(days, 9 + index / 2)),
);
const asked: Sample['asked'] = { 'callback:slots': { slots, slotMs } };

const promised = (): CallbackView => ({
  ...{ callbackId: 'callback', callAt: at(1, 14), callUntil: at(1, 14.5) },
  ...{ attempt: 1, isDue: false },
});
const call = (part: Partial<CallbackView> = {}): CallbackView => ({
  ...promised(),
  phone: '+7 ••• •••-••-67',
  ...part,
});

const long: QueueView = {
  ...{ position: 14, waitMs: { p50: 22 * minute, p90: 40 * minute }, isUnattended: false },
  ...{ isLong: true, hasCallbacks: true },
};
const waiting = (part: Partial<CitizenSessionView> = {}, more: Sample = {}): Sample =>
  talk(queued('queued_long'), { status: 'queued', queue: long, ...part }, { asked, ...more });
const booked = () => {
  const { callAt, callbackId } = call();
  return queued('queued_long').add('callback.booked', { callbackId, callAt });
};
const breached = () =>
  called()
    .add('escalation.stepped', { escalationId: 'escalation', step: 'breach' })
    .bot('callback')
    .add('escalation.ended', {
      ...{ escalationId: 'escalation', outcome: 'callback', callbackAt: at(1, 14) },
    });

/** Other ways than to wait in the chat: a call, an appeal that is left. */
export const waitingSamples: Record<string, () => Sample> = {
  'wait-long': () => waiting(),
  'wait-long-details': () => waiting({ hasDetails: false }),
  'wait-closed': () =>
    talk(classified().bot('queued_closed'), {
      status: 'queued',
      queue: {
        ...{ position: 1, isUnattended: true, opensAt: iso(14 * hour) },
        ...{ isLong: true, hasCallbacks: true },
      },
    }),
  'wait-no-calls': () =>
    talk(classified().bot('queued_unattended'), {
      ...{ status: 'queued', hasDetails: false },
      queue: { position: 1, isUnattended: true, isLong: true },
    }),
  'wait-later': () =>
    talk(queued('queued_long').add('wait.changed', { mode: 'later', by: 'citizen' }), {
      ...{ status: 'queued', queue: { ...long, isLater: true } },
    }),
  'wait-later-details': () =>
    talk(queued('queued_long').add('wait.changed', { mode: 'later', by: 'system' }), {
      ...{ status: 'queued', hasDetails: false, queue: { ...long, isLater: true } },
    }),
  booking: () => waiting({ hasDetails: false }, { presses: ['wait.call'] }),
  'booking-loading': () => waiting({}, { presses: ['wait.call'], isSlow: true }),
  'booking-none': () =>
    waiting({}, { presses: ['wait.call'], asked: { 'callback:slots': { slots: [], slotMs } } }),
  'booking-failed': () => waiting({}, { presses: ['wait.call'], asked: {} }),
  'booking-no-time': () => waiting({}, { presses: ['wait.call', 'wait.call'] }),
  'booking-no-phone': () =>
    talk(
      booked(),
      { status: 'waiting_citizen', callback: call() },
      { asked, presses: ['callback.change', 'callback.save'] },
    ),
  call: () => talk(booked(), { status: 'waiting_citizen', callback: call() }),
  'call-again': () =>
    talk(
      joined(booked().add('callback.due', { callbackId: 'callback', attempt: 1 })).add(
        'callback.tried',
        { callbackId: 'callback', attempt: 1, isReached: false, nextAt: at(1, 16) },
      ),
      {
        status: 'waiting_citizen',
        callback: call({ attempt: 2, callAt: at(1, 16), callUntil: at(1, 16.5) }),
      },
    ),
  'call-promised': () =>
    talk(breached(), { status: 'queued', queue: long, callback: promised() }, { asked }),
  'call-active': () => talk(breached(), { operator: anna, callback: call() }),
  'call-due': () =>
    talk(
      booked()
        .add('callback.due', { callbackId: 'callback', attempt: 1 })
        .add('session.queued', {
          ...{ reason: 'callback_due', queuedAt: iso(0), isFront: true },
        } as never),
      {
        ...{ status: 'queued', callback: call({ isDue: true }) },
        queue: { position: 1, isUnattended: false },
      },
    ),
  'call-reached': () =>
    talk(
      talked(booked())
        .add('callback.due', { callbackId: 'callback', attempt: 1 })
        .add('callback.tried', { callbackId: 'callback', attempt: 1, isReached: true }),
      { operator: anna },
    ),
  'call-given-up': () =>
    talk(
      joined(booked().add('callback.due', { callbackId: 'callback', attempt: 3 })).add(
        'callback.tried',
        { callbackId: 'callback', attempt: 3, isReached: false },
      ),
      { status: 'waiting_citizen' },
    ),
  'call-cancelled': () =>
    talk(
      booked()
        .add('callback.cancelled', { callbackId: 'callback' })
        .add('session.queued', {
          ...{ reason: 'back_to_place', queuedAt: iso(0), isFront: false },
        } as never)
        .add('wait.changed', { mode: 'later', by: 'citizen' })
        .add('wait.changed', { mode: 'live', by: 'citizen' }),
      { status: 'queued', queue: { position: 3, isUnattended: false } },
    ),
};
