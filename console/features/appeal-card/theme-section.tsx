import { useState } from 'react';
import { Button } from '../../components/button.js';
import { formatPercent } from '../../components/formats.js';
import { Picker } from '../../components/picker.js';
import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import { isRequestType, requestTypes } from '../../../shared/domain/request-types.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';

type Classification = NonNullable<StaffSessionView['classification']>;

/** A share below this is noise to a reader. */
const worthNaming = 0.01;

/** Why this theme: who decided, how sure the model was, the words that spoke for it, and what else it thought of. */
const Why = ({ classification }: { classification: Classification }) => {
  const { t, locale } = useTranslator();
  const { decidedBy, confidence, because, alternatives, requestType } = classification;
  const others = alternatives.filter(
    (other) => other.requestType !== requestType && other.confidence >= worthNaming,
  );
  return (
    <div className="why">
      <p>
        {decidedBy === 'model'
          ? t('theme.byModel', { confidence: formatPercent(confidence, locale) })
          : t(`theme.by.${decidedBy}`)}
      </p>
      {because.length > 0 && (
        <p className="why-words">
          <span>{t('theme.because')}</span>
          {because.map((word) => (
            <mark key={word} className="why-word">
              {word}
            </mark>
          ))}
        </p>
      )}
      {decidedBy === 'model' && others.length > 0 && (
        <ul className="why-others" aria-label={t('theme.others')}>
          {others.map((other) => (
            <li key={other.requestType}>
              <span>{t(`type.${other.requestType}`)}</span>
              <span className="figures">{formatPercent(other.confidence, locale)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

const Correction = ({ view, onDone }: { view: StaffSessionView; onDone: () => void }) => {
  const { t } = useTranslator();
  const { commands } = useLive();
  const correct = async (id: string) => {
    if (isRequestType(id) && (await commands.correctType(view.sessionId, id))) onDone();
  };
  return (
    <div className="correction">
      <Picker
        label={t('theme.correct')}
        isLabelHidden
        placeholder={t('theme.choose')}
        value={view.requestType ?? null}
        options={requestTypes.map((type) => ({ id: type, title: t(`type.${type}`) }))}
        onChange={(id) => void correct(id)}
      />
      <p className="quiet">{t('theme.correctExplain')}</p>
    </div>
  );
};

/** What the appeal is about, why it was read so, and setting it right. */
export const ThemeSection = ({
  view,
  canCorrect,
}: {
  view: StaffSessionView;
  canCorrect: boolean;
}) => {
  const { t } = useTranslator();
  const [isCorrecting, setIsCorrecting] = useState(false);
  return (
    <section className="card-section">
      <h3 className="section-title">{t('theme.title')}</h3>
      <p className="theme-now">
        {view.requestType === undefined ? t('type.unknown') : t(`type.${view.requestType}`)}
        {canCorrect && (
          <Button size="compact" tone="quiet" onPress={() => setIsCorrecting(!isCorrecting)}>
            {t(isCorrecting ? 'common.cancel' : 'theme.change')}
          </Button>
        )}
      </p>
      {isCorrecting && <Correction view={view} onDone={() => setIsCorrecting(false)} />}
      {view.classification && <Why classification={view.classification} />}
    </section>
  );
};
