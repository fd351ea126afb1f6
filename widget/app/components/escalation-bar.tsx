import { useEffect, useRef, useState } from 'preact/hooks';
import type { EscalationView } from '../../../shared/views/chat-session.js';
import { computeCountdown, passedMark, type CountdownTone } from '../countdown.js';
import { t, texts, type TextKey } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat, useNow } from '../use-chat.js';

const wordsOf: Record<CountdownTone, TextKey> = {
  calm: 'escalation.left',
  warning: 'escalation.soon',
  danger: 'escalation.last',
  over: 'escalation.over',
};

/** Three sentences for who only listens; everything between them would be noise. */
const useAnnouncement = (leftMs: number): string => {
  const before = useRef(leftMs);
  const [words, setWords] = useState('');
  useEffect(() => {
    const mark = passedMark(before.current, leftMs);
    before.current = leftMs;
    if (mark === null) return;
    setWords(
      mark < 60_000
        ? t('escalation.announce.seconds')
        : t('escalation.announce.minutes', { count: mark / 60_000 }),
    );
  }, [leftMs]);
  return words;
};

/** The promise while it runs: what is left of the window, in words and as the line draining. */
export const EscalationBar = (props: { sessionId: string; escalation: EscalationView }) => {
  const { sessionId, escalation } = props;
  const chat = useChat();
  const { leftMs, share, tone } = computeCountdown(escalation, useNow(1_000));
  const announcement = useAnnouncement(leftMs);
  const [isAsking, run] = useBusy();
  return (
    <section class={`escalation is-${tone}`} aria-label={t('tier.senior')}>
      <div class="escalation-words">
        <p class="escalation-who">{t('tier.senior')}</p>
        <p class="escalation-left" role="timer">
          {t(wordsOf[tone], { clock: texts.value.clock(leftMs) })}
        </p>
      </div>
      <button
        type="button"
        class="button button-quiet"
        title={t('escalation.withdraw_hint')}
        aria-disabled={isAsking}
        onClick={() => run(() => chat.ask('escalation:withdraw', { sessionId }))}
      >
        {t('escalation.withdraw')}
      </button>
      <span class="drain" aria-hidden="true">
        <span class="drain-left" style={{ transform: `scaleX(${share})` }} />
      </span>
      <span class="hidden" aria-live="polite">
        {announcement}
      </span>
    </section>
  );
};
