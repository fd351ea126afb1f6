/** States and choices that both sides name, as string literals, each list once. */

/** A chat session from open to closed. Which event moves it where: server/features/session-log/transitions.ts. */
export const sessionStatuses = [
  /** The citizen has described the problem; the bot is placing it. */
  'clarifying',
  /** Waiting for an operator; may be offered to one. */
  'queued',
  /** An operator holds it. */
  'active',
  /** The citizen fell silent and the seat was freed. */
  'waiting_citizen',
  /** The operator has finished and the citizen is asked whether it helped. */
  'awaiting_confirmation',
  'closed',
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

/** How a citizen waits for an answer: in the chat, or reading it later in «Обращения». */
export const waitModes = ['live', 'later'] as const;
export type WaitMode = (typeof waitModes)[number];

/** The seven stages of a talk [spec 2.6], in order. */
export const stages = [
  'greeting',
  'identity',
  'request',
  'analysis',
  'solution',
  'confirmation',
  'closing',
] as const;
export type Stage = (typeof stages)[number];

/** Steps of the identity ladder [spec 2.7], lowest first. */
export const identitySteps = ['guest', 'contact', 'portal', 'documents'] as const;
export type IdentityStep = (typeof identitySteps)[number];

export const identityDocuments = ['snils', 'inn', 'passport'] as const;
export type IdentityDocument = (typeof identityDocuments)[number];

export const roles = ['operator', 'senior', 'supervisor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What a member of staff chooses; what others see also depends on the lease. */
export const presenceChoices = ['online', 'busy', 'away', 'offline'] as const;
export type PresenceChoice = (typeof presenceChoices)[number];

/** `reconnecting`: the lease has run out but the grace has not [spec 3]. */
export type PresenceState = PresenceChoice | 'reconnecting';

export const priorities = ['normal', 'raised', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const closingOutcomes = ['solved', 'in_progress', 'nothing_needed'] as const;
export type ClosingOutcome = (typeof closingOutcomes)[number];

export const appealStatuses = [
  'registered',
  'in_progress',
  'waiting_citizen',
  'waiting_agency',
  'answered',
  'closed',
  'reopened',
] as const;
export type AppealStatus = (typeof appealStatuses)[number];

export const declineReasons = ['break', 'not_my_topic', 'conflict', 'technical', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** Steps of an escalation window after it opened [spec 4]. */
export const escalationSteps = ['same_pool', 'all_pools', 'reserve', 'breach'] as const;
export type EscalationStep = (typeof escalationSteps)[number];

export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

export const channels = ['widget', 'webview'] as const;
export type Channel = (typeof channels)[number];

export type Audience = 'all' | 'staff';
export type Tier = 'operator' | 'senior';
export type SeatKind = 'normal' | 'reserve' | 'forced';
