import type { PlainOf, QueuedReason } from '../../../shared/domain/session-events.js';
import type { OverflowReason } from '../../../shared/routing/overflow.js';
import type {
  ClosingOutcome,
  DeclineReason,
  EscalationStep,
  Stage,
  Tier,
} from '../../../shared/domain/states.js';

type ClosedReason = PlainOf<'session.closed'>['reason'];

/** Everything a transcript says by itself, in one language. */
export interface Words {
  /** For `Intl` and the PDF's language. */
  tag: string;
  product: string;
  title(number: string): string;
  staffCopy: string;
  opened(at: string): string;
  closed(at: string): string;
  stillOpen: string;
  topic(title: string): string;
  printed(at: string, zone: string): string;
  /** With `{page}` and `{of}`. */
  page: string;
  file(name: string, size: string): string;
  kilobytes(size: string): string;
  megabytes(size: string): string;
  citizen: string;
  operator: string;
  bot: string;
  note: string;
  /** One answer to everybody who wrote about the same thing. */
  toAll: string;
  destroyedText: string;
  emoji: string;
  botTexts: Readonly<Record<string, string>>;
  repeatOf(number: string): string;
  registered: string;
  processingGiven(version: string): string;
  recordingGiven(version: string): string;
  recordingRefused: string;
  queued: Record<QueuedReason, string>;
  leftForLater: Record<'citizen' | 'system', string>;
  waitsAgain: string;
  callbackBooked(at: string): string;
  callbackDue(attempt: number): string;
  callbackReached: string;
  callbackMissed(at: string): string;
  callbackGivenUp: string;
  callbackCancelled: string;
  joined: Record<Tier, (name: string) => string>;
  left(name: string): string;
  escalationOpened: Record<'citizen' | 'operator', (deadline: string) => string>;
  /** The first step says nothing that the opening has not. */
  escalationStepped: Record<EscalationStep, string | null>;
  escalationWithdrawn: string;
  escalationClosed: string;
  escalationCallback(at: string): string;
  identityRequested: string;
  identityMatched: string;
  identityFailed(left: number): string;
  detailsGiven: string;
  reminded: string;
  paused: string;
  closing: Record<ClosingOutcome, string>;
  responsible(name: string): string;
  due(date: string): string;
  notSolved: string;
  sessionClosed: Record<ClosedReason, string>;
  reopened: string;
  rated(score: number): string;
  destroyed: string;
  stage(title: string): string;
  stages: Record<Stage, string>;
  overflowed: Record<OverflowReason, string>;
  offered(name: string, until: string): string;
  offerEnded: Record<'declined' | 'expired' | 'withdrawn', string>;
  declineReasons: Record<DeclineReason, string>;
  transferRequested: string;
  transferEnded: Record<'declined' | 'expired' | 'cancelled', string>;
  handedOver(name: string): string;
}
