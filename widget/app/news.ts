import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import { describeEvent } from './event-line.js';
import { texts } from './texts.js';

export interface News {
  readonly unread: ReadonlySignal<number>;
  readonly announcement: ReadonlySignal<string>;
  /** An event that has just happened. */
  hear(event: CitizenEventView): void;
}

/** The words of an event, as a listener is told them: whose they are, then the words. Own words say nothing. */
export const sayEvent = (event: CitizenEventView): string => {
  const { t, find } = texts.peek();
  if (event.kind !== 'message.created') {
    const line = describeEvent(event, texts.peek());
    return line ? t(line.key, line.params) : '';
  }
  const { author, authorName, textKey, text } = event.body;
  if (author === 'citizen') return '';
  const words = (textKey === undefined ? null : find(`bot.${textKey}`)) ?? text ?? '';
  return t('message.from', { name: authorName ?? t('bot.name'), text: words });
};

/** Counts the words of others until they are seen, and tells them to a screen reader. */
export const createNews = (isSeen: ReadonlySignal<boolean>): News => {
  const unread = signal(0);
  const announcement = signal('');
  effect(() => {
    if (isSeen.value) unread.value = 0;
  });
  return {
    unread,
    announcement,
    hear(event) {
      const words = sayEvent(event);
      if (words !== '') announcement.value = words;
      if (event.kind !== 'message.created' || event.body.author === 'citizen') return;
      if (!isSeen.peek()) unread.value += 1;
    },
  };
};
