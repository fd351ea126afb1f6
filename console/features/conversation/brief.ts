import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';

type EventOf<K extends StaffEventView['kind']> = Extract<StaffEventView, { kind: K }>;

/** What a senior has to know of a call at one glance [spec 4]. */
export interface Brief {
  openedBy: 'citizen' | 'operator';
  openedAt: string;
  /** What the citizen came with. */
  request?: string;
  /** The operator’s summary of what was tried. */
  summary?: { name: string; text: string };
  /** What the citizen was told last before the call was over, where there is no summary. */
  lastAnswer?: { name: string; text: string };
  files: { eventId: string; name: string }[];
}

const isOf =
  <K extends StaffEventView['kind']>(kind: K) =>
  (event: StaffEventView): event is EventOf<K> =>
    event.kind === kind;

/** A call that is open, or brought the senior who has the chat. */
const isCurrent = (
  view: StaffSessionView,
  call: EventOf<'escalation.opened'>,
  events: readonly StaffEventView[],
): boolean => {
  if (view.escalation) return true;
  const joined = events.filter(isOf('operator.joined')).at(-1);
  return (
    view.owner?.tier === 'senior' &&
    joined !== undefined &&
    joined.seq > call.seq &&
    (joined.body.how === 'escalation' || joined.body.how === 'forced')
  );
};

/** Null where no senior was called, or the call is long over. Pure. */
export const buildBrief = (
  view: StaffSessionView,
  events: readonly StaffEventView[],
): Brief | null => {
  const call = events.findLast(isOf('escalation.opened'));
  if (!call || !isCurrent(view, call, events)) return null;
  const { escalationId, openedBy, openedAt } = call.body;
  const messages = events.filter(isOf('message.created'));
  const request = messages.find(({ body }) => body.author === 'citizen')?.body.text;
  const handedOver = events.findLast(
    (event): event is EventOf<'escalation.handed_over'> =>
      event.kind === 'escalation.handed_over' && event.body.escalationId === escalationId,
  );
  const answer = messages.findLast(
    ({ audience, authorId, body }) =>
      audience === 'all' && body.author === 'operator' && authorId !== view.owner?.operatorId,
  );
  const held = view.escalation
    ? messages.findLast(({ audience, body }) => audience === 'all' && body.author === 'operator')
    : answer;
  const wordsOf = (name: string | undefined, text: string | undefined) =>
    text === undefined || text === '' ? undefined : { name: name ?? '', text };
  const summary = handedOver && wordsOf(handedOver.body.fromOperatorName, handedOver.body.summary);
  const lastAnswer = held && wordsOf(held.body.authorName, held.body.text);
  return {
    ...{ openedBy, openedAt },
    ...(request === undefined || request === '' ? {} : { request }),
    ...(summary ? { summary } : {}),
    ...(lastAnswer && !summary ? { lastAnswer } : {}),
    files: messages.flatMap(({ body, eventId }) =>
      (body.attachments ?? []).map(({ name }) => ({ eventId, name })),
    ),
  };
};
