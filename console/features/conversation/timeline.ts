import type { PendingMessage } from '../../live/outbox.js';
import type { ReceiptsView } from '../../../shared/views/chat-session.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';

export type MessageEvent = Extract<StaffEventView, { kind: 'message.created' }>;
export type MarkEvent = Exclude<StaffEventView, MessageEvent>;

/** How far a public message of the staff has got. */
export type Delivery = 'sent' | 'delivered' | 'read';

/** One row of the conversation, from top to bottom. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'mark'; key: string; event: MarkEvent }
  | {
      kind: 'message';
      key: string;
      event: MessageEvent;
      isOwn: boolean;
      /** The same author went on within three minutes: no second heading. */
      isContinued: boolean;
      delivery?: Delivery;
    }
  | { kind: 'pending'; key: string; message: PendingMessage };

export interface TimelineParts {
  events: readonly StaffEventView[];
  pending: readonly PendingMessage[];
  receipts: ReceiptsView;
  myId: string;
  /** What was unread when the conversation was opened, by public number: these words stand under «новые сообщения». */
  unread?: { after: number; until: number };
}

const continuedWithinMs = 3 * 60_000;

/** Kinds whose story another row already tells; the rail shows the stages. */
const silentKinds: ReadonlySet<StaffEventView['kind']> = new Set([
  'session.opened',
  'offer.made',
  'stage.changed',
]);

/** Offers come and go in seconds; only the reasons people gave are worth a line. Given consents go without saying. */
const isTold = (event: StaffEventView): boolean => {
  if (event.kind === 'offer.ended') return event.body.outcome === 'declined';
  if (event.kind === 'consent.given') {
    return event.body.purpose === 'recording' && !event.body.isGiven;
  }
  return !silentKinds.has(event.kind);
};

const dayOf = (at: string): string => new Date(at).toDateString();

const deliveryOf = (publicSeq: number, receipts: ReceiptsView): Delivery => {
  if (publicSeq <= receipts.citizen.read) return 'read';
  return publicSeq <= receipts.citizen.delivered ? 'delivered' : 'sent';
};

const isContinuation = (last: TimelineItem | undefined, event: MessageEvent): boolean =>
  last?.kind === 'message' &&
  last.event.authorId === event.authorId &&
  last.event.audience === event.audience &&
  Date.parse(event.at) - Date.parse(last.event.at) < continuedWithinMs;

const isCitizenWord = (event: StaffEventView): event is MessageEvent =>
  event.kind === 'message.created' && event.body.author === 'citizen';

const isUnread = (event: StaffEventView, { unread }: TimelineParts): boolean => {
  if (unread === undefined || !isCitizenWord(event)) return false;
  const publicSeq = event.publicSeq ?? 0;
  return publicSeq > unread.after && publicSeq <= unread.until;
};

/** The log and what is still on its way, as rows. Pure, so that the same log always looks the same. */
export const buildTimeline = (parts: TimelineParts): TimelineItem[] => {
  const items: TimelineItem[] = [];
  const stored = new Set<string>();
  let day = '';
  let isUnreadShown = false;
  for (const event of parts.events) {
    if (event.clientMessageId !== undefined) stored.add(event.clientMessageId);
    if (!isTold(event)) continue;
    if (dayOf(event.at) !== day) {
      day = dayOf(event.at);
      items.push({ kind: 'day', key: `day-${day}`, at: event.at });
    }
    if (!isUnreadShown && isUnread(event, parts)) {
      isUnreadShown = true;
      const count = parts.events.filter((each) => isUnread(each, parts)).length;
      items.push({ kind: 'unread', key: 'unread', count });
    }
    if (event.kind !== 'message.created') {
      items.push({ kind: 'mark', key: event.eventId, event });
      continue;
    }
    const isByStaff = event.body.author === 'operator' && event.publicSeq !== undefined;
    items.push({
      kind: 'message',
      key: event.eventId,
      event,
      isOwn: event.authorId === parts.myId,
      isContinued: isContinuation(items.at(-1), event),
      ...(isByStaff ? { delivery: deliveryOf(event.publicSeq ?? 0, parts.receipts) } : {}),
    });
  }
  for (const message of parts.pending) {
    // An answer may be slower than the event it answers; the stored message is already above.
    if (stored.has(message.clientMessageId)) continue;
    items.push({ kind: 'pending', key: message.clientMessageId, message });
  }
  return items;
};
