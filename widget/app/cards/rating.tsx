import { useEffect, useRef, useState } from 'preact/hooks';
import { limits } from '../../../shared/limits.js';
import { t } from '../texts.js';
import { useBusy } from '../use-busy.js';
import { useChat } from '../use-chat.js';

const scores = [1, 2, 3, 4, 5] as const;

/** One to five, each with its word, and a comment for who has one. */
export const Rating = ({ sessionId }: { sessionId: string }) => {
  const chat = useChat();
  const [score, setScore] = useState<(typeof scores)[number] | null>(null);
  const [comment, setComment] = useState('');
  const [isSending, run] = useBusy();
  const more = useRef<HTMLButtonElement>(null);
  const isChosen = score !== null;
  // What opens below the choice must not open out of sight.
  useEffect(() => more.current?.scrollIntoView({ block: 'nearest' }), [isChosen]);
  const send = () => {
    if (score === null) return;
    run(() => chat.ask('rating:give', { sessionId, score, comment: comment.trim() }));
  };
  return (
    <form
      class="rating"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <fieldset class="scores">
        <legend class="card-heading">{t('rating.heading')}</legend>
        {scores.map((value) => (
          <label key={value} class="score">
            <input
              type="radio"
              name="score"
              checked={score === value}
              aria-label={`${t('rating.score', { count: value })}: ${t(`rating.${value}`)}`}
              onChange={() => setScore(value)}
            />
            <span aria-hidden="true">{value}</span>
          </label>
        ))}
      </fieldset>
      <p class="score-word" aria-hidden="true">
        {score === null ? ' ' : t(`rating.${score}`)}
      </p>
      {isChosen && (
        <>
          <label class="label">
            {t('rating.comment')}
            <textarea
              class="field"
              rows={2}
              maxLength={limits.closing.maxCommentLength}
              value={comment}
              onInput={({ currentTarget }) => setComment(currentTarget.value)}
            />
          </label>
          <button ref={more} type="submit" class="button button-main" aria-disabled={isSending}>
            {t('rating.send')}
          </button>
        </>
      )}
    </form>
  );
};
