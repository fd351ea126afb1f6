import { X } from 'lucide';
import { IconButton } from '../../components/button.js';
import { useT } from '../../components/translation.js';
import { useLive, useSession } from '../../live/live-context.js';
import { isMine } from '../../live/row-lists.js';
import { AppealSection } from './appeal-section.js';
import { CitizenSection } from './citizen-section.js';
import { DecisionsSection } from './decisions-section.js';
import { EarlierAppeals } from './earlier-appeals.js';
import { IncidentSection } from './incident-section.js';
import { ThemeSection } from './theme-section.js';
import { TranscriptSection } from './transcript-section.js';

/** Everything about the case, beside the words: a column where there is room, else a drawer over them. */
export const AppealCard = ({ sessionId, onClose }: { sessionId: string; onClose: () => void }) => {
  const t = useT();
  const { me } = useLive();
  const { view } = useSession(sessionId);
  if (!view) return null;
  const canAct = isMine(view, me) && view.status === 'active';
  return (
    <aside className="appeal-card" aria-label={t('card.label')}>
      <header className="panel-head">
        <h2 className="panel-title">{t('card.title')}</h2>
        <span className="card-close">
          <IconButton icon={X} label={t('common.close')} onPress={onClose} />
        </span>
      </header>
      <div className="card-scroll">
        <AppealSection view={view} />
        <IncidentSection view={view} />
        <ThemeSection view={view} canCorrect={canAct} />
        <CitizenSection view={view} canAsk={canAct} />
        <EarlierAppeals view={view} />
        <DecisionsSection view={view} />
        <TranscriptSection view={view} />
      </div>
    </aside>
  );
};
