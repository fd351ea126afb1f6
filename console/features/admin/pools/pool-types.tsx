import { requestTypes } from '../../../../shared/domain/request-types.js';
import type { PoolSettingsView } from '../../../../shared/views/admin.js';
import { CheckList } from '../../../components/check-list.js';
import { useWords } from '../admin-words.js';
import { FormSection } from '../form-section.js';
import { findTakenTypes } from './pool-draft.js';
import type { PoolSectionProps } from './pool-section.js';

/** Types of questions that come to this pool. Each belongs to one: taking it from another is said before it is saved. */
export const PoolTypes = ({
  draft,
  change,
  problem,
  poolId,
  pools,
}: PoolSectionProps & { poolId: string | undefined; pools: readonly PoolSettingsView[] }) => {
  const { t } = useWords();
  const ownerOf = new Map(
    pools
      .filter((pool) => pool.poolId !== poolId)
      .flatMap(({ settings }) =>
        settings.requestTypes.map((type) => [type, settings.title] as const),
      ),
  );
  const taken = findTakenTypes(draft.requestTypes, poolId, pools);
  return (
    <FormSection title={t('pool.types')} about={t('pool.typesAbout')}>
      <CheckList
        label={t('pool.typesLabel')}
        options={requestTypes.map((id) => {
          const owner = ownerOf.get(id);
          const option = { id, title: t(`type.${id}`) };
          return owner === undefined
            ? option
            : { ...option, hint: t('pool.typeOwner', { pool: owner }) };
        })}
        value={draft.requestTypes}
        onChange={(chosen) => change({ requestTypes: chosen })}
        problem={problem('requestTypes')}
      />
      {taken.length > 0 && (
        <ul className="form-warning" role="status">
          {taken.map(({ type, pool }) => (
            <li key={type}>{t('pool.typeTaken', { type: t(`type.${type}`), pool })}</li>
          ))}
        </ul>
      )}
    </FormSection>
  );
};
