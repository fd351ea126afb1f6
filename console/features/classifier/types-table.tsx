import { formatPercent } from '../../components/formats.js';
import { useTranslator } from '../../components/translation.js';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { ShareView, TypeFiguresView } from '../../../shared/views/classifier.js';

const tones = { worse: 'is-danger', better: 'is-success', same: '', unknown: 'is-none' } as const;

const TypeRow = ({ figures }: { figures: TypeFiguresView }) => {
  const { t, locale } = useTranslator();
  const { requestType, decided, corrected, before, drift } = figures;
  const precision = (share: ShareView) =>
    share.decided === 0 ? '—' : formatPercent(1 - share.corrected / share.decided, locale);
  return (
    <tr>
      <th scope="row">{t(`type.${requestType}`)}</th>
      <td className={corrected === 0 ? 'is-none' : ''}>
        {decided === 0 ? '—' : t('classifier.of', { corrected, decided })}
      </td>
      <td className={decided === 0 ? 'is-none' : tones[drift]}>{precision(figures)}</td>
      <td className="is-none classifier-before">{precision(before)}</td>
      <td className={tones[drift]}>{t(`classifier.drift.${drift}`)}</td>
    </tr>
  );
};

/** What got worse first, then the types that come most. */
const compare = (left: TypeFiguresView, right: TypeFiguresView): number =>
  Number(right.drift === 'worse') - Number(left.drift === 'worse') || right.decided - left.decided;

/** One line a type the model named: how much it placed without asking, and how much of that people left as it was. */
export const TypesTable = ({
  types,
  type,
}: {
  types: readonly TypeFiguresView[];
  type: RequestType | null;
}) => {
  const { t } = useTranslator();
  const shown = types
    .filter(({ requestType }) => type === null || requestType === type)
    .sort(compare);
  return (
    <section className="board-section">
      <h2 className="section-title">{t('classifier.byType')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('classifier.type')}</th>
            <th scope="col">{t('classifier.corrected')}</th>
            <th scope="col">{t('classifier.precision')}</th>
            <th scope="col" className="classifier-before">
              {t('classifier.before')}
            </th>
            <th scope="col">{t('classifier.drift')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((figures) => (
            <TypeRow key={figures.requestType} figures={figures} />
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('classifier.explain')}</p>
    </section>
  );
};
