import type { Translator } from '../../shared/i18n/translator.js';
import type { ReceiptsView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { TextKey } from './texts.js';
import { describeEvent, type Line } from './event-line.js';
import type { Pending } from '../../client/outbox.js';

export type MessageEvent = Extract<CitizenEventView, { kind: 'message.created' }>;
export type Mark = 'sending' | 'failed' | 'sent' | 'delivered' | 'read';

export interface MessageItem {
  kind: 'message';
  /** Stays the same when a pending message becomes a stored one. */
  key: string;
  author: MessageEvent['body']['author'];
  authorName?: string;
  at: number;
  text: string;
  textKey?: string;
  /** Of an answer to all who wrote about one thing. */
  isToAll?: boolean;
  isDestroyed: boolean;
  attachments: NonNullable<MessageEvent['body']['attachments']>;
  choices: NonNullable<MessageEvent['body']['choices']>;
  /** Of own messages only. */
  mark?: Mark;
  /** The newest own message: how far it got is said in words. */
  isLatestOwn: boolean;
  pending?: Pending;
  /** First of a run by one author: it carries the name. Last of it: it carries the tail. */
  isFirst: boolean;
  isLast: boolean;
}

export type TimelineItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'line'; key: string; at: number; line: Line }
  | MessageItem;

/** Words of one author this close together are one run. */
const runMs = 5 * 60_000;

const markOf = (publicSeq: number, { staff }: ReceiptsView): Mark => {
  if (staff.read >= publicSeq) return 'read';
  return staff.delivered >= publicSeq ? 'delivered' : 'sent';
};

const plainShape = { isFirst: true, isLast: true, isLatestOwn: false };

const fromEvent = (event: MessageEvent, receipts: ReceiptsView): MessageItem => {
  const { body } = event;
  return {
    kind: 'message',
    key: event.clientMessageId ?? event.eventId,
    author: body.author,
    ...(body.authorName === undefined ? {} : { authorName: body.authorName }),
    at: Date.parse(event.at),
    text: body.text ?? '',
    ...(body.textKey === undefined ? {} : { textKey: body.textKey }),
    ...(body.isToAll === true ? { isToAll: true } : {}),
    isDestroyed: event.isDestroyed ?? false,
    attachments: body.attachments ?? [],
    choices: body.choices ?? [],
    ...(body.author === 'citizen' ? { mark: markOf(event.publicSeq, receipts) } : {}),
    ...plainShape,
  };
};

const fromPending = (pending: Pending): MessageItem => ({
  kind: 'message',
  key: pending.clientMessageId,
  author: 'citizen',
  at: pending.queuedAt,
  text: pending.text,
  isDestroyed: false,
  attachments: pending.attachments,
  choices: [],
  mark: pending.state,
  pending,
  ...plainShape,
});

const isSameRun = (one: TimelineItem | undefined, other: MessageItem): one is MessageItem =>
  one?.kind === 'message' &&
  one.author === other.author &&
  one.authorName === other.authorName &&
  one.isToAll === other.isToAll &&
  other.at - one.at < runMs;

const dayOf = (at: number): string => new Date(at).toDateString();

/**
 * What the log shows, top to bottom: days, messages in runs, a sentence for every other event, and last what is still
 * on its way. A message that is both stored and pending is shown once.
 */
export const buildTimeline = (parts: {
  events: readonly CitizenEventView[];
  pending: readonly Pending[];
  receipts: ReceiptsView;
  translator: Translator<TextKey>;
}): TimelineItem[] => {
  const items: TimelineItem[] = [];
  const stored = new Set<string>();
  const push = (item: Exclude<TimelineItem, { kind: 'day' }>) => {
    const last = items.at(-1);
    // What is on its way is timed by the device's own clock, which may be days off.
    const isPending = item.kind === 'message' && item.pending !== undefined;
    if (!last || (!isPending && dayOf(last.at) !== dayOf(item.at)))
      items.push({ kind: 'day', key: dayOf(item.at), at: item.at });
    const before = items.at(-1);
    if (item.kind === 'message' && isSameRun(before, item)) {
      before.isLast = false;
      item.isFirst = false;
    }
    items.push(item);
  };
  for (const event of parts.events) {
    if (event.kind === 'message.created') {
      push(fromEvent(event, parts.receipts));
      if (event.clientMessageId !== undefined) stored.add(event.clientMessageId);
      continue;
    }
    const line = describeEvent(event, parts.translator);
    if (line) push({ kind: 'line', key: event.eventId, at: Date.parse(event.at), line });
  }
  for (const message of parts.pending)
    if (!stored.has(message.clientMessageId)) push(fromPending(message));
  const latest = items.findLast((item) => item.kind === 'message' && item.mark !== undefined);
  if (latest?.kind === 'message') latest.isLatestOwn = true;
  return items;
};
