import { effect, type ReadonlySignal } from '@preact/signals';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import type { CitizenLink } from '../../client/links.js';
import type { LinkState } from '../../client/link.js';

/** Several events at once make one mark. */
const gatherMs = 250;

/** Tells the server how far this device has received the log, and how far the reader has seen it. */
export const sendReadMarks = (parts: {
  link: CitizenLink;
  linkState: ReadonlySignal<LinkState>;
  session: ReadonlySignal<CitizenSessionView | null>;
  events: ReadonlySignal<readonly CitizenEventView[]>;
  /** The log is in front of the reader this instant. */
  isSeen: ReadonlySignal<boolean>;
}): void => {
  const told = { sessionId: '', delivered: 0, read: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = async () => {
    timer = undefined;
    const sessionId = parts.session.peek()?.sessionId;
    const delivered = parts.events.peek().at(-1)?.publicSeq ?? 0;
    if (sessionId === undefined || delivered === 0) return;
    if (told.sessionId !== sessionId) Object.assign(told, { sessionId, delivered: 0, read: 0 });
    const read = parts.isSeen.peek() ? delivered : told.read;
    if (delivered <= told.delivered && read <= told.read) return;
    const answer = await parts.link.request('receipt:set', { sessionId, delivered, read });
    if (answer.ok) Object.assign(told, { sessionId, delivered, read });
  };
  effect(() => {
    // All three are read each time, so that a change of any of them asks again.
    const [state, events, isSeen] = [parts.linkState.value, parts.events.value, parts.isSeen.value];
    if (state === 'online' && events.length > (isSeen ? told.read : told.delivered))
      timer ??= setTimeout(() => void tell(), gatherMs);
  });
};
