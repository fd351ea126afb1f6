import { limits } from '../../../../shared/limits.js';
import { Field } from '../../../components/field.js';
import { useWords } from '../admin-words.js';
import { readNumber } from '../durations.js';
import { FormSection } from '../form-section.js';
import type { PoolSectionProps } from './pool-section.js';

const { earliestHour, latestHour } = limits.callback;

/** From which wait on a citizen is offered more than to wait in the chat, and how many calls there is time for. */
export const PoolLongWait = ({ draft, change, problem }: PoolSectionProps) => {
  const { t } = useWords();
  const { longWait } = draft;
  const set = (patch: Partial<typeof longWait>) => change({ longWait: { ...longWait, ...patch } });
  const perSlot = readNumber(longWait.callbacksPerSlot);
  return (
    <FormSection title={t('longWait.title')} about={t('longWait.about')}>
      <div className="field-row">
        <Field
          label={t('longWait.after')}
          hint={t('admin.minutesHint')}
          value={longWait.after}
          onChange={(after) => set({ after })}
          problem={problem('longWait.afterMs')}
        />
        <Field
          label={t('longWait.perSlot')}
          inputMode="numeric"
          value={longWait.callbacksPerSlot}
          onChange={(callbacksPerSlot) => set({ callbacksPerSlot })}
          problem={problem('longWait.callbacksPerSlot')}
        />
      </div>
      {Number.isInteger(perSlot) && (
        <p className="form-sum" role="status">
          {perSlot === 0
            ? t('longWait.noCalls')
            : t('longWait.calls', { count: perSlot, from: earliestHour, until: latestHour })}
        </p>
      )}
    </FormSection>
  );
};
