import { signal } from '@preact/signals';
import type { ChatMessage } from '../messages.js';
import { hostPatienceMs, within, type Host } from './host.js';
import { newId } from './new-id.js';

/**
 * The object a mobile app puts into its webview before the page runs, and the only thing spoken to:
 * Android `addWebMessageListener("liniyaNative", …)`, iOS a `WKScriptMessageHandlerWithReply` named `liniya`.
 * We send JSON `{ type, nonce }`; an answer carries the same nonce.
 */
interface AndroidBridge {
  postMessage(json: string): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}
interface AppleBridge {
  postMessage(message: object): Promise<unknown>;
}

export interface NativeWindow {
  liniyaNative?: AndroidBridge;
  webkit?: { messageHandlers?: { liniya?: AppleBridge } };
}

interface Reply {
  nonce: string;
  identityToken?: string;
}

const readReply = (data: unknown): Reply | null => {
  try {
    const reply = (typeof data === 'string' ? JSON.parse(data) : data) as Partial<Reply> | null;
    return typeof reply?.nonce === 'string' ? (reply as Reply) : null;
  } catch {
    return null;
  }
};

/** One way of asking for both systems: resolves with whatever carries the nonce. */
const createAsk = ({ liniyaNative, webkit }: NativeWindow) => {
  const waiting = new Map<string, (reply: Reply) => void>();
  const settle = (data: unknown) => {
    const reply = readReply(data);
    if (!reply) return;
    waiting.get(reply.nonce)?.(reply);
    waiting.delete(reply.nonce);
  };
  if (liniyaNative) liniyaNative.onmessage = (event) => settle(event.data);
  const apple = webkit?.messageHandlers?.liniya;

  return (type: string): Promise<Reply | null> => {
    const nonce = newId();
    const message = { type, nonce };
    const reply = new Promise<Reply | null>((resolve) => waiting.set(nonce, resolve));
    if (liniyaNative) liniyaNative.postMessage(JSON.stringify(message));
    else if (apple) apple.postMessage(message).then(settle, () => undefined);
    return within(5 * hostPatienceMs, reply, null);
  };
};

/** A mobile app's webview. Null where the page was opened by an ordinary browser. */
export const createNativeHost = (holder: NativeWindow): Host | null => {
  const hasBridge = holder.liniyaNative ?? holder.webkit?.messageHandlers?.liniya;
  if (!hasBridge) return null;
  const ask = createAsk(holder);
  let offered: string | null = null;
  const tell = (message: Exclude<ChatMessage, { type: 'ready' }>) => void ask(message.type);

  return {
    canClose: true,
    isOpen: signal(true),
    async start() {
      offered = (await ask('ready'))?.identityToken ?? null;
      return { isSignedIn: offered !== null };
    },
    async askIdentity() {
      const token = offered ?? (await ask('identity'))?.identityToken ?? null;
      // An identity token works once.
      offered = null;
      return token;
    },
    onSignedIn: () => undefined,
    send: tell,
  };
};
