import type { EscalationStep } from '../../../../shared/domain/states.js';
import { useWords } from '../admin-words.js';
import { durationWords } from '../durations.js';

export interface EscalationStepsProps {
  title: string;
  windowMs: number;
  allPools: number;
  reserve: number;
}

/** A window as a line with its four steps; nothing while the numbers make no window. */
export const EscalationSteps = ({ title, windowMs, allPools, reserve }: EscalationStepsProps) => {
  const { t, locale } = useWords();
  const steps: { step: EscalationStep; percent: number }[] = [
    { step: 'same_pool', percent: 0 },
    { step: 'all_pools', percent: allPools },
    { step: 'reserve', percent: reserve },
    { step: 'breach', percent: 100 },
  ];
  const isDrawn = steps.every(
    ({ percent }, index) => index === 0 || percent > (steps[index - 1]?.percent ?? 0),
  );
  if (!(windowMs > 0) || !isDrawn) return null;
  return (
    <figure className="steps">
      <figcaption className="field-label">{title}</figcaption>
      <ol
        className="steps-line"
        style={{
          gridTemplateColumns: steps
            .slice(1)
            .map(
              ({ percent }, index) => `minmax(7.5rem, ${percent - (steps[index]?.percent ?? 0)}fr)`,
            )
            .concat('minmax(7.5rem, auto)')
            .join(' '),
        }}
      >
        {steps.map(({ step, percent }) => (
          <li key={step} className={`step is-${step}`}>
            <span className="step-at figures">
              {percent === 0
                ? t('window.atOnce')
                : durationWords((windowMs * percent) / 100, locale)}
            </span>
            <span className="step-what">{t(`window.step.${step}`)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
};
