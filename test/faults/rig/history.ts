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
  /** Not answered for so long that the author had to press «повторить»: it stands behind what they said meanwhile. */
  isAskedAgain?: boolean;
}

/** What one person saw of one session, in the order it stood on their screen at the end. */
export interface Screen {
  sessionId: string;
  personId: string;
  eventIds: string[];
  /** When it was looked at; what was stored within `tailMs` before may still be on its way. */
  takenAt: number;
  /** It had gone out of sight: from then on nobody keeps it up to date. */
  isLost?: boolean;
  /** How long after they were stored the events that came while it was open were seen. */
  lagsMs: number[];
}

/** A lost tail is seen by the beacon, 15 s apart; the rest is for the asking, on a machine that is short of breath. */
export const tailMs = 30_000;

export interface History {
  seed: number;
  sends: Send[];
  screens: Screen[];
  faults: { at: number; what: string }[];
}
