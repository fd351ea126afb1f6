import { Check, CheckCheck, CircleAlert, Clock } from 'lucide';
import type { IconNode } from 'lucide';
import { textOfError, t, texts } from '../texts.js';
import type { Mark, MessageItem } from '../timeline.js';
import { useChat, useShell } from '../use-chat.js';
import { Choices } from './choices.js';
import { Icon } from './icon.js';
import { lazy } from './lazy.js';
import { RichText } from './rich-text.js';

const Attachments = lazy(async () => (await import('../files/attachments.js')).Attachments);

const marks: Record<Mark, IconNode> = {
  sending: Clock,
  failed: CircleAlert,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
};

const Meta = ({ item }: { item: MessageItem }) => (
  <span class={`meta${item.mark ? ` is-${item.mark}` : ''}`}>
    <time dateTime={new Date(item.at).toISOString()}>{texts.value.time(item.at)}</time>
    {item.mark && (
      <>
        <Icon node={marks[item.mark]} isSmall />
        <span class={item.isLatestOwn ? undefined : 'hidden'}>{t(`message.${item.mark}`)}</span>
      </>
    )}
  </span>
);

/** Not delivered: what happened, and what can be done about it. */
const Undelivered = ({ item }: { item: MessageItem }) => {
  const chat = useChat();
  const shell = useShell();
  const code = item.pending?.code;
  /** Closed for good meanwhile: the words go to a repeat appeal. */
  const writeAgain = () => {
    const appealNumber = chat.session.peek()?.appealNumber;
    if (appealNumber === undefined) return;
    chat.drop(item.key);
    shell.leave({ appealNumber, text: item.text });
  };
  return (
    <div class="undelivered" role="alert">
      <p>{code === undefined ? t('message.failed') : textOfError(code)}</p>
      {code === 'session_closed' ? (
        <button type="button" class="button button-quiet" onClick={writeAgain}>
          {t('closing.repeat')}
        </button>
      ) : (
        <button type="button" class="button button-quiet" onClick={() => chat.retry(item.key)}>
          {t('message.retry')}
        </button>
      )}
      <button type="button" class="button button-quiet" onClick={() => chat.drop(item.key)}>
        {t('message.drop')}
      </button>
    </div>
  );
};

const textOf = (item: MessageItem): string => {
  if (item.isDestroyed) return t('message.destroyed');
  const known = item.textKey === undefined ? null : texts.value.find(`bot.${item.textKey}`);
  return known ?? item.text;
};

const authorOf = ({ author, authorName, isToAll }: MessageItem): string => {
  if (author === 'citizen') return t('message.you');
  if (author === 'bot') return t('bot.name');
  const name = authorName ?? t('tier.operator');
  return isToAll ? `${name} · ${t('message.to_all')}` : name;
};

export const Message = ({ item }: { item: MessageItem }) => {
  const isOwn = item.author === 'citizen';
  const text = textOf(item);
  return (
    <div class={`message ${isOwn ? 'is-own' : 'is-other'}${item.isLast ? ' has-tail' : ''}`}>
      {item.isFirst && <p class={isOwn ? 'hidden' : 'author'}>{authorOf(item)}</p>}
      <div class={`bubble${item.isDestroyed ? ' is-destroyed' : ''}`}>
        {item.attachments.length > 0 && <Attachments cards={item.attachments} />}
        {text !== '' && <RichText text={text} />}
        <Meta item={item} />
      </div>
      {item.choices.length > 0 && <Choices choices={item.choices} />}
      {item.mark === 'failed' && <Undelivered item={item} />}
    </div>
  );
};
