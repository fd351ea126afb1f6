import type { ReadonlySignal } from '@preact/signals';
import type { ChatMessage } from '../messages.js';

/** Whatever holds the chat: a page that frames it, a mobile app's webview, or nothing. */
export interface Host {
  /** False where the chat is the page itself. */
  readonly canClose: boolean;
  /** The chat is on the screen, as far as the host knows. */
  readonly isOpen: ReadonlySignal<boolean>;
  /** Whether somebody is signed in there. Null where the host has not said within a second (an app: five). */
  start(): Promise<{ isSignedIn: boolean | null }>;
  /** A fresh identity token; null where the host has none or does not answer. */
  askIdentity(): Promise<string | null>;
  onSignedIn(listener: (isSignedIn: boolean) => void): void;
  /** Saves what a one-use address holds. */
  save(url: string): void;
  send(message: Exclude<ChatMessage, { type: 'ready' } | { type: 'identity' }>): void;
}

/** How long a host may take to answer before the chat goes on without it. */
export const hostPatienceMs = 1_000;

/** A link that downloads: the answer is an attachment, so the page stays where it is. */
export const followLink = (url: string): void => {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
};

/** The first value, or `fallback` when it takes too long. */
export const within = <T>(ms: number, wait: Promise<T>, fallback: T): Promise<T> =>
  Promise.race([
    wait,
    new Promise<T>((resolve) => {
      setTimeout(() => resolve(fallback), ms);
    }),
  ]);
