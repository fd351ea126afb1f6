import type { CitizenEventView, StaffEventView } from '../../../shared/views/session-events.js';
import type { Moments } from './moments.js';
import type { Words } from './words.js';

export interface LineContext {
  words: Words;
  moments: Moments;
  /** Titles of request types in the reader's language. */
  titles: ReadonlyMap<string, string>;
}

const lines = (...parts: (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join('\n');

/** What everybody may read about an event that carries no message; null where there is nothing to say. */
export const describeForAll = (
  event: Exclude<CitizenEventView, { kind: 'message.created' }>,
  { words, moments, titles }: LineContext,
): string | null => {
  switch (event.kind) {
    case 'session.opened': {
      const { repeatOf } = event.body;
      return lines(words.registered, repeatOf !== undefined && words.repeatOf(repeatOf));
    }
    case 'consent.given': {
      const { purpose, isGiven, textVersion } = event.body;
      if (purpose === 'processing') return isGiven ? words.processingGiven(textVersion) : null;
      return isGiven ? words.recordingGiven(textVersion) : words.recordingRefused;
    }
    case 'classification.made': {
      const { isDecided, requestType } = event.body;
      return isDecided ? words.topic(titles.get(requestType) ?? requestType) : null;
    }
    case 'session.queued':
      return words.queued[event.body.reason];
    case 'wait.changed': {
      const { by, mode } = event.body;
      return mode === 'live' ? words.waitsAgain : words.leftForLater[by];
    }
    case 'callback.booked':
      return words.callbackBooked(moments.full(new Date(event.body.callAt)));
    case 'callback.due':
      return words.callbackDue(event.body.attempt);
    case 'callback.tried': {
      const { isReached, nextAt } = event.body;
      if (isReached) return words.callbackReached;
      return nextAt === undefined
        ? words.callbackGivenUp
        : words.callbackMissed(moments.full(new Date(nextAt)));
    }
    case 'callback.cancelled':
      return words.callbackCancelled;
    case 'operator.joined':
      return words.joined[event.body.tier](event.body.operatorName);
    case 'operator.left':
      return words.left(event.body.operatorName);
    case 'escalation.opened': {
      const { openedBy, deadlineAt } = event.body;
      return words.escalationOpened[openedBy](moments.time(new Date(deadlineAt)));
    }
    case 'escalation.stepped':
      return words.escalationStepped[event.body.step];
    case 'escalation.ended': {
      const { outcome, callbackAt } = event.body;
      if (outcome === 'withdrawn') return words.escalationWithdrawn;
      if (outcome === 'closed' || callbackAt === undefined) return words.escalationClosed;
      return words.escalationCallback(moments.full(new Date(callbackAt)));
    }
    case 'identity.requested':
      return words.identityRequested;
    case 'identity.checked': {
      const { isMatched, attemptsLeft } = event.body;
      return isMatched ? words.identityMatched : words.identityFailed(attemptsLeft);
    }
    case 'details.given':
      return words.detailsGiven;
    case 'silence.reminded':
      return words.reminded;
    case 'silence.seat_freed':
      return words.paused;
    case 'closing.proposed': {
      const { outcome, responsibleName, dueAt, summary } = event.body;
      return lines(
        words.closing[outcome],
        responsibleName !== undefined && words.responsible(responsibleName),
        dueAt !== undefined && words.due(moments.day(new Date(dueAt))),
        summary,
      );
    }
    case 'closing.refused':
      return words.notSolved;
    case 'session.closed':
      return words.sessionClosed[event.body.reason];
    case 'session.reopened':
      return words.reopened;
    case 'rating.given':
      return lines(words.rated(event.body.score), event.body.comment);
    case 'recording.destroyed':
      return words.destroyed;
  }
};

/** What staff may read about an event that a citizen never sees; null for kinds of which there are none. */
export const describeForStaff = (
  event: StaffEventView,
  { words, moments }: LineContext,
): string | null => {
  switch (event.kind) {
    case 'stage.changed':
      return words.stage(words.stages[event.body.stage]);
    case 'session.overflowed':
      return words.overflowed[event.body.reason];
    case 'offer.made': {
      const { operatorName, expiresAt } = event.body;
      return words.offered(operatorName, moments.time(new Date(expiresAt)));
    }
    case 'offer.ended': {
      const { outcome, reason } = event.body;
      const why = reason === undefined ? '' : `: ${words.declineReasons[reason]}`;
      return words.offerEnded[outcome] + why;
    }
    case 'transfer.requested':
      return lines(words.transferRequested, event.body.note);
    case 'transfer.ended':
      return words.transferEnded[event.body.outcome];
    case 'escalation.handed_over':
      return lines(words.handedOver(event.body.fromOperatorName), event.body.summary);
    default:
      return null;
  }
};
