import { useTranslator } from '../../components/translation.js';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { PairView } from '../../../shared/views/classifier.js';

/** As many pairs as are worth reading. */
const shownPairs = 12;

/** What is taken for what, the commonest first. */
export const PairsTable = ({
  pairs,
  type,
}: {
  pairs: readonly PairView[];
  type: RequestType | null;
}) => {
  const { t, number } = useTranslator();
  const shown = pairs
    .filter(({ predicted, corrected }) => type === null || [predicted, corrected].includes(type))
    .slice(0, shownPairs);
  return (
    <section className="board-section">
      <h2 className="section-title">{t('classifier.pairs')}</h2>
      {shown.length === 0 ? (
        <p className="quiet">{t('classifier.noPairs')}</p>
      ) : (
        <table className="table classifier-pairs">
          <thead>
            <tr>
              <th scope="col">{t('classifier.predicted')}</th>
              <th scope="col">{t('classifier.said')}</th>
              <th scope="col">{t('classifier.times')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ predicted, corrected, count }) => (
              <tr key={`${predicted} ${corrected}`}>
                <th scope="row">{t(`type.${predicted}`)}</th>
                <td>{t(`type.${corrected}`)}</td>
                <td>{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
