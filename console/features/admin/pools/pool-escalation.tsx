import { Field } from '../../../components/field.js';
import { useWords } from '../admin-words.js';
import { readMinutes, readNumber } from '../durations.js';
import { FormSection } from '../form-section.js';
import { EscalationSteps } from './escalation-steps.js';
import type { PoolSectionProps } from './pool-section.js';

/** The promise of a senior: how long it takes at most, and when the search widens. */
export const PoolEscalation = ({ draft, change, problem }: PoolSectionProps) => {
  const { t } = useWords();
  const { escalation } = draft;
  const set = (patch: Partial<typeof escalation>) =>
    change({ escalation: { ...escalation, ...patch } });
  const percents = {
    allPools: readNumber(escalation.allPools),
    reserve: readNumber(escalation.reserve),
  };
  return (
    <FormSection title={t('window.title')} about={t('window.about')}>
      <div className="field-row">
        <Field
          label={t('window.usual')}
          hint={t('admin.minutesHint')}
          value={escalation.window}
          onChange={(window) => set({ window })}
          problem={problem('escalation.windowMs')}
        />
        <Field
          label={t('window.urgent')}
          hint={t('admin.minutesHint')}
          value={escalation.urgentWindow}
          onChange={(urgentWindow) => set({ urgentWindow })}
          problem={problem('escalation.urgentWindowMs')}
        />
      </div>
      <div className="field-row">
        <Field
          label={t('window.allPools')}
          inputMode="numeric"
          value={escalation.allPools}
          onChange={(allPools) => set({ allPools })}
          problem={problem('escalation.allPoolsPercent')}
        />
        <Field
          label={t('window.reserve')}
          inputMode="numeric"
          value={escalation.reserve}
          onChange={(reserve) => set({ reserve })}
          problem={problem('escalation.reservePercent')}
        />
      </div>
      <EscalationSteps
        title={t('window.stepsUsual')}
        windowMs={readMinutes(escalation.window)}
        {...percents}
      />
      <EscalationSteps
        title={t('window.stepsUrgent')}
        windowMs={readMinutes(escalation.urgentWindow)}
        {...percents}
      />
    </FormSection>
  );
};
