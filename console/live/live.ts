import { followOtherTabs } from '../../client/kept/other-tabs.js';
import type { OwnedValues } from '../../client/kept/owned-values.js';
import type { StaffMeView } from '../../shared/views/accounts.js';
import { createCommands, type Commands } from './commands.js';
import { createDeskStore, type DeskStore } from './desk-store.js';
import { createDrafts, type DraftsStore } from './drafts.js';
import { createHolding } from './holding.js';
import { createKeptMessages, forgetWords } from './kept-words.js';
import { listenToServer } from './listeners.js';
import { createNotices, type Notices } from './notices.js';
import { createOutbox, type Outbox, type PendingMessage } from './outbox.js';
import type { PreferencesStore } from './preferences.js';
import { ServerClock } from './server-clock.js';
import { createSessionFeed, type SessionFeed } from './session-feed.js';
import { createSessionsStore, putEvent, type SessionsStore } from './sessions-store.js';
import { createSounds, type Sounds } from './sounds.js';
import type { StaffHttp } from './staff-http.js';
import type { StaffLink } from './staff-link.js';
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
  outbox: Outbox;
  drafts: DraftsStore;
  uploads: Uploads;
  notices: Notices;
  sounds: Sounds;
  preferences: PreferencesStore;
  commands: Commands;
  /** Ends the connection; with `isForgetting` also what the device keeps of unsent words. */
  close(isForgetting: boolean): void;
}

export interface LiveParts {
  me: StaffMeView;
  link: StaffLink;
  http: StaffHttp;
  preferences: PreferencesStore;
  /** Of this person, and of nobody else. */
  kept: OwnedValues;
}

export const createLive = ({ me, link, http, preferences, kept }: LiveParts): Live => {
  const clock = new ServerClock();
  const desk = createDeskStore();
  const sessions = createSessionsStore();
  const feed = createSessionFeed({
    ...{ link, store: sessions, clock },
    onEvents: (events) => {
      for (const { clientMessageId } of events) {
        if (clientMessageId !== undefined) outbox.confirm(clientMessageId);
      }
    },
  });
  const notices = createNotices();
  const sounds = createSounds((name) => preferences.getState().sounds[name]);
  const messages = createKeptMessages(kept);
  const outbox = createOutbox({
    initial: messages.initial,
    onChange: messages.write,
    send: async (message) => {
      const answer = await link.request('message:send', {
        sessionId: message.sessionId,
        clientMessageId: message.clientMessageId,
        text: message.text,
        attachmentIds: message.attachments.map((attachment) => attachment.attachmentId),
        audience: message.audience,
      });
      if (answer.ok && !putEvent(sessions, message.sessionId, answer.data.event)) {
        void feed.sync(message.sessionId);
      }
      return answer;
    },
  });
  const others = followOtherTabs<PendingMessage>({
    kept,
    outbox: {
      get messages() {
        return outbox.store.getState().messages;
      },
      add: (message) => outbox.add(message),
      drop: (id) => outbox.drop(id),
    },
  });
  const drafts = createDrafts(kept);
  const uploads = createUploads(http);
  const commands = createCommands({ link, desk, sessions, notices, sounds, clock });
  const holding = createHolding({ me, desk, sessions, feed });
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
    close(isForgetting) {
      holding.close();
      viewing.close();
      link.close();
      outbox.close();
      uploads.close();
      sounds.close();
      others.close();
      drafts.close();
      if (isForgetting) forgetWords(kept, me.operatorId);
      void kept.settled().then(() => kept.close());
    },
  };
  listenToServer(live);
  return live;
};
