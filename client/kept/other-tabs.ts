import type { KeptValues } from '../kept-values.js';
import type { OwnedValues } from './owned-values.js';

interface KeptMessage {
  clientMessageId: string;
  queuedAt: number;
  state: 'sending' | 'failed';
  code?: unknown;
}

/** The outbox of this tab, as far as the others concern it. */
interface OwnOutbox<Message extends KeptMessage> {
  readonly messages: readonly Message[];
  add(message: Message): void;
  drop(clientMessageId: string): void;
}

/** Messages that other tabs of the same person have on their way. */
export interface OtherTabs {
  /** True where it was another tab's message: this tab has taken it over and sends it. */
  retry(clientMessageId: string): boolean;
  /** True where it was another tab's message: nobody sends it any more. */
  drop(clientMessageId: string): boolean;
  close(): void;
}

const prefix = 'out.';

/** What an outbox keeps, without what a living tab sends itself: that is neither sent twice nor taken away from it. */
export const ownMessages = (kept: OwnedValues): KeptValues => ({
  ...kept,
  remove(key) {
    if (!kept.isElsewhere(key)) kept.remove(key);
  },
  list: (wanted) => kept.list(wanted).filter((rest) => !kept.isElsewhere(wanted + rest)),
});

/**
 * Each tab sends what was written in it and shows what the others have on their way. When a tab has gone, another one
 * sends the rest; should two do so, the id is the same and the server keeps one.
 */
export const followOtherTabs = <Message extends KeptMessage>(parts: {
  kept: OwnedValues;
  outbox: OwnOutbox<Message>;
  /** Where they are shown beside those of this tab. */
  onChange?: (messages: readonly Message[]) => void;
}): OtherTabs => {
  const { kept, outbox, onChange } = parts;
  let shown: readonly Message[] = [];

  const read = (id: string): Message[] => {
    try {
      return [JSON.parse(kept.read(prefix + id) ?? '') as Message];
    } catch {
      return [];
    }
  };
  const adopt = (message: Message) => outbox.add({ ...message, code: undefined });
  const isOwn = (id: string) => outbox.messages.some((message) => message.clientMessageId === id);
  const look = () => {
    const others = kept
      .list(prefix)
      .filter((id) => !isOwn(id))
      .flatMap(read)
      .sort((one, other) => one.queuedAt - other.queuedAt);
    const isOrphan = (message: Message) =>
      message.state === 'sending' && !kept.isElsewhere(prefix + message.clientMessageId);
    for (const message of others.filter(isOrphan)) adopt(message);
    shown = others.filter((message) => !isOrphan(message));
    onChange?.(shown);
  };
  const stop = kept.onForeignChange((key) => {
    if (!key.startsWith(prefix)) return;
    const id = key.slice(prefix.length);
    const isTaken = kept.read(key) === null || kept.isElsewhere(key);
    if (isTaken && isOwn(id)) outbox.drop(id);
    look();
  });
  const find = (id: string) => shown.find((message) => message.clientMessageId === id);
  look();

  return {
    retry(id) {
      const message = find(id);
      if (!message) return false;
      adopt(message);
      look();
      return true;
    },
    drop(id) {
      if (!find(id)) return false;
      kept.remove(prefix + id);
      look();
      return true;
    },
    close: stop,
  };
};
