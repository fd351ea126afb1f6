import type { AttachmentCard } from '../shared/domain/session-events.js';
import { limits } from '../shared/limits.js';
import { isPassing, type ProblemCode } from '../shared/protocol/passing.js';
import type { Answer, Problem } from './answer.js';
import { computeDelayMs, createPauses, type Pauses } from './backoff.js';
import type { KeptValues } from './kept-values.js';

/** What somebody wants to say. */
export interface Outgoing {
  /** The same on every try, so that a message whose answer was lost is not stored twice. */
  clientMessageId: string;
  sessionId: string;
  text: string;
  attachments: AttachmentCard[];
}

export type Pending<Message extends Outgoing = Outgoing> = Message & {
  /** Milliseconds since the epoch, when it was sent or asked to be tried again. */
  queuedAt: number;
  state: 'sending' | 'failed';
  /** Why it was refused; absent where only time ran out. */
  code?: ProblemCode;
};

export interface Outbox<Message extends Outgoing> {
  readonly messages: readonly Pending<Message>[];
  add(message: Message): void;
  /** Sends what failed again under its old id, and with it all that waited behind it. */
  retry(clientMessageId: string): void;
  drop(clientMessageId: string): void;
  /** The log holds it already: an answer was lost, not the message. */
  confirm(clientMessageId: string): void;
  /** The connection is back: nobody waits out a delay. */
  wake(): void;
  /** Sends nothing more: what waits is kept for the next visit. */
  close(): void;
}

export interface OutboxParts<Message extends Outgoing> {
  /**
   * One try. `follows` is the message before it that is still on its way: the server stores none before the other.
   * Hands the stored event to the log before it answers, so that the bubble never flickers.
   */
  send: (message: Pending<Message>, follows: string | undefined) => Promise<Answer<unknown>>;
  kept: KeptValues;
  onChange?: (messages: readonly Pending<Message>[]) => void;
}

const prefix = 'out.';

const readKept = <Message extends Outgoing>(kept: KeptValues): Pending<Message>[] =>
  kept
    .list(prefix)
    .flatMap((id) => {
      try {
        return [JSON.parse(kept.read(prefix + id) ?? '') as Pending<Message>];
      } catch {
        return [];
      }
    })
    .sort((one, other) => one.queuedAt - other.queuedAt);

/** What is under way in one session. */
interface Lane {
  readonly inFlight: Set<string>;
  readonly pauses: Pauses;
  /** Failures in a row. While there are any, one message tries the way for all. */
  attempt: number;
  isPausing: boolean;
}

const waitOf = (attempt: number, { details }: Problem): number => {
  const asked = details?.['retryAfterMs'];
  return Math.max(computeDelayMs(attempt), typeof asked === 'number' ? asked : 0);
};

/**
 * Messages on their way, kept through a reload: within a session in order, several in flight. After two minutes
 * without an answer the first and all behind it are «не доставлено»; a refused one is so at once and lets the rest pass.
 */
