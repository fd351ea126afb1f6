import { ArrowDown } from 'lucide';
import { useComputed } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { texts, t } from '../texts.js';
import { buildTimeline, type TimelineItem } from '../timeline.js';
import { useChat, useShell } from '../use-chat.js';
import { AppealNumber } from './appeal-number.js';
import { Cards } from './cards.js';
import { Icon } from './icon.js';
import { Message } from './message.js';

const Typing = ({ name }: { name: string }) => (
  <p class="typing">
    <span class="typing-dots" aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
    {name === '' ? t('typing.someone') : t('typing.named', { name })}
  </p>
);

const Item = ({ item, now }: { item: TimelineItem; now: number }) => {
  if (item.kind === 'message') return <Message item={item} />;
  if (item.kind === 'day') return <p class="day">{texts.value.dayHeading(item.at, now)}</p>;
  return <p class={`line is-${item.line.tone}`}>{t(item.line.key, item.line.params)}</p>;
};

/** How far below the edge the end may be and still count as seen. */
const nearEnd = '0px 0px 48px 0px';

/**
 * Keeps the end in sight as long as the reader is there, whichever box scrolls: the log's own, or at high zoom the page.
 * Sizes are watched before intersections in each frame, so what grows late (a picture, a card) does not count as leaving.
 */
const useEnd = () => {
  const log = useRef<HTMLDivElement>(null);
  const cards = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isAway, setAway] = useState(false);
  const held = useRef<Element | null>(null);
  /** True where the end is a card that is higher than the log. */
  const toEnd = (): boolean => {
    // A card that is higher than the log is read from its start, once; after that it stays where the reader moved it.
    const card = log.current?.querySelector('[data-hold]') ?? null;
    const height = card?.clientHeight ?? 0;
    const isHeld = card === held.current;
    // Empty it is still being fetched.
    held.current = height > 0 ? card : null;
    const isHigh = height > (log.current?.clientHeight ?? 0);
    if (!isHigh) end.current?.scrollIntoView({ block: 'end' });
    else if (!isHeld) card?.scrollIntoView({ block: 'start' });
    return isHigh;
  };
  /** The last words are above such a card. */
  const toLast = () => {
    if (toEnd()) cards.current?.previousElementSibling?.scrollIntoView({ block: 'center' });
  };
  useEffect(() => {
    const { current: box } = log;
    const { current: last } = end;
    if (!box || !last || !cards.current) return undefined;
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (target === last) isAtEnd.current = isIntersecting;
          // Whoever works in a card has not left the end, however high it is.
          else setAway(!isIntersecting);
        }
      },
      { rootMargin: nearEnd },
    );
    const growth = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
    });
    watcher.observe(last);
    watcher.observe(cards.current);
    growth.observe(box);
    if (box.firstElementChild) growth.observe(box.firstElementChild);
    return () => {
      watcher.disconnect();
      growth.disconnect();
    };
  }, []);
  return { log, cards, end, isAway, toLast };
};

/** The conversation. It follows its end only while the reader is there; otherwise a button counts what is new. */
export const Log = () => {
  const { events, pending, receipts, typing, session } = useChat();
  const { clock } = useShell();
  const sessionId = session.value?.sessionId;
  const items = useComputed(() =>
    buildTimeline({
      events: events.value,
      pending: pending.value.filter((message) => message.sessionId === session.value?.sessionId),
      receipts: receipts.value,
      translator: texts.value,
    }),
  );
  const { log, cards, end, isAway, toLast } = useEnd();
  const [seen, setSeen] = useState(0);
  const count = items.value.length;
  const lastIsOwn = pending.value.at(-1)?.clientMessageId;

  // Whoever sends wants to see it, wherever they were reading.
  useLayoutEffect(toLast, [lastIsOwn, sessionId]);
  useEffect(() => {
    if (!isAway) setSeen(count);
  }, [isAway, count]);

  const fresh = count - seen;
  return (
    <div class="log-frame">
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="off"
        aria-label={t('message.log')}
        tabIndex={0}
      >
        <div>
          {session.value && <AppealNumber number={session.value.appealNumber} />}
          {items.value.map((item) => (
            <Item key={item.key} item={item} now={clock.now()} />
          ))}
          {typing.value !== null && <Typing name={typing.value} />}
          <div ref={cards}>
            <Cards />
          </div>
          <div ref={end} class="log-end" />
        </div>
      </div>
      {isAway && session.value?.status !== 'closed' && (
        <button type="button" class="button to-end" onClick={toLast}>
          <Icon node={ArrowDown} isSmall />
          {fresh > 0 ? t('message.new', { count: fresh }) : t('message.to_end')}
        </button>
      )}
    </div>
  );
};
