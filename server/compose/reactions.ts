import type { AppealService } from '../features/appeals/appeal.service.js';
import type { AttachmentCleanup } from '../features/attachments/attachment-cleanup.js';
import { createUnrecordedDestruction } from '../features/closing/unrecorded.js';
import { createBot } from '../features/messages/bot.listener.js';
import type { MessageService } from '../features/messages/message.service.js';
import { createSessionEffects } from '../features/routing/session-effects.js';
import type { SessionChange } from '../features/session-log/session-change.js';
import type { Ground } from './ground.js';
import type { Routing } from './routing.js';

type Listen = (change: SessionChange) => Promise<void> | void;

interface ReactionParts {
  ground: Ground;
  routed: Routing;
  appeals: AppealService;
  messages: MessageService;
  cleanup: AttachmentCleanup;
  listeners: Record<'silence' | 'search' | 'incidents' | 'review', { listen: Listen }>;
}

/** What an event causes, in order, each by its name. */
export const createReactions = (parts: ReactionParts): [string, Listen][] => {
  const { appeals, cleanup, messages } = parts;
  const { clock, deadlines, keys, log, logger, presence, seats } = parts.ground;
  const { callbacks, escalations, queueInfo, routing, statistics } = parts.routed;
  const { incidents, review, search, silence } = parts.listeners;
  return [
    ['effects', createSessionEffects({ seats, deadlines, presence, appeals, logger })],
    ['routing', (change) => routing.listen(change)],
    ['silence', (change) => silence.listen(change)],
    ['callbacks', (change) => callbacks.listen(change)],
    ['search', (change) => search.listen(change)],
    ['incidents', (change) => incidents.listen(change)],
    ['review', (change) => review.listen(change)],
    [
      'unrecorded',
      createUnrecordedDestruction({
        ...{ log, deadlines, clock },
        files: {
          destroyOfSession: async (sessionId) => {
            await cleanup.destroyOfSession(sessionId);
          },
        },
      }),
    ],
    [
      'bot',
      createBot({
        ...{ messages, keys, escalations },
        queuedText: (state) => queueInfo.textKeyOf(state),
      }),
    ],
    ['statistics', (change) => statistics.listen(change)],
    // The last: what is projected is done.
    ['projection', (change) => log.project(change)],
  ];
};
