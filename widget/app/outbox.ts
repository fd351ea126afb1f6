import { signal, type ReadonlySignal } from '@preact/signals';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { limits } from '../../shared/limits.js';
import type { Answer } from './answer.js';
import { isPassing, type ProblemCode } from '../../shared/protocol/passing.js';
import { computeDelayMs } from './backoff.js';
import type { KeptValues } from './storage.js';

export interface PendingMessage {
  /** The same on every try, so that a message whose answer was lost is not stored twice. */
  clientMessageId: string;
  sessionId: string;
  text: string;
  attachments: AttachmentCard[];
  /** Milliseconds since the epoch, when it was sent or asked to be tried again. */
  queuedAt: number;
  state: 'sending' | 'failed';
  /** Why it was refused; absent where only time ran out. */
  code?: ProblemCode;
}

export interface Outbox {
  readonly messages: ReadonlySignal<readonly PendingMessage[]>;
  add(
    message: Pick<PendingMessage, 'clientMessageId' | 'sessionId' | 'text' | 'attachments'>,
  ): void;
  /** Sends what failed again under its old id, and with it all that waited behind it. */
  retry(clientMessageId: string): void;
  drop(clientMessageId: string): void;
  /** The log holds it already: an answer was lost, not the message. */
  confirm(clientMessageId: string): void;
  /** The connection is back: nobody waits out a delay. */
  wake(): void;
}

const prefix = 'out.';

/** On its way again. A millisecond apart, so that a reload finds them in the same order. */
const asSending = (message: PendingMessage, index: number): PendingMessage => {
  const again: PendingMessage = { ...message, state: 'sending', queuedAt: Date.now() + index };
  delete again.code;
  return again;
};

const readKept = (kept: KeptValues): PendingMessage[] =>
  kept
    .list(prefix)
    .flatMap((id) => {
      try {
        return [JSON.parse(kept.read(prefix + id) ?? '') as PendingMessage];
      } catch {
        return [];
      }
    })
    .sort((one, other) => one.queuedAt - other.queuedAt);

/**
 * Messages on their way: within a session strictly in order, one in flight, kept through a reload. After two minutes
 * without an answer the first and all behind it are «не доставлено»; a refused one is so at once and lets the rest pass.
 */
export const createOutbox = (parts: {
  /** Hands the stored event to the log before it answers, so that the bubble never flickers. */
  send: (message: PendingMessage) => Promise<Answer<unknown>>;
  kept: KeptValues;
}): Outbox => {
  const { send, kept } = parts;
  const messages = signal<readonly PendingMessage[]>(readKept(kept));
  const busy = new Set<string>();
  const sleepers = new Set<() => void>();

  /** One entry a message, so that two tabs never overwrite each other's. */
  const put = (changed: readonly PendingMessage[]) => {
    for (const message of changed)
      kept.write(prefix + message.clientMessageId, JSON.stringify(message));
    const byId = new Map(changed.map((message) => [message.clientMessageId, message]));
    messages.value = messages.value.map((known) => byId.get(known.clientMessageId) ?? known);
  };
  const remove = (id: string) => {
    kept.remove(prefix + id);
    if (messages.value.some((message) => message.clientMessageId === id))
      messages.value = messages.value.filter((message) => message.clientMessageId !== id);
  };
  const ofSession = (sessionId: string, state: PendingMessage['state']) =>
    messages.value.filter((message) => message.sessionId === sessionId && message.state === state);

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

  /** False: the same message goes again after a while. */
  const settle = (message: PendingMessage, answer: Answer<unknown>): boolean => {
    if (answer.ok) {
      remove(message.clientMessageId);
      return true;
    }
    if (!isPassing(answer.code)) {
      put([{ ...message, state: 'failed', code: answer.code }]);
      return true;
    }
    if (Date.now() - message.queuedAt < limits.message.undeliveredAfterMs) return false;
    put(ofSession(message.sessionId, 'sending').map((behind) => ({ ...behind, state: 'failed' })));
    return true;
  };

  const drain = async (sessionId: string): Promise<void> => {
    if (busy.has(sessionId)) return;
    busy.add(sessionId);
    for (let attempt = 0; ;) {
      const [first] = ofSession(sessionId, 'sending');
      if (!first) break;
      if (settle(first, await send(first))) attempt = 0;
      else await sleep(computeDelayMs(attempt++));
    }
    busy.delete(sessionId);
  };

  for (const { sessionId } of messages.value) void drain(sessionId);

  return {
    messages,
    add(message) {
      const added: PendingMessage = { ...message, state: 'sending', queuedAt: Date.now() };
      messages.value = [...messages.value, added];
      put([added]);
      void drain(message.sessionId);
    },
    retry(id) {
      const wanted = messages.value.find((message) => message.clientMessageId === id);
      if (!wanted) return;
      const again = ofSession(wanted.sessionId, 'failed').filter(
        (message) => message === wanted || message.code === undefined,
      );
      put(again.map(asSending));
      void drain(wanted.sessionId);
    },
    drop: remove,
    confirm: remove,
    wake() {
      for (const wakeUp of [...sleepers]) wakeUp();
    },
  };
};
