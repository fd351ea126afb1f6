import { useTranslator } from '../../components/translation.js';
import type { StatisticsView } from '../../../shared/views/statistics.js';
import { FigureSection } from './figure-section.js';
import { buildOperators } from './tables.js';

/** Who is offered how much for the time they could be, and how evenly. */
export const FairnessSection = ({ view, fileName }: { view: StatisticsView; fileName: string }) => {
  const words = useTranslator();
  const { t, number, locale } = words;
  const { people, p10 = 0, p90 = 0, gini = 0 } = view.total.spread;
  const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return (
    <FigureSection
      title={t('statistics.fairness.title')}
      explain={t('statistics.fairness.explain')}
      table={buildOperators(view.operators, words)}
      fileName={fileName}
    >
      <p className="figure-sum">
        {people < 2
          ? t('statistics.fairness.alone')
          : t('statistics.fairness.spread', {
              ...{ count: people, from: number(p10), to: number(p90) },
              gini: hundredths.format(gini),
            })}
      </p>
    </FigureSection>
  );
};
