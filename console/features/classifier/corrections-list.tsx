import { Link } from 'wouter';
import { Button } from '../../components/button.js';
import { Skeleton } from '../../components/empty.js';
import { formatPercent } from '../../components/formats.js';
import { useTranslator } from '../../components/translation.js';
import { useServerNow } from '../../live/use-now.js';
import type { CorrectionView } from '../../../shared/views/classifier.js';
import { writePlace } from '../shell/place.js';
import { useCorrections, type ReviewFilter } from './queries.js';

const CorrectionItem = ({ view, now }: { view: CorrectionView; now: number }) => {
  const { t, locale, moment } = useTranslator();
  const { sessionId, text, predicted, confidence, isDecided, corrected, by, byName } = view;
  const model = { type: t(`type.${predicted}`), confidence: formatPercent(confidence, locale) };
  return (
    <li className="correction">
      <p className="correction-text">{text}</p>
      <p className="quiet">
        {t(isDecided ? 'classifier.modelSaid' : 'classifier.modelAsked', model)}
      </p>
      <p className="correction-word">
        {t(`classifier.by.${by}`, { type: t(`type.${corrected}`) })}
        {byName !== undefined && <span className="quiet">{byName}</span>}
      </p>
      <p className="correction-foot">
        <span className="quiet">{moment(view.correctedAt, now)}</span>
        <Link className="board-link" href={writePlace({ list: 'others', sessionId })}>
          {t('classifier.read')}
        </Link>
      </p>
    </li>
  );
};

/** Corrected talks one by one. Numbers and addresses are masked; who may read the talk finds it behind the link. */
export const CorrectionsList = ({ filter }: { filter: ReviewFilter }) => {
  const { t } = useTranslator();
  const now = useServerNow();
  const query = useCorrections(filter);
  const found = query.data?.pages.flatMap(({ corrections }) => corrections) ?? [];
  return (
    <section className="board-section">
      <h2 className="section-title">{t('classifier.list')}</h2>
      {query.isPending && <Skeleton rows={3} label={t('common.loading')} />}
      {query.isError && <p className="quiet">{t('error.no_answer')}</p>}
      {query.isSuccess && found.length === 0 && (
        <p className="quiet">{t('classifier.noCorrections')}</p>
      )}
      <ul className="corrections">
        {found.map((view) => (
          <CorrectionItem key={view.sessionId} view={view} now={now} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="button-row">
          <Button isDisabled={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t('classifier.more')}
          </Button>
        </div>
      )}
    </section>
  );
};
