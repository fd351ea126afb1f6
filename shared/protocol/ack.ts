import type { ErrorView } from './errors.js';

/** The answer to every client event. */
export type AckResult<T> = { ok: true; data: T } | ({ ok: false } & ErrorView);

export type Ack<T> = (result: AckResult<T>) => void;

/** A client event: its payload and what its acknowledgement carries. */
export type Request<Input, Output> = (input: Input, ack: Ack<Output>) => void;
