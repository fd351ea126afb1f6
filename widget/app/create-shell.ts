import { computed, effect, signal } from '@preact/signals';
import type { AppealView } from '../../shared/views/accounts.js';
import type { WidgetConfigView } from '../../shared/views/widget.js';
import type { Channel, Locale } from '../../shared/domain/states.js';
import type { Account } from './account.js';
import { noAnswer, type Answer } from '../../client/answer.js';
import type { Phase, Shell, Tab } from './chat.js';
import type { Talk } from './create-talk.js';
import type { Host } from './host.js';
import type { Http } from '../../client/http.js';
import { addToDraft } from './first-draft.js';
import { ServerClock } from './server-clock.js';
import type { OwnedValues } from '../../client/kept/owned-values.js';
import { needTalkTexts, textOfError, texts } from './texts.js';

export interface ShellParts {
  kept: OwnedValues;
  host: Host;
  account: Account;
  http: Http;
  channel: Channel;
  fetchConfig: () => Promise<Answer<WidgetConfigView>>;
}

/** Remembered where the citizen left the last chat for a new question, so that it is not opened again by itself. */
const leftMark = '';

const repeatKey = 'repeat';

/** A chat begun on another device, or in a browser that remembers nothing: the newest appeal, while it is open. */
const findOpenSession = async (http: Http): Promise<string> => {
  const answer = await http.get<{ appeals: AppealView[] }>('/api/citizen/appeals');
  const newest = answer.ok ? answer.data.appeals[0] : undefined;
  const isOpen = newest?.status === 'registered' || newest?.status === 'in_progress';
  return (isOpen ? newest.sessionId : undefined) ?? leftMark;
};

/** Follows whether the reader can see the page at all. */
const watchVisibility = () => {
  const isVisible = signal(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', () => {
    isVisible.value = document.visibilityState === 'visible';
  });
  return isVisible;
};

/** The start of the widget: who writes, what is remembered, and the conversation when it is wanted. */
export const createShell = (parts: ShellParts): Shell => {
  const { kept, host, account, http } = parts;
  const clock = new ServerClock();
  const phase = signal<Phase>('loading');
  const tab = signal<Tab>('chat');
  const config = signal<WidgetConfigView | null>(null);
  const notice = signal<string | null>(null);
  const talk = signal<Talk | null>(null);
  const repeatOf = signal(kept.read(repeatKey));
  const isVisible = watchVisibility();
  const isSeen = computed(
    () => host.isOpen.value && isVisible.value && tab.value === 'chat' && phase.value === 'talk',
  );
  let sessionKey = '';
  let shownLocale: Locale | null = null;
  /** The host has somebody signed in: what stands here is theirs, so nothing is shown before it is known who. */
  let isNamed = false;
  let fetching: Promise<Talk> | null = null;

  const fetchTalk = async (): Promise<Talk> => {
    const words = needTalkTexts();
    const { createTalk } = await import('./create-talk.js');
    await words;
    return (talk.value = createTalk({ ...{ kept, account, http, clock, notice, isSeen } }));
  };
  const needTalk = (): Promise<Talk> => {
    fetching ??= fetchTalk();
    // A lost chunk is asked for again by the next who needs it.
    fetching.catch(() => (fetching = null));
    return fetching;
  };
  const enter = async (sessionId: string): Promise<Phase> => {
    const answer = await (await needTalk()).join(sessionId);
    if (answer.ok) {
      kept.write(sessionKey, sessionId);
      return 'talk';
    }
    if (answer.code !== 'not_found') return 'failed';
    kept.remove(sessionKey);
    return 'start';
  };
  const fetchConfig = async (): Promise<boolean> => {
    const { locale } = texts.peek();
    const answer = await parts.fetchConfig();
    if (!answer.ok) return false;
    shownLocale = locale;
    clock.observe(answer.data.serverNow);
    if (texts.peek().locale === locale) config.value = answer.data;
    return true;
  };
  const load = async (): Promise<void> => {
    phase.value = 'loading';
    const [isThere, citizenId] = await Promise.all([fetchConfig(), account.findCitizen()]);
    if (!isThere) phase.value = 'failed';
    else if (citizenId === null) phase.value = isNamed ? 'failed' : 'start';
    else {
      const sessionId = kept.read(sessionKey) ?? (await findOpenSession(http));
      phase.value = sessionId === leftMark ? 'start' : await enter(sessionId);
    }
  };
  const reload = () => void load().catch(() => (phase.value = 'failed'));

  kept.onForeignChange((key) => {
    if (key === repeatKey) repeatOf.value = kept.read(repeatKey);
  });
  account.onCitizen((citizenId) => {
    const isOther = sessionKey !== '';
    sessionKey = `session.${citizenId}`;
    if (isOther) talk.peek()?.restart();
  });
  const followHost = async (isSignedIn: boolean | null) => {
    talk.peek()?.leave();
    isNamed = isSignedIn === true;
    await account.setSignedIn(isSignedIn);
    reload();
  };
  host.onSignedIn((isSignedIn) => void followHost(isSignedIn));
  void host.start().then(({ isSignedIn }) => followHost(isSignedIn));
  const unread = computed(() => talk.value?.unread.value ?? 0);
  effect(() => host.send({ type: 'unread', count: unread.value }));
  // The consents are asked in the language on the screen.
  effect(() => {
    const { locale } = texts.value;
    if (config.peek() && locale !== shownLocale) void fetchConfig();
  });

  effect(() => {
    const number = repeatOf.value;
    if (number === null) kept.remove(repeatKey);
    else kept.write(repeatKey, number);
  });

  return {
    ...{ phase, tab, config, clock, notice, unread, kept, http, reload, repeatOf },
    chat: talk,
    canClose: host.canClose,
    close: () => host.send({ type: 'close' }),
    warmUp: () => void needTalk().catch(() => undefined),
    async open(text, consents) {
      const shown = config.peek()?.consentTexts;
      if (!shown) return noAnswer;
      const { locale } = texts.peek();
      const repeats = repeatOf.peek();
      const opening = {
        ...{ text, consents, shown, locale, channel: parts.channel },
        ...(repeats === null ? {} : { repeatOf: repeats }),
      };
      const answer = await needTalk().then(
        (made) => made.open(opening),
        () => noAnswer,
      );
      if (!answer.ok) return answer;
      kept.write(sessionKey, answer.data.session.sessionId);
      repeatOf.value = null;
      phase.value = 'talk';
      host.send({ type: 'started' });
      return answer;
    },
    async enter(sessionId) {
      const found = await enter(sessionId).catch(() => 'failed' as const);
      if (found !== 'talk') {
        notice.value = textOfError(found === 'start' ? 'not_found' : 'no_answer');
        return false;
      }
      phase.value = found;
      tab.value = 'chat';
      return true;
    },
    leave(again) {
      repeatOf.value = again?.appealNumber ?? null;
      if (again?.text !== undefined) addToDraft(kept, again.text);
      kept.write(sessionKey, leftMark);
      talk.peek()?.leave();
      phase.value = 'start';
      tab.value = 'chat';
    },
    async download(ticketPath, body) {
      const answer = await http.post<{ url: string }>(ticketPath, body);
      if (answer.ok) host.save(answer.data.url);
      else notice.value = textOfError(answer.code);
    },
  };
};
