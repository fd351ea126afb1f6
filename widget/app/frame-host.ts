import { signal } from '@preact/signals';
import type { ChatMessage, HostMessage, Sealed } from '../messages.js';
import { followLink, hostPatienceMs, within, type Host } from './host.js';

/** Origin, source and nonce must all be those of the page that made the frame; anything else is not for us. */
const isFromHost = (
  event: MessageEvent,
  { hostOrigin, nonce }: { hostOrigin: string; nonce: string },
): event is MessageEvent<Sealed<HostMessage>> =>
  event.source === parent &&
  event.origin === hostOrigin &&
  (event.data as Partial<Sealed<HostMessage>> | null)?.liniya === nonce;

/** Chromium and WebKit know who embeds a frame: an address that claims another page is not believed. */
const isRealHost = (hostOrigin: string): boolean => {
  const ancestors = location.ancestorOrigins as DOMStringList | undefined;
  return ancestors === undefined || ancestors.length === 0 || ancestors[0] === hostOrigin;
};

/** The page that embeds the frame, over `postMessage` to its exact origin. */
export const createFrameHost = (address: { hostOrigin: string; nonce: string }): Host => {
  const isOpen = signal(true);
  const listeners: ((isSignedIn: boolean) => void)[] = [];
  const asked: ((token: string | null) => void)[] = [];
  let greet: (init: { isSignedIn: boolean }) => void = () => undefined;
  const greeted = new Promise<{ isSignedIn: boolean | null }>((resolve) => (greet = resolve));

  const post = (message: ChatMessage) => {
    if (isRealHost(address.hostOrigin))
      parent.postMessage({ ...message, liniya: address.nonce }, address.hostOrigin);
  };
  const hear = (message: HostMessage): void => {
    switch (message.type) {
      case 'init':
        isOpen.value = message.isOpen;
        greet(message);
        return;
      case 'shown':
      case 'hidden':
        isOpen.value = message.type === 'shown';
        return;
      case 'signed':
        for (const listener of listeners) listener(message.isSignedIn);
        return;
      case 'identity':
        for (const answer of asked.splice(0)) answer(message.token);
    }
  };
  addEventListener('message', (event) => {
    if (isFromHost(event, address)) hear(event.data);
  });

  return {
    canClose: true,
    isOpen,
    start() {
      post({ type: 'ready' });
      return within(hostPatienceMs, greeted, { isSignedIn: null });
    },
    askIdentity() {
      const answer = new Promise<string | null>((resolve) => asked.push(resolve));
      post({ type: 'identity' });
      // The page may have to ask its own server.
      return within(5 * hostPatienceMs, answer, null);
    },
    onSignedIn: (listener) => void listeners.push(listener),
    send: post,
    save: followLink,
  };
};

/** Opened by itself: nobody to talk to, nothing to close. */
export const createLoneHost = (): Host => ({
  canClose: false,
  isOpen: signal(true),
  start: () => Promise.resolve({ isSignedIn: false }),
  askIdentity: () => Promise.resolve(null),
  onSignedIn: () => undefined,
  send: () => undefined,
  save: followLink,
});
