import { useT } from '../../components/translation.js';
import type { ModelView } from '../../../shared/views/classifier.js';

/** Which model answers, and what it learned from. */
export const ModelLine = ({ model }: { model: ModelView }) => {
  const t = useT();
  const { modelId, source, texts, corrections } = model;
  return (
    <p className="quiet classifier-model">
      {t(`classifier.model.${source}`)} <span className="figures">{modelId}</span>
      {' · '}
      {t('classifier.texts', { count: texts })}
      {corrections > 0 && ` · ${t('classifier.learned', { count: corrections })}`}
    </p>
  );
};
