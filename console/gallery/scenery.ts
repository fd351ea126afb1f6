import type { ReactNode } from 'react';
import { addEscalation, buildLongTalk } from './sample/long-talk.js';
import { buildSession, mySessions, openEscalation, waitingSessions } from './sample/sessions.js';
import type { Stage, StageParts } from './sample/stage.js';

/** A screen of the console in one state, from sample data. */
export interface Screen {
  id: string;
  title: string;
  path: string;
  parts: Omit<StageParts, 'preferences'>;
  /** What stands above the workspace: an open dialog. */
  above?: ReactNode;
  /** Moves the stage on after it is up. */
  play?: (stage: Stage) => void;
}

export const [first = buildSession(1), ...others] = mySessions;
export const talk = buildLongTalk();
export const chat = (view = first) => `/chats/${view.sessionId}`;
export const at = (view: typeof first, events = talk) => ({
  ...view,
  seq: events.length,
  publicSeq: events.at(-1)?.publicSeq ?? 1,
});
export const desk = [at(first), ...others, ...waitingSessions];

/** What a dialog of the gallery does when it is closed. */
export const stay = () => undefined;

export const escalated = addEscalation(talk);
export const escalatedView = at({ ...first, escalation: openEscalation(400) }, escalated);
