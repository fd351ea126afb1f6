import type { AckResult } from '../shared/protocol/ack.js';

/** What a request of an event map (`shared/protocol`) is asked with. */
export type InputOf<Events, Name extends keyof Events> = Events[Name] extends (
  input: infer Input,
  ack: never,
) => void
  ? Input
  : never;

/** What its acknowledgement carries. */
export type OutputOf<Events, Name extends keyof Events> = Events[Name] extends (
  input: never,
  ack: (result: AckResult<infer Output>) => void,
) => void
  ? Output
  : never;

/** A message that the server holds, and how far the log goes. */
export interface StoredMessage<Event> {
  event: Event;
  head: number;
}

/** Events after a head, at most `limits.message.syncPage`, and how far the log goes. */
export interface LogPage<Event> {
  events: Event[];
  head: number;
}
