import type { ProblemCode } from '../../shared/protocol/passing.js';
import type { ServerToStaff, StaffToServer } from '../../shared/protocol/staff-events.js';

export type StaffRequest = keyof StaffToServer;
export type InputOf<E extends StaffRequest> = Parameters<StaffToServer[E]>[0];

type AckOf<E extends StaffRequest> = Parameters<Parameters<StaffToServer[E]>[1]>[0];
export type OutputOf<E extends StaffRequest> = Extract<AckOf<E>, { ok: true }>['data'];

export interface Problem {
  ok: false;
  code: ProblemCode;
  details?: Record<string, unknown>;
}

export type LinkResult<T> = { ok: true; data: T } | Problem;

export type StaffListeners = Partial<ServerToStaff> & {
  /** Connected, for the first time or again. */
  connected?: () => void;
  disconnected?: () => void;
};

/** The live connection as the rest of the console sees it. */
export interface StaffLink {
  /** Never rejects; a silent server is `no_answer` after `limits.message.ackTimeoutMs`. */
  request<E extends StaffRequest>(event: E, input: InputOf<E>): Promise<LinkResult<OutputOf<E>>>;
  /** Sent if the connection is up this instant, else dropped: typing marks and the like. */
  signal(event: 'typing:set', input: InputOf<'typing:set'>): void;
  listen(listeners: StaffListeners): void;
  close(): void;
}
