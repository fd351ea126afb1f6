import type { ChatMessage, HostMessage, Sealed } from '../messages.js';
import { labels, styleOf } from './look.js';

/** A token signed by the page's backend for who is signed in, a way to get a fresh one, or null: nobody is. */
type Identity = string | null | (() => string | null | Promise<string | null>);
type HostEvent = 'ready' | 'open' | 'close' | 'unread' | 'started';
type Listener = (detail?: number) => void;

/** What a page may do: `window.Liniya`, there from the event `liniya:ready` on. */
export interface LiniyaApi {
  open(): void;
  close(): void;
  identify(identity: Identity): void;
  /** `unread` brings a number. Returns a function that ends it. */
  on(event: HostEvent, listener: Listener): () => void;
}

declare global {
  interface Window {
    Liniya?: LiniyaApi;
  }
}

const start = ({ dataset, src }: HTMLScriptElement): LiniyaApi => {
  const { origin } = new URL(src);
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const isRussian = /^ru/i.test(dataset['locale'] ?? navigator.language);
  const label = dataset['label'] ?? (isRussian ? labels.ru : labels.en);
  let identity: Identity = null;
  let frame: HTMLIFrameElement | undefined;
  let isReady = false;
  let isOpen = false;

  const place = document.createElement('div');
  const root = place.attachShadow({ mode: 'open' });
  const launcher = document.createElement('button');
  const badge = document.createElement('b');

  const tell = (event: HostEvent, detail?: number) => {
    place.dispatchEvent(new CustomEvent(event, { detail }));
  };
  const post = (message: HostMessage) => {
    if (isReady) frame?.contentWindow?.postMessage({ ...message, liniya: nonce }, origin);
  };
  const createFrame = () => {
    const query = new URLSearchParams(dataset as Record<string, string>);
    query.set('host', location.origin);
    const made = document.createElement('iframe');
    made.title = label;
    made.allow = 'clipboard-write';
    made.src = `${origin}/widget/app.html?${query.toString()}#${nonce}`;
    root.append(made);
    return made;
  };
  const show = (isShown: boolean) => {
    if (isOpen === isShown) return;
    isOpen = isShown;
    if (isShown) frame ??= createFrame();
    if (frame) frame.hidden = !isShown;
    launcher.hidden = isShown;
    (isShown ? frame : launcher)?.focus();
    post({ type: isShown ? 'shown' : 'hidden' });
    tell(isShown ? 'open' : 'close');
  };
  const giveIdentity = async () => {
    const known = identity;
    // A token works once; a page that wants to be asked again gives a function.
    if (typeof known === 'string') identity = null;
    const token = await (typeof known === 'function' ? known() : known);
    post({ type: 'identity', token });
  };
  const hear = (message: ChatMessage) => {
    const { type } = message;
    if (type === 'ready') {
      isReady = true;
      post({ type: 'init', isSignedIn: identity !== null, isOpen });
    }
    if (type === 'close') show(false);
    else if (type === 'identity') void giveIdentity();
    else if (type === 'unread') {
      badge.textContent = String(message.count || '');
      tell(type, message.count);
    } else tell(type);
  };
  addEventListener('message', (event: MessageEvent<Sealed<ChatMessage> | null>) => {
    const isOurs = event.origin === origin && event.source === frame?.contentWindow;
    if (isOurs && event.data?.liniya === nonce) hear(event.data);
  });

  // A sheet made by script passes a host page's strict style policy, an element with text would not.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styleOf(dataset['accent'], dataset['position']));
  root.adoptedStyleSheets = [sheet];
  launcher.append(label, ' ', badge);
  launcher.onclick = () => show(true);
  root.append(launcher);
  document.body.append(place);

  return {
    open: () => show(true),
    close: () => show(false),
    identify(given) {
      identity = given;
      post({ type: 'signed', isSignedIn: given !== null });
    },
    on(event, listener) {
      const hearing = (told: Event) => listener((told as CustomEvent<number>).detail);
      place.addEventListener(event, hearing);
      return () => place.removeEventListener(event, hearing);
    },
  };
};

const script = document.currentScript;
if (!window.Liniya && script instanceof HTMLScriptElement) {
  window.Liniya = start(script);
  dispatchEvent(new Event('liniya:ready'));
}
