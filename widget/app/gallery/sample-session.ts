import { formatAppealNumber } from '../../../shared/domain/appeal-number.js';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import type { AppealView } from '../../../shared/views/accounts.js';
import type { CitizenSessionView, EscalationView } from '../../../shared/views/chat-session.js';

const iso = (msFromNow: number): string => new Date(Date.now() + msFromNow).toISOString();
const minute = 60_000;
const day = 24 * 60 * minute;

export const anna = { name: 'Анна Крылова', tier: 'operator', isReconnecting: false } as const;
export const igor = { name: 'Игорь Седов', tier: 'senior', isReconnecting: false } as const;

export const sampleNumber = formatAppealNumber(2026, 4_817);

/** A session on a calm day, with `part` as it shall be. */
export const sampleSession = (part: Partial<CitizenSessionView>): CitizenSessionView => ({
  sessionId: '65f000000000000000000001',
  appealNumber: sampleNumber,
  status: 'active',
  requestType: 'account_access',
  identityStep: 'guest',
  isIdentityRequested: false,
  hasDetails: true,
  isRecorded: true,
  openedAt: iso(-10 * minute),
  publicSeq: 0,
  serverNow: iso(0),
  ...part,
});

/** An escalation with this much of its ten minutes left. */
export const sampleEscalation = (leftMs: number): EscalationView => ({
  escalationId: 'escalation',
  openedBy: 'citizen',
  openedAt: iso(leftMs - 10 * minute),
  deadlineAt: iso(leftMs),
  step: 'same_pool',
});

export const screenshot: AttachmentCard = {
  attachmentId: 'picture',
  name: 'Снимок экрана 2026-11-24.png',
  mediaType: 'image/png',
  bytes: 340_000,
  width: 640,
  height: 400,
};

export const statement: AttachmentCard = {
  attachmentId: 'document',
  name: 'Выписка из реестра за третий квартал.pdf',
  mediaType: 'application/pdf',
  bytes: 1_240_000,
};

const appeal = (number: string, part: Partial<AppealView>): AppealView => ({
  appealId: number,
  number,
  status: 'in_progress',
  requestType: 'account_access',
  registeredAt: iso(-2 * 60 * minute),
  dueAt: iso(5 * day),
  sessionId: '65f000000000000000000001',
  hasTranscript: true,
  ...part,
});

export const sampleAppeals: readonly AppealView[] = [
  appeal(sampleNumber, { callbackAt: iso(20 * 60 * minute) }),
  appeal(formatAppealNumber(2026, 4_102), {
    status: 'waiting_citizen',
    requestType: 'e_signature',
    registeredAt: iso(-day),
  }),
  appeal(formatAppealNumber(2026, 3_377), {
    ...{ status: 'closed', requestType: 'payments', registeredAt: iso(-9 * day) },
    ...{ closedAt: iso(-8 * day), hasTranscript: false },
  }),
];
