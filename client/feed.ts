import { isPassing, type ProblemCode } from '../shared/protocol/passing.js';
import type { Answer } from './answer.js';
import { computeDelayMs, createPauses } from './backoff.js';
import type { LogPage } from './wire.js';

/** One session's log on this device: events 1…head without a gap, each told once and in order. */
export interface Feed<Event> {
  readonly head: number;
  /** Joins, then reads what is missing; again after each connect. What fails and may pass is tried until it does. */
  join(): void;
  /** Joined by somebody else, who was told how far the log goes. */
  joined(head: number): void;
  /** The next event is told, an older one dropped; a later one means a gap, which is asked for. */
  take(event: Event): void;
  /** An acknowledgement told how far the log goes. */
  takeHead(head: number): void;
  /** The beacon told it. Events that never came took with them what else they told: it joins again, then reads. */
  takeBeacon(head: number): void;
  /** Reads on, although nobody has told of more. */
  readOn(): void;
  close(): void;
}

export interface FeedParts<Event> {
  /** `seq` for staff, `publicSeq` for a citizen. */
  numberOf: (event: Event) => number;
  /** Joins the session and answers its head. */
  join: () => Promise<Answer<number>>;
  sync: (after: number) => Promise<Answer<LogPage<Event>>>;
  /** The next ones in order; `isNews` is false for what was there before this device looked. */
  onEvents: (events: readonly Event[], isNews: boolean) => void;
  /** What was there at the join has been told. */
  onFilled?: () => void;
  /** It cannot be read, and waiting would not help. */
  onProblem?: (code: ProblemCode) => void;
}

/** A head nobody can give events for is taken for a mistake after so many tries; the next beacon says it again. */
const emptyPages = 5;

export const createFeed = <Event>(parts: FeedParts<Event>): Feed<Event> => {
  const pauses = createPauses();
  let head = 0;
  let wanted = 0;
  let isFilled = false;
  let isAsked = false;
  let isReading = false;
  let isClosed = false;
  let joins = 0;

  const apply = (events: readonly Event[]) => {
    const next = events.filter((event) => {
      if (parts.numberOf(event) !== head + 1) return false;
      head += 1;
      return true;
    });
    if (next.length > 0) parts.onEvents(next, isFilled);
  };
  const fill = () => {
    if (isFilled) return;
    isFilled = true;
    parts.onFilled?.();
  };

  /** False: the same is asked again after a while. */
  const readPage = async (attempt: number): Promise<boolean> => {
    const before = head;
    const page = await parts.sync(before);
    if (isClosed) return true;
    if (!page.ok) {
      if (isPassing(page.code)) return false;
      wanted = head;
      parts.onProblem?.(page.code);
      return true;
    }
    apply(page.data.events);
    wanted = Math.max(wanted, page.data.head);
    if (head < wanted && head === before) {
      if (attempt < emptyPages) return false;
      wanted = head;
    }
    if (head >= wanted) fill();
    return true;
  };

  /** One walk at a time; a wish that comes meanwhile makes it go round once more. */
  const read = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    for (let attempt = 0; !isClosed && (isAsked || head < wanted);) {
      isAsked = false;
      if (await readPage(attempt)) attempt = 0;
      else {
        isAsked = true;
        await pauses.sleep(computeDelayMs(attempt));
        attempt += 1;
      }
    }
    isReading = false;
  };
  const readOn = () => {
    isAsked = true;
    void read();
  };
  const joined = (told: number) => {
    wanted = Math.max(wanted, told);
    pauses.wake();
    // Also where nothing seems to be missing: an event between the server's look and the join has reached nobody.
    readOn();
  };
  const takeHead = (told: number) => {
    wanted = Math.max(wanted, told);
    if (head < wanted) void read();
  };

  const join = async (): Promise<void> => {
    joins += 1;
    const mine = joins;
    const isOver = () => isClosed || mine !== joins;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await parts.join();
      if (isOver()) return;
      if (answer.ok) {
        joined(answer.data);
        return;
      }
      if (!isPassing(answer.code)) {
        parts.onProblem?.(answer.code);
        return;
      }
      await pauses.sleep(computeDelayMs(attempt));
      if (isOver()) return;
    }
  };

  return {
    get head() {
      return head;
    },
    join: () => void join(),
    joined,
    take(event) {
      const number = parts.numberOf(event);
      if (number === head + 1) apply([event]);
      takeHead(number);
    },
    takeHead,
    takeBeacon(told) {
      if (told > head && isFilled) void join();
      else takeHead(told);
    },
    readOn,
    close() {
      isClosed = true;
      pauses.wake();
    },
  };
};
