import type { OwnedValues } from '../../client/kept/owned-values.js';
import type { StaffLink } from '../../client/links.js';
import { ServerClock } from '../../client/server-clock.js';
import type { StaffMeView } from '../../shared/views/accounts.js';
import { createCommands, type Commands } from './commands.js';
import { createDeskStore, type DeskStore } from './desk-store.js';
import { createDrafts, type DraftsStore } from './drafts.js';
import { createHearing } from './hearing.js';
import { createHolding } from './holding.js';
import { forgetWords } from './kept-words.js';
import { createIncidentCommands, type IncidentCommands } from './incident-commands.js';
import { listenToServer } from './listeners.js';
import { createNotices, type Notices } from './notices.js';
import { createStaffOutbox, type StaffOutbox } from './outbox.js';
import type { PreferencesStore } from './preferences.js';
import { createSessionFeed, type SessionFeed, type StaffCourier } from './session-feed.js';
import { createSessionsStore, type SessionsStore } from './sessions-store.js';
import { createSounds, type Sounds } from './sounds.js';
import type { StaffHttp } from './staff-http.js';
import { createUploads, type Uploads } from './uploads.js';
import { createViewing } from './viewing.js';

/** Everything a signed-in console works with. One for each sign-in; the gallery makes its own from sample data. */
export interface Live {
  me: StaffMeView;
  link: StaffLink;
  http: StaffHttp;
  clock: ServerClock;
  desk: DeskStore;
  sessions: SessionsStore;
  feed: SessionFeed;
  outbox: StaffOutbox;
  drafts: DraftsStore;
  uploads: Uploads;
  notices: Notices;
  sounds: Sounds;
  preferences: PreferencesStore;
  commands: Commands;
  incidents: IncidentCommands;
  /** Ends the connection; with `isForgetting` also what the device keeps of unsent words. */
  close(isForgetting: boolean): void;
}

export interface LiveParts {
  me: StaffMeView;
  link: StaffLink;
  /** Of words and logs: over the socket, or past it. */
  courier: StaffCourier;
  http: StaffHttp;
  preferences: PreferencesStore;
  /** Of this person, and of nobody else. */
  kept: OwnedValues;
}

export const createLive = (parts: LiveParts): Live => {
  const { me, link, courier, http, preferences, kept } = parts;
  const clock = new ServerClock();
  const desk = createDeskStore();
  const sessions = createSessionsStore();
  const notices = createNotices();
  const sounds = createSounds((name) => preferences.getState().sounds[name]);
  const hear = createHearing({ me, link, desk, sessions, notices, sounds });
  const feed = createSessionFeed({
    ...{ link, courier, store: sessions, clock },
    onEvents(sessionId, events, isNews) {
      for (const { clientMessageId } of events)
        if (clientMessageId !== undefined) outbox.confirm(clientMessageId);
      hear(sessionId, events, isNews);
    },
  });
  const outbox = createStaffOutbox({
    ...{ courier, kept },
    onStored(sessionId, { event, head }) {
      feed.take(sessionId, event);
      feed.takeHead(sessionId, head);
    },
  });
  const drafts = createDrafts(kept);
  const uploads = createUploads(http);
  const commands = createCommands({ link, desk, sessions, notices, sounds, clock });
  const holding = createHolding({ me, desk, feed });
  const viewing = createViewing({ link, desk, sessions });
  const live: Live = {
    me,
    link,
    http,
    clock,
    desk,
    sessions,
    feed,
    outbox,
    drafts: drafts.store,
    uploads,
    notices,
    sounds,
    preferences,
    commands,
    incidents: createIncidentCommands({ link, desk, notices }),
    close(isForgetting) {
      holding.close();
      viewing.close();
      link.close();
      feed.close();
      outbox.close();
      uploads.close();
      sounds.close();
      drafts.close();
      if (isForgetting) forgetWords(kept, me.operatorId);
      void kept.settled().then(() => kept.close());
    },
  };
  listenToServer(live);
  link.start();
  return live;
};
