import type { QueueView } from '../../shared/views/chat-session.js';
import type { Translator } from '../../shared/i18n/translator.js';
import type { TextKey } from './texts.js';

const minutesOf = (ms: number): number => Math.max(1, Math.round(ms / 60_000));

/** An interval, or one number where both ends round to it; nothing where the pool has no real waits to go by. */
const describeWait = (
  { t }: Translator<TextKey>,
  waitMs: QueueView['waitMs'],
): string | undefined => {
  if (!waitMs) return undefined;
  if (waitMs.p90 < 60_000) return t('queue.soon');
  const [from, count] = [minutesOf(waitMs.p50), minutesOf(waitMs.p90)];
  return from === count ? t('queue.about', { count }) : t('queue.range', { from, count });
};

/** The place in the queue, then whatever honest thing there is to say about the wait. */
export const describeQueue = (translator: Translator<TextKey>, queue: QueueView): string => {
  const { t } = translator;
  const ahead = queue.position - 1;
  const place = ahead <= 0 ? t('queue.next') : t('queue.ahead', { count: ahead });
  const parts = [place, describeWait(translator, queue.waitMs)];
  if (queue.worsenedBy) parts.push(t(`queue.${queue.worsenedBy}`));
  return parts.filter((part) => part !== undefined).join(' · ');
};
