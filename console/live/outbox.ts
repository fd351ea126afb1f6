import { createStore, type StoreApi } from 'zustand/vanilla';
import { limits } from '../../shared/limits.js';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { Audience } from '../../shared/domain/states.js';
import { computeDelayMs } from './backoff.js';
import { type LinkResult } from './staff-link.js';
import { isPassing, type ProblemCode } from '../../shared/protocol/passing.js';

export interface PendingMessage {
  /** The same on every try, so that a message whose answer was lost is not stored twice. */
  clientMessageId: string;
  sessionId: string;
  text: string;
  attachments: AttachmentCard[];
  audience: Audience;
  /** Milliseconds since the epoch, when the operator sent it or asked to try again. */
  queuedAt: number;
  state: 'sending' | 'failed';
  /** Why it failed for good; absent where only time ran out. */
  code?: ProblemCode;
}

export interface Outbox {
  store: StoreApi<{ messages: readonly PendingMessage[] }>;
  add(message: Omit<PendingMessage, 'state' | 'queuedAt' | 'code'>): void;
  /** Sends a failed message again, under its old id. */
  retry(clientMessageId: string): void;
  drop(clientMessageId: string): void;
  /** The log holds it already: an answer was lost, not the message. */
  confirm(clientMessageId: string): void;
  /** The connection is back: nobody waits out a delay. */
  wake(): void;
  /** Sends nothing more and says nothing more to `onChange`: what waits is for the next sign-in. */
  close(): void;
}

export interface OutboxParts {
  /** Hands the stored event to the log before it answers, so that the bubble never flickers. */
  send: (message: PendingMessage) => Promise<LinkResult<unknown>>;
  initial?: readonly PendingMessage[];
  onChange?: (messages: readonly PendingMessage[]) => void;
}

/**
 * Messages on their way: within a session strictly in order, one in flight. A message that cannot be sent for two
 * minutes, or is refused, stays as «не доставлено» and holds back those behind it until it is sent again or dropped.
 */
export const createOutbox = ({ send, initial = [], onChange }: OutboxParts): Outbox => {
  const store = createStore<{ messages: readonly PendingMessage[] }>(() => ({
    messages: initial,
  }));
  const busy = new Set<string>();
  const sleepers = new Set<() => void>();
  let isClosed = false;
  const read = () => store.getState().messages;
  const write = (messages: readonly PendingMessage[]) => {
    store.setState({ messages });
    onChange?.(messages);
  };
  const remove = (id: string) => {
    if (read().some((message) => message.clientMessageId === id)) {
      write(read().filter((message) => message.clientMessageId !== id));
    }
  };
  const change = (id: string, part: Partial<PendingMessage>) =>
    write(
      read().map((message) => (message.clientMessageId === id ? { ...message, ...part } : message)),
    );

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const wakeUp = () => {
        clearTimeout(timer);
        sleepers.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, ms);
      sleepers.add(wakeUp);
    });

  const settle = (message: PendingMessage, result: LinkResult<unknown>): boolean => {
    if (isClosed) return true;
    if (result.ok) {
      remove(message.clientMessageId);
      return true;
    }
    const isOver = Date.now() - message.queuedAt >= limits.message.undeliveredAfterMs;
    if (isPassing(result.code) && !isOver) return false;
    change(message.clientMessageId, {
      state: 'failed',
      code: isPassing(result.code) ? undefined : result.code,
    });
    return true;
  };

  const drain = async (sessionId: string): Promise<void> => {
    if (busy.has(sessionId)) return;
    busy.add(sessionId);
    let attempt = 0;
    for (;;) {
      if (isClosed) return;
      const first = read().find((message) => message.sessionId === sessionId);
      if (first?.state !== 'sending') break;
      if (settle(first, await send(first))) attempt = 0;
      else {
        await sleep(computeDelayMs(attempt));
        attempt += 1;
      }
    }
    busy.delete(sessionId);
  };
  const start = (sessionId: string) => void drain(sessionId);
  // A message that had failed held back those behind it.
  const removeAndGoOn = (id: string) => {
    const message = read().find((known) => known.clientMessageId === id);
    remove(id);
    if (message) start(message.sessionId);
  };

  for (const sessionId of new Set(initial.map((message) => message.sessionId))) start(sessionId);

  return {
    store,
    add(message) {
      write([...read(), { ...message, state: 'sending', queuedAt: Date.now() }]);
      start(message.sessionId);
    },
    retry(id) {
      change(id, { state: 'sending', queuedAt: Date.now(), code: undefined });
      const message = read().find((known) => known.clientMessageId === id);
      if (message) start(message.sessionId);
    },
    drop: removeAndGoOn,
    confirm: removeAndGoOn,
    wake() {
      for (const wakeUp of [...sleepers]) wakeUp();
    },
    close() {
      isClosed = true;
      for (const wakeUp of [...sleepers]) wakeUp();
    },
  };
};
