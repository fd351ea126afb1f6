import { useTranslator } from '../../components/translation.js';
import { useLive } from '../../live/live-context.js';
import type { IncidentAnswerView } from '../../../shared/views/incidents.js';

/** What was answered to all: the words, by whom, when, and whether later ones get it too. */
export const SentAnswer = ({ answer }: { answer: IncidentAnswerView }) => {
  const { t, moment } = useTranslator();
  const { clock } = useLive();
  return (
    <figure className="incident-answer">
      <blockquote>{answer.text}</blockquote>
      <figcaption className="quiet">
        {answer.byName}, {moment(answer.at, clock.now())}
        {answer.isForLater && ` · ${t('incident.forLater')}`}
      </figcaption>
    </figure>
  );
};
