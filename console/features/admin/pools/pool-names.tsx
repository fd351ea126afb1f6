import { Field } from '../../../components/field.js';
import { useWords } from '../admin-words.js';
import { FormSection } from '../form-section.js';
import type { PoolSectionProps } from './pool-section.js';

/** What a pool is called. Citizens read it in their language. */
export const PoolNames = ({
  draft,
  change,
  problem,
  isNew,
}: PoolSectionProps & { isNew: boolean }) => {
  const { t } = useWords();
  return (
    <FormSection title={t('pool.names')} about={t('pool.namesAbout')}>
      <div className="field-pair">
        <Field
          label={t('pool.title')}
          value={draft.title}
          onChange={(title) => change({ title })}
          problem={problem('title')}
          maxLength={80}
        />
        <Field
          label={t('pool.titleEn')}
          value={draft.titleEn}
          onChange={(titleEn) => change({ titleEn })}
          problem={problem('titleEn')}
          maxLength={80}
        />
      </div>
      {isNew && (
        <Field
          label={t('pool.code')}
          hint={t('pool.codeHint')}
          value={draft.code}
          onChange={(code) => change({ code })}
          problem={problem('code')}
          maxLength={32}
          spellCheck="false"
        />
      )}
    </FormSection>
  );
};
