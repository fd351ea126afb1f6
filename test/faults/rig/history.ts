/** One word somebody wanted to send, and what became of it as far as they know. */
export interface Send {
  clientMessageId: string;
  sessionId: string;
  authorId: string;
  text: string;
  /** `unknown`: never answered. `failed`: refused for good. */
  outcome: 'ok' | 'failed' | 'unknown';
  code?: string;
  invokedAt: number;
  answeredAt?: number;
}

/** What one person saw of one session, in the order it stood on their screen at the end. */
export interface Screen {
  sessionId: string;
  personId: string;
  eventIds: string[];
}

export interface History {
  seed: number;
  sends: Send[];
  screens: Screen[];
  faults: { at: number; what: string }[];
}
