import { signal } from '@preact/signals';
import { hostPatienceMs, within, type Host } from './host.js';
import { newId } from './new-id.js';

/**
 * The object a mobile app puts into its webview before the page runs, and the only thing spoken to:
 * Android `addWebMessageListener("liniyaNative", …)`, iOS a `WKScriptMessageHandlerWithReply` named `liniya`.
 * We send `{ type, nonce }` (`unread` with a `count`, `download` with a `url`), as JSON on Android; a reply carries the
 * same nonce. docs/webview.md has both native sides.
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
    const read = (typeof data === 'string' ? JSON.parse(data) : data) as Partial<Reply> | null;
    const { nonce, identityToken } = read ?? {};
    if (typeof nonce !== 'string') return null;
    return typeof identityToken === 'string' ? { nonce, identityToken } : { nonce };
  } catch {
    return null;
  }
};

/** One way of speaking to both systems. Only a reply that carries the nonce of a question is taken, and only once. */
const createBridge = ({ liniyaNative, webkit }: NativeWindow) => {
  const apple = webkit?.messageHandlers?.liniya;
  if (!liniyaNative && !apple) return null;
  const waiting = new Map<string, (reply: Reply | null) => void>();
  const settle = (data: unknown) => {
    const reply = readReply(data);
    if (reply) waiting.get(reply.nonce)?.(reply);
  };
  if (liniyaNative) liniyaNative.onmessage = (event) => settle(event.data);

  const post = (message: { nonce: string; type?: string }) => {
    if (liniyaNative) liniyaNative.postMessage(JSON.stringify(message));
    else
      void Promise.resolve(apple?.postMessage(message))
        .then(settle, () => undefined)
        // There is one reply to a question: after another nonce or a refusal nothing is waited for.
        .then(() => waiting.get(message.nonce)?.(null));
  };
  return {
    /** Says something that wants no reply. */
    tell: (message: object) => post({ ...message, nonce: newId() }),
    /** Null where the app does not reply in time. */
    async ask(type: string): Promise<Reply | null> {
      const nonce = newId();
      const reply = new Promise<Reply | null>((resolve) => waiting.set(nonce, resolve));
      post({ type, nonce });
      const found = await within(5 * hostPatienceMs, reply, null);
      waiting.delete(nonce);
      return found;
    },
  };
};

/** A mobile app's webview. Null where the page was opened by an ordinary browser. */
export const createNativeHost = (holder: NativeWindow): Host | null => {
  const bridge = createBridge(holder);
  if (!bridge) return null;
  let offered: string | null = null;

  return {
    canClose: true,
    isOpen: signal(true),
    async start() {
      const reply = await bridge.ask('ready');
      offered = reply?.identityToken ?? null;
      return { isSignedIn: reply && offered !== null };
    },
    async askIdentity() {
      const token = offered ?? (await bridge.ask('identity'))?.identityToken ?? null;
      // An identity token works once.
      offered = null;
      return token;
    },
    onSignedIn: () => undefined,
    send: (message) => bridge.tell(message),
    // A webview asks for the address itself before it hands the download to the app, and a ticket works once.
    save: (url) => bridge.tell({ type: 'download', url: new URL(url, location.href).href }),
  };
};
