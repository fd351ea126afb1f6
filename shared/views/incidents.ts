import type { RequestType } from '../domain/request-types.js';
import type { SessionRowView } from './chat-session.js';

/** One text to all chats of an incident, and how far it has got. */
export interface IncidentAnswerView {
  answerId: string;
  /** As it was written, with its variables. */
  text: string;
  byName: string;
  at: string;
  /** Whoever joins later gets it as well. */
  isForLater: boolean;
  sent: number;
  /** Chats that were closed before it came to them. */
  skipped: number;
  /** Everybody it was meant for has it. */
  isDone: boolean;
}

/** Many chats about one thing, as staff see it. Nothing of a citizen is in it. */
export interface IncidentView {
  incidentId: string;
  requestType: RequestType;
  poolId: string;
  /** What a supervisor called it; without one the screen names type and number. */
  title?: string;
  status: 'open' | 'closed';
  members: number;
  /** When the first of its chats came, and the latest. */
  firstAt: string;
  latestAt: string;
  openedAt: string;
  /** How many of the type had come within the window when it was noticed, and how many usually do. */
  arrivals: number;
  usualArrivals?: number;
  /** The latest one. */
  answer?: IncidentAnswerView;
  closedAt?: string;
  /** Absent where it closed by itself. */
  closedByName?: string;
  /** Grows with every change. */
  version: number;
}

export interface IncidentMemberView {
  row: SessionRowView;
  /** What became of the latest answer here; absent: not yet, or it was not meant for this chat. */
  outcome?: 'sent' | 'skipped';
}

/** One incident with what only who may read its chats may read. */
export interface IncidentDetailView {
  incident: IncidentView;
  /** Words most of its chats begin with, as people wrote them. */
  words: string[];
  /** The latest first; those the reader may see. */
  members: IncidentMemberView[];
  /** All answers, the latest first. */
  answers: IncidentAnswerView[];
}