export const createOutbox = <Message extends Outgoing>(
  parts: OutboxParts<Message>,
): Outbox<Message> => {
  type Entry = Pending<Message>;
  const { send, kept } = parts;
  const lanes = new Map<string, Lane>();
  let messages: readonly Entry[] = readKept<Message>(kept);
  let lastAt = messages.at(-1)?.queuedAt ?? 0;
  let isClosed = false;

  const show = (next: readonly Entry[]) => {
    messages = next;
    parts.onChange?.(next);
  };
  /** One entry a message, so that two tabs never overwrite each other's. */
  const keep = (changed: readonly Entry[]) => {
    for (const message of changed)
      kept.write(prefix + message.clientMessageId, JSON.stringify(message));
  };
  /** No two at the same moment, so that a reload finds them in the same order. */
  const nextMoment = () => (lastAt = Math.max(Date.now(), lastAt + 1));
  const find = (id: string) => messages.find((message) => message.clientMessageId === id);
  const listSending = (sessionId: string) =>
    messages.filter((message) => message.sessionId === sessionId && message.state === 'sending');
  const laneOf = (sessionId: string): Lane => {
    const lane = lanes.get(sessionId) ?? {
      ...{ inFlight: new Set(), pauses: createPauses(), attempt: 0, isPausing: false },
    };
    lanes.set(sessionId, lane);
    return lane;
  };

  const remove = (id: string) => {
    kept.remove(prefix + id);
    const gone = find(id);
    if (!gone) return;
    show(messages.filter((message) => message !== gone));
    pump(gone.sessionId);
  };
  const fail = (failed: readonly Entry[], code?: ProblemCode) => {
    const ids = new Set(failed.map((message) => message.clientMessageId));
    const next = messages.map((message): Entry =>
      ids.has(message.clientMessageId)
        ? { ...message, state: 'failed', ...(code === undefined ? {} : { code }) }
        : message,
    );
    keep(next.filter((message) => ids.has(message.clientMessageId)));
    show(next);
  };
  const goOn = (lane: Lane) => {
    lane.attempt = 0;
    lane.pauses.wake();
  };
  const pause = async (sessionId: string, lane: Lane, problem: Problem) => {
    if (lane.isPausing) return;
    lane.isPausing = true;
    lane.attempt += 1;
    await lane.pauses.sleep(waitOf(lane.attempt - 1, problem));
    lane.isPausing = false;
    pump(sessionId);
  };

  const settle = (lane: Lane, message: Entry, answer: Answer<unknown>) => {
    const { clientMessageId, sessionId } = message;
    if (answer.ok) {
      goOn(lane);
      remove(clientMessageId);
      return;
    }
    // Confirmed, dropped or given up meanwhile.
    if (find(clientMessageId)?.state !== 'sending') return;
    if (!isPassing(answer.code)) {
      goOn(lane);
      fail([message], answer.code);
      return;
    }
    const sending = listSending(sessionId);
    const waitedMs = Date.now() - (sending[0]?.queuedAt ?? 0);
    if (waitedMs >= limits.message.undeliveredAfterMs) fail(sending);
    else void pause(sessionId, lane, answer);
  };
  const launch = async (lane: Lane, message: Entry, follows: string | undefined) => {
    lane.inFlight.add(message.clientMessageId);
    const answer = await send(message, follows);
    lane.inFlight.delete(message.clientMessageId);
    if (isClosed) return;
    settle(lane, message, answer);
    pump(message.sessionId);
  };
  const pump = (sessionId: string): void => {
    const lane = laneOf(sessionId);
    if (isClosed || lane.isPausing) return;
    const open = listSending(sessionId).slice(0, lane.attempt > 0 ? 1 : limits.message.inFlight);
    open.forEach((message, index) => {
      if (!lane.inFlight.has(message.clientMessageId))
        void launch(lane, message, open[index - 1]?.clientMessageId);
    });
  };

  for (const sessionId of new Set(messages.map((message) => message.sessionId))) pump(sessionId);

  return {
    get messages() {
      return messages;
    },
    add(message) {
      const added: Entry = { ...message, state: 'sending', queuedAt: nextMoment() };
      keep([added]);
      show([...messages, added]);
      pump(message.sessionId);
    },
    retry(id) {
      const wanted = find(id);
      if (wanted?.state !== 'failed') return;
      const { sessionId } = wanted;
      const again = messages.filter(
        (message) =>
          message === wanted ||
          (message.sessionId === sessionId &&
            message.state === 'failed' &&
            message.code === undefined),
      );
      const sending = again.map((message): Entry => {
        const next: Entry = { ...message, state: 'sending', queuedAt: nextMoment() };
        delete next.code;
        return next;
      });
      keep(sending);
      show([...messages.filter((message) => !again.includes(message)), ...sending]);
      goOn(laneOf(sessionId));
      pump(sessionId);
    },
    drop: remove,
    confirm: remove,
    wake() {
      for (const lane of lanes.values()) goOn(lane);
    },
    close() {
      isClosed = true;
      for (const lane of lanes.values()) lane.pauses.wake();
    },
  };
};
