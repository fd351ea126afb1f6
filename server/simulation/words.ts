import { randomUUID } from 'node:crypto';
import type { Answer } from '../../client/answer.js';
import { keptIn } from '../../client/kept-values.js';
import { createOutbox, type Outgoing, type Pending } from '../../client/outbox.js';
import { Refusal } from './connection.js';

/** Words of one practice person on their way, as the widget and the console send them. */
export interface Words {
  /** Resolves when they are stored. Fails with `Refusal` where they are refused, or nobody answers for two minutes. */
  say(sessionId: string, text: string): Promise<void>;
  /** The connection is back. */
  wake(): void;
  close(): void;
}

export interface WordsParts {
  send: (message: Outgoing, follows: string | undefined) => Promise<Answer<unknown>>;
}

export const createWords = ({ send }: WordsParts): Words => {
  const waiting = new Map<string, (failure: Refusal | null) => void>();
  const settle = (id: string, failure: Refusal | null) => {
    waiting.get(id)?.(failure);
    waiting.delete(id);
  };
  const look = (messages: readonly Pending[]) => {
    const there = new Map(messages.map((message) => [message.clientMessageId, message]));
    for (const id of [...waiting.keys()]) {
      const message = there.get(id);
      if (!message) settle(id, null);
      else if (message.state === 'failed') settle(id, new Refusal(message.code ?? 'no_answer'));
    }
    // Nobody here looks at what failed and tries it again.
    for (const { clientMessageId, state } of messages)
      if (state === 'failed') outbox.drop(clientMessageId);
  };
  const outbox = createOutbox<Outgoing>({ send, kept: keptIn(), onChange: look });

  return {
    say: (sessionId, text) =>
      new Promise((resolve, reject) => {
        const clientMessageId = randomUUID();
        outbox.add({ clientMessageId, sessionId, text, attachments: [] });
        waiting.set(clientMessageId, (failure) => (failure ? reject(failure) : resolve()));
      }),
    wake: () => outbox.wake(),
    close() {
      outbox.close();
      for (const id of [...waiting.keys()]) settle(id, new Refusal('no_answer'));
    },
  };
};
