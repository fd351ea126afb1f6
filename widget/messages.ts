/** What loader and chat say to each other over `postMessage`. Each side checks origin, source and nonce of the other. */

export type HostMessage =
  /** The answer to `ready`. */
  | { type: 'init'; isSignedIn: boolean; isOpen: boolean }
  | { type: 'shown' }
  | { type: 'hidden' }
  /** Somebody signed in at the host page, or out. */
  | { type: 'signed'; isSignedIn: boolean }
  /** The answer to `identity`: null where the page has none to give. */
  | { type: 'identity'; token: string | null };

export type ChatMessage =
  | { type: 'ready' }
  | { type: 'identity' }
  | { type: 'close' }
  | { type: 'unread'; count: number }
  /** A chat has begun; the page may want to know, without its content. */
  | { type: 'started' };

/** Every message carries the nonce the loader made for this frame. */
export type Sealed<Message> = Message & { liniya: string };
