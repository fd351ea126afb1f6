import type { Sample } from './sample-chat.js';
import {
  anna,
  igor,
  sampleAppeals,
  sampleEscalation,
  sampleNumber,
  screenshot,
  statement,
} from './sample-session.js';
import {
  minute,
  iso,
  question,
  opened,
  classified,
  queued,
  joined,
  talked,
  called,
  closing,
  proposed,
  closed,
  talk,
  escalated,
  pending,
} from './sample-talk.js';
import { waitingSamples } from './samples-waiting.js';

/** Every state a citizen can meet, by name. */
export const samples: Record<string, () => Sample> = {
  loading: () => ({ phase: 'loading' }),
  failed: () => ({ phase: 'failed' }),
  start: () => ({ phase: 'start' }),
  'start-words': () => ({ phase: 'start', draft: question }),
  'start-repeat': () => ({ phase: 'start', draft: question, repeatOf: sampleNumber }),
  'start-number': () => ({
    ...{ phase: 'start', draft: sampleNumber },
    answers: { [`/api/citizen/appeals/${sampleNumber}`]: sampleAppeals[0] },
  }),
  clarifying: () =>
    talk(
      opened().bot('clarify', [
        { kind: 'request_type', requestType: 'account_access' },
        { kind: 'request_type', requestType: 'mobile_app' },
        { kind: 'request_type', requestType: 'technical_fault' },
        { kind: 'operator' },
      ]),
      { status: 'clarifying' },
    ),
  queued: () =>
    talk(queued(), {
      ...{ status: 'queued', hasDetails: true },
      queue: { position: 3, waitMs: { p50: 2 * minute, p90: 5 * minute }, isUnattended: false },
    }),
  'queued-details': () =>
    talk(queued(), {
      status: 'queued',
      hasDetails: false,
      queue: { position: 1, isUnattended: false },
    }),
  'queued-unattended': () =>
    talk(classified().bot('queued_unattended'), {
      ...{ status: 'queued', hasDetails: true },
      queue: { position: 1, isUnattended: true },
    }),
  'queued-answered-to-all': () =>
    talk(
      queued().add('message.created', {
        ...{ author: 'operator', authorName: 'Вера Лисицына', isToAll: true, attachmentIds: [] },
        text: 'Коды из СМС приходят с задержкой до получаса, мы это чиним. Ваше место в очереди сохранено.',
      }),
      { status: 'queued', hasDetails: true, queue: { position: 3, isUnattended: false } },
    ),
  'queued-closed': () =>
    talk(classified().bot('queued_closed'), {
      ...{ status: 'queued', hasDetails: true },
      queue: { position: 1, isUnattended: true, opensAt: iso(14 * 60 * minute) },
    }),
  'queued-worsened': () =>
    talk(queued(), {
      status: 'queued',
      queue: {
        position: 5,
        waitMs: { p50: minute, p90: minute },
        isUnattended: false,
        worsenedBy: 'urgent_ahead',
      },
    }),
  ...waitingSamples,
  active: () => talk(talked(), { operator: anna }, { typing: anna.name, receipts: { read: 0 } }),
  files: () =>
    talk(
      talked()
        .citizen('Вот что вижу после ввода номера', [screenshot])
        .operator(
          anna.name,
          'Спасибо. Прикладываю памятку, подробности: https://portal.example/help/codes?from=chat.',
          [statement],
        ),
      { operator: anna },
    ),
  reconnecting: () => talk(talked(), { operator: { ...anna, isReconnecting: true } }),
  offline: () =>
    talk(
      talked(),
      { operator: anna },
      {
        link: 'offline',
        pending: [
          pending('failed-message', 'Номер заканчивается на 27', { state: 'failed' }),
          pending('sending-message', 'Код так и не пришёл'),
        ],
      },
    ),
  refused: () =>
    talk(
      talked(),
      { operator: anna },
      {
        notice: 'Слишком часто. Подождите немного и повторите.',
        pending: [
          pending('refused-message', 'Проверка', { state: 'failed', code: 'session_closed' }),
        ],
      },
    ),
  'long-draft': () =>
    talk(talked(), { operator: anna }, { draft: 'Очень подробный рассказ. '.repeat(161) }),
  'asks-senior': () =>
    talk(
      talked()
        .citizen('не зовите старшего, просто скажите когда будет код')
        .bot('escalation_ask', [{ kind: 'escalate' }]),
      {
        operator: anna,
      },
    ),
  escalation: () => escalated(7.4 * minute),
  'escalation-warning': () => escalated(2.5 * minute),
  'escalation-danger': () => escalated(0.6 * minute),
  'escalation-over': () => escalated(-minute),
  'escalation-queue': () =>
    talk(queued(), {
      status: 'queued',
      escalation: sampleEscalation(6 * minute),
      queue: { position: 2, isUnattended: false },
    }),
  senior: () =>
    talk(
      called()
        .add('escalation.stepped', { escalationId: 'escalation', step: 'all_pools' })
        .add('operator.joined', { operatorName: igor.name, tier: 'senior', how: 'escalation' })
        .operator(
          igor.name,
          'Здравствуйте, Игорь Седов, старший специалист. Вижу переписку, повторять не нужно.',
        ),
      { operator: igor },
    ),
  callback: () =>
    talk(
      called()
        .add('escalation.stepped', { escalationId: 'escalation', step: 'breach' })
        .bot('callback')
        .add('escalation.ended', {
          escalationId: 'escalation',
          outcome: 'callback',
          callbackAt: iso(90 * minute),
        }),
      { operator: anna },
    ),
  identity: () =>
    talk(talked().add('identity.requested', {}), { operator: anna, isIdentityRequested: true }),
  'identity-blocked': () =>
    talk(
      talked().add('identity.requested', {}).add('identity.checked', {
        isMatched: false,
        document: 'snils',
        step: 'guest',
        attemptsLeft: 2,
      }),
      { operator: anna, isIdentityRequested: true, identityBlockedUntil: iso(14 * minute) },
    ),
  silent: () =>
    talk(
      talked()
        .add('silence.reminded', { afterPublicSeq: 8 })
        .add('silence.seat_freed', { afterPublicSeq: 8, operatorName: anna.name }),
      { status: 'waiting_citizen' },
    ),
  confirmation: () => talk(proposed(), { status: 'awaiting_confirmation', closing }),
  'confirmation-in-progress': () =>
    talk(proposed(), {
      status: 'awaiting_confirmation',
      closing: {
        outcome: 'in_progress',
        summary: 'Передали оператору связи, ждём их ответа.',
        ...{ responsibleName: anna.name, dueAt: iso(3 * 24 * 60 * minute) },
      },
    }),
  closed: () => talk(closed(), { status: 'closed', closing, closedAt: iso(0) }),
  rated: () =>
    talk(closed().add('rating.given', { score: 5, comment: '' }), {
      status: 'closed',
      closing,
      rating: 5,
    }),
  'closed-unrecorded': () =>
    talk(closed(talked(joined(classified(false)))), {
      ...{ status: 'closed', isRecorded: false, destroyedAt: iso(9 * minute) },
    }),
  destroyed: () => {
    const log = closed(talked(joined(classified(false)))).add('recording.destroyed', {});
    const events = log.events.map((event) =>
      event.kind === 'message.created'
        ? { ...event, isDestroyed: true, body: { author: event.body.author, attachmentIds: [] } }
        : event,
    );
    return { ...talk(log, { status: 'closed', isRecorded: false, rating: 4 }), events };
  },
  appeals: () => ({
    tab: 'appeals',
    answers: { '/api/citizen/appeals': { appeals: sampleAppeals } },
  }),
  'appeals-empty': () => ({ tab: 'appeals', answers: { '/api/citizen/appeals': { appeals: [] } } }),
  'appeals-failed': () => ({ tab: 'appeals' }),
};
