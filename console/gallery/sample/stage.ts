import { createLoneValues } from '../../../client/kept/owned-values.js';
import type { StaffHttp } from '../../live/staff-http.js';
import type { Draft } from '../../live/drafts.js';
import { createLive, type Live } from '../../live/live.js';
import { createPreferences, type Preferences } from '../../live/preferences.js';
import type { StaffMeView } from '../../../shared/views/accounts.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import type { IncidentView } from '../../../shared/views/incidents.js';
import type { OfferView } from '../../../shared/views/routing.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import type { PresenceState } from '../../../shared/domain/states.js';
import { board } from './board.js';
import { sampleNow } from './clock.js';
import { sampleHttp } from './sample-http.js';
import { createSampleLink, type Answers, type SampleLink } from './sample-link.js';

/** What one gallery screen starts from. */
export interface StageParts {
  me: StaffMeView;
  sessions?: readonly StaffSessionView[];
  events?: readonly StaffEventView[];
  offers?: readonly OfferView[];
  incidents?: readonly IncidentView[];
  presence?: PresenceState;
  /** What stands in the composers, by session. */
  drafts?: Readonly<Record<string, Draft>>;
  isConnected?: boolean;
  /** Answers beside the usual ones. */
  answers?: Answers;
  /** Requests that are answered otherwise. */
  http?: Partial<StaffHttp>;
  preferences: Partial<Preferences>;
}

export interface Stage {
  live: Live;
  link: SampleLink;
}

const serverNow = new Date(sampleNow).toISOString();

/** A console with everything in it but a server. */
export const createStage = (parts: StageParts): Stage => {
  const sessions = parts.sessions ?? [];
  const events = [...(parts.events ?? [])];
  const head = events.length;
  const find = (sessionId: string) => sessions.find((each) => each.sessionId === sessionId);
  const link = createSampleLink(
    {
      'desk:open': () => ({
        ok: true,
        data: {
          sessions: [...sessions],
          offers: [...(parts.offers ?? [])],
          incidents: [...(parts.incidents ?? [])],
          presence: parts.presence ?? 'online',
          serverNow,
        },
      }),
      'session:join': ({ sessionId }) => {
        const session = find(sessionId);
        if (!session) return { ok: false, code: 'not_found' };
        const read = head > 3 ? head - 3 : 0;
        const receipts = {
          citizen: { delivered: head, read },
          staff: { delivered: head, read: sessionId === sessions[1]?.sessionId ? 8 : head },
        };
        return { ok: true, data: { session, receipts, viewers: [] } };
      },
      'session:sync': ({ after }) => ({
        ok: true,
        data: { events: events.filter((event) => event.seq > after), head },
      }),
      'presence:set': ({ presence }) => ({ ok: true, data: { presence } }),
      'board:watch': () => ({ ok: true, data: board }),
      'receipt:set': () => ({ ok: true, data: {} }),
      'stage:set': ({ sessionId, stage }) => {
        const session = find(sessionId);
        if (!session) return { ok: false, code: 'not_found' };
        return { ok: true, data: { session: { ...session, stage } } };
      },
      'closing:propose': () => ({ ok: false, code: 'newer_message' }),
      ...parts.answers,
    },
    parts.isConnected,
  );
  const live = createLive({
    me: parts.me,
    link,
    courier: {
      send: (body) => link.request('message:send', body),
      sync: (sessionId, after) => link.request('session:sync', { sessionId, after }),
    },
    http: { ...sampleHttp, ...parts.http },
    preferences: createPreferences(parts.preferences),
    kept: createLoneValues(),
  });
  live.drafts.setState(parts.drafts ?? {});
  return { live, link };
};
