import type { PoolSettingsView } from '../../../../shared/views/admin.js';
import { Field } from '../../../components/field.js';
import { Picker } from '../../../components/picker.js';
import { Toggle } from '../../../components/toggle.js';
import { useWords } from '../admin-words.js';
import { FormSection } from '../form-section.js';
import type { PoolSectionProps } from './pool-section.js';

/** Where waiting chats are offered as well, and when. */
export const PoolOverflow = ({
  draft,
  change,
  problem,
  poolId,
  pools,
}: PoolSectionProps & { poolId: string | undefined; pools: readonly PoolSettingsView[] }) => {
  const { t } = useWords();
  const { overflow } = draft;
  const set = (patch: Partial<typeof overflow>) => change({ overflow: { ...overflow, ...patch } });
  return (
    <FormSection title={t('overflow.title')} about={t('overflow.about')}>
      <Toggle isOn={draft.isOverflowing} onChange={(isOverflowing) => change({ isOverflowing })}>
        {t('overflow.switch')}
      </Toggle>
      {draft.isOverflowing && (
        <>
          <div className="field-pair">
            <Picker
              label={t('overflow.pool')}
              placeholder={t('overflow.choose')}
              options={pools
                .filter((pool) => pool.poolId !== poolId)
                .map((pool) => ({ id: pool.poolId, title: pool.settings.title }))}
              value={overflow.poolId === '' ? null : overflow.poolId}
              onChange={(chosen) => set({ poolId: chosen })}
              problem={problem('overflow.poolId')}
            />
          </div>
          <div className="field-row">
            <Field
              label={t('overflow.after')}
              hint={t('admin.minutesHint')}
              value={overflow.after}
              onChange={(after) => set({ after })}
              problem={problem('overflow.afterMs')}
            />
            <Field
              label={t('overflow.offers')}
              inputMode="numeric"
              value={overflow.offers}
              onChange={(offers) => set({ offers })}
              problem={problem('overflow.afterOffers')}
            />
          </div>
        </>
      )}
    </FormSection>
  );
};
