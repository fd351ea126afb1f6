import type { CitizenSessionView } from '../../../shared/views/chat-session.js';
import { AppealNumber } from '../components/appeal-number.js';
import '../styles/cards.css';
import { t, texts } from '../texts.js';
import { useChat, useNow, useShell } from '../use-chat.js';
import { Rating } from './rating.js';
import { Summary } from './summary.js';
import { TranscriptButtons } from './transcript-buttons.js';

const Going = ({ at }: { at: string }) => (
  <p class="going">{t('closing.going', { moment: texts.value.moment(at, useNow(60_000)) })}</p>
);

/** After the end: the number, the summary, a copy to keep, a mark to give, and the way on. */
export const Closed = ({ session }: { session: CitizenSessionView }) => {
  const shell = useShell();
  const chat = useChat();
  const isDestroyed = chat.events.value.some((event) => event.kind === 'recording.destroyed');
  const { reopensUntil } = session;
  const now = useNow(60_000);
  const isOpenAgain =
    !isDestroyed && (reopensUntil === undefined || now < Date.parse(reopensUntil));
  return (
    <section class="card" data-hold aria-label={t('status.closed')}>
      <AppealNumber number={session.appealNumber} />
      {session.closing && <Summary closing={session.closing} />}
      {!isDestroyed && session.destroyedAt !== undefined && <Going at={session.destroyedAt} />}
      {!isDestroyed && <TranscriptButtons sessionId={session.sessionId} />}
      {session.rating === undefined ? (
        <Rating sessionId={session.sessionId} />
      ) : (
        <p class="thanks">{t('rating.thanks')}</p>
      )}
      {isOpenAgain && session.isRecorded && <p class="hint">{t('closing.again_hint')}</p>}
      {!isOpenAgain && (
        <button
          type="button"
          class="button button-main"
          onClick={() => shell.leave({ appealNumber: session.appealNumber })}
        >
          {t('closing.repeat')}
        </button>
      )}
      <button type="button" class="button button-plain" onClick={() => shell.leave()}>
        {t('closing.new')}
      </button>
    </section>
  );
};
