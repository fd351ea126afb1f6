import type { Signal } from '@preact/signals';
import type { CitizenToServer, ServerToCitizen } from '../../shared/protocol/citizen-events.js';
import type { Answer } from './answer.js';

export type CitizenRequest = keyof CitizenToServer;
export type InputOf<E extends CitizenRequest> = Parameters<CitizenToServer[E]>[0];

type AckOf<E extends CitizenRequest> = Parameters<Parameters<CitizenToServer[E]>[1]>[0];
export type OutputOf<E extends CitizenRequest> = Extract<AckOf<E>, { ok: true }>['data'];

/** `outdated`: the server speaks a newer protocol and a reload did not help. */
export type LinkState = 'connecting' | 'online' | 'offline' | 'outdated';

export type LinkListeners = Partial<ServerToCitizen> & {
  /** Connected, for the first time or again. */
  connected?: () => void;
};

/** The live connection as the rest of the widget sees it. */
export interface Link {
  readonly state: Signal<LinkState>;
  /** Never rejects; a silent server is `no_answer` after `limits.message.ackTimeoutMs`. */
  request<E extends CitizenRequest>(event: E, input: InputOf<E>): Promise<Answer<OutputOf<E>>>;
  /** Sent if the connection is up this instant, else dropped: typing marks. */
  signal(event: 'typing:set', input: InputOf<'typing:set'>): void;
  listen(listeners: LinkListeners): void;
  /** Connects, or connects anew as the person the token now names. */
  start(): void;
}
