import { computeOvertakingBound } from '../../../../shared/routing/rank.js';
import { Field } from '../../../components/field.js';
import { useWords } from '../admin-words.js';
import { durationWords, readMinutes } from '../durations.js';
import { FormSection } from '../form-section.js';
import type { PoolSectionProps } from './pool-section.js';

/** How far a repeat and an urgent appeal move up, and what that promises to everybody else. */
export const PoolBoosts = ({ draft, change, problem }: PoolSectionProps) => {
  const { t, locale } = useWords();
  const { boosts } = draft;
  const bound = computeOvertakingBound({
    raised: readMinutes(boosts.raised),
    urgent: readMinutes(boosts.urgent),
  });
  return (
    <FormSection title={t('boost.title')} about={t('boost.about')}>
      <div className="field-row">
        <Field
          label={t('boost.raised')}
          hint={t('admin.minutesHint')}
          value={boosts.raised}
          onChange={(raised) => change({ boosts: { ...boosts, raised } })}
          problem={problem('boostMs.raised')}
        />
        <Field
          label={t('boost.urgent')}
          hint={t('admin.minutesHint')}
          value={boosts.urgent}
          onChange={(urgent) => change({ boosts: { ...boosts, urgent } })}
          problem={problem('boostMs.urgent')}
        />
      </div>
      {!Number.isNaN(bound) && (
        <p className="form-sum" role="status">
          {bound === 0
            ? t('boost.noBound')
            : t('boost.bound', { bound: durationWords(bound, locale) })}
        </p>
      )}
    </FormSection>
  );
};
