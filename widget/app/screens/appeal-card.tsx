import { MessageSquare } from 'lucide';
import type { AppealView } from '../../../shared/views/accounts.js';
import { TranscriptButtons } from '../cards/transcript-buttons.js';
import { Icon } from '../components/icon.js';
import { t, texts } from '../texts.js';
import { useShell } from '../use-chat.js';

/** One appeal: its number, where it stands, when the answer is due, and what can be done with it. */
export const AppealCard = ({ appeal }: { appeal: AppealView }) => {
  const shell = useShell();
  const { moment, day, find } = texts.value;
  const now = shell.clock.now();
  const { sessionId } = appeal;
  const type =
    appeal.requestType && (find(`type.${appeal.requestType}`) ?? appeal.requestTypeTitle);
  return (
    <article class="appeal" aria-label={appeal.number}>
      <div class="appeal-top">
        <h3 class="appeal-number">{appeal.number}</h3>
        <span class={`appeal-status is-${appeal.status}`}>
          {t(`appeal.status.${appeal.status}`)}
        </span>
      </div>
      {type && <p>{type}</p>}
      <p class="hint">{t('appeals.registered', { moment: moment(appeal.registeredAt, now) })}</p>
      <p class="hint">
        {appeal.closedAt === undefined
          ? t('appeals.due', { day: day(appeal.dueAt, now) })
          : t('appeals.closed_at', { moment: moment(appeal.closedAt, now) })}
      </p>
      {appeal.callbackAt !== undefined && (
        <p class="hint">{t('appeals.call', { moment: moment(appeal.callbackAt, now) })}</p>
      )}
      {sessionId !== undefined && (
        <div class="actions">
          <button
            type="button"
            class="button button-plain"
            onClick={() => void shell.enter(sessionId)}
          >
            <Icon node={MessageSquare} isSmall />
            {t(appeal.closedAt === undefined ? 'appeals.open_chat' : 'appeals.transcript')}
          </button>
          {appeal.hasTranscript ? (
            <TranscriptButtons sessionId={sessionId} />
          ) : (
            <p class="hint">{t('appeals.no_transcript')}</p>
          )}
        </div>
      )}
    </article>
  );
};
