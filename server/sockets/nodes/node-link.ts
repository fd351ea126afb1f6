/**
 * What one server process tells the others: ids and numbers only. Nothing personal passes through or rests in what
 * carries it, and a hint that gets lost costs a second: everybody also asks the database.
 */
export type Hint =
  | { kind: 'session'; sessionId: string; seq: number; isTalk: boolean }
  | { kind: 'presence' }
  | { kind: 'citizen'; nodeId: string; citizenId: string; isOnline: boolean }
  | { kind: 'receipts'; sessionId: string; side: 'citizen' | 'staff' }
  | {
      kind: 'typing';
      sessionId: string;
      isTyping: boolean;
      /** The operator's id, or the citizen of the session. */
      by: string;
      /** The citizen may see it as well. */
      isPublic: boolean;
    };

export type LinkState = 'alone' | 'ready' | 'down';

export interface NodeLink {
  readonly state: LinkState;
  /** Never waits, never fails: while the link is down nothing is sent. */
  tell(hint: Hint): void;
  onHint(listen: (hint: Hint) => void): void;
  /** After the sockets have closed. */
  close(): Promise<void>;
}

/** One process has nobody to tell. */
export const loneLink: NodeLink = {
  state: 'alone',
  tell: () => undefined,
  onHint: () => undefined,
  close: () => Promise.resolve(),
};
