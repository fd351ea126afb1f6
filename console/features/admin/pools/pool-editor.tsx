import { poolChangeInput, poolCreateInput } from '../../../../shared/schemas/admin.js';
import type { PoolSettingsView } from '../../../../shared/views/admin.js';
import { useState } from 'react';
import { EditorForm } from '../editor-form.js';
import { problemAt } from '../field-problems.js';
import { useAdminPlace } from '../admin-place.js';
import { useChanges } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { useEditor, useFollowing, type Editor } from '../use-editor.js';
import { PoolBoosts } from './pool-boosts.js';
import { draftOfPool, newPoolDraft, settingsOfPool, type PoolDraft } from './pool-draft.js';
import { PoolEscalation } from './pool-escalation.js';
import { PoolHours } from './pool-hours.js';
import { PoolLongWait } from './pool-long-wait.js';
import { PoolNames } from './pool-names.js';
import { PoolOverflow } from './pool-overflow.js';
import { PoolSkills } from './pool-skills.js';
import { PoolTypes } from './pool-types.js';

const draftOf = ({ code, settings }: PoolSettingsView): PoolDraft => draftOfPool(code, settings);

const Sections = ({
  editor,
  poolId,
  pools,
}: {
  editor: Editor<PoolDraft>;
  poolId?: string;
  pools: readonly PoolSettingsView[];
}) => {
  const { t } = useWords();
  const parts = {
    draft: editor.draft,
    change: editor.change,
    problem(field: string) {
      const found = problemAt(editor.problems, field);
      return found && t(found.key, found.params);
    },
  };
  return (
    <>
      <PoolNames {...parts} isNew={poolId === undefined} />
      <PoolTypes {...parts} poolId={poolId} pools={pools} />
      <PoolHours {...parts} />
      <PoolOverflow {...parts} poolId={poolId} pools={pools} />
      <PoolLongWait {...parts} />
      <PoolBoosts {...parts} />
      <PoolSkills {...parts} />
      <PoolEscalation {...parts} />
    </>
  );
};

/** Everything an administrator sets of a pool. */
export const PoolEditor = ({
  pool,
  pools,
}: {
  pool: PoolSettingsView;
  pools: readonly PoolSettingsView[];
}) => {
  const { t } = useWords();
  const { changePool, loadPools } = useChanges();
  const [stored, setStored] = useState(pool);
  const { poolId } = stored;
  const editor = useEditor({
    initial: draftOf(stored),
    inputOf: (draft) => ({ revision: stored.revision, settings: settingsOfPool(draft) }),
    schema: poolChangeInput,
    async save(draft) {
      const input = { revision: stored.revision, settings: settingsOfPool(draft) };
      const saved = await changePool(poolId, input);
      setStored(saved);
      return draftOf(saved);
    },
  });
  const show = (view: PoolSettingsView) => {
    setStored(view);
    editor.reset(draftOf(view));
  };
  useFollowing(stored, pool, editor.isDirty, show);
  const loadNew = async () => {
    const fresh = (await loadPools()).find((each) => each.poolId === poolId);
    if (fresh) show(fresh);
  };
  return (
    <EditorForm
      editor={editor}
      title={stored.settings.title}
      section="pools"
      subjectId={poolId}
      onLoadNew={() => void loadNew()}
      saveTitle={t('admin.save')}
    >
      <Sections editor={editor} poolId={poolId} pools={pools} />
    </EditorForm>
  );
};

/** The same for a pool that is not there yet. */
export const NewPool = ({ pools }: { pools: readonly PoolSettingsView[] }) => {
  const { t } = useWords();
  const { createPool } = useChanges();
  const [, go] = useAdminPlace();
  const inputOf = (draft: PoolDraft) => ({ code: draft.code, settings: settingsOfPool(draft) });
  const editor = useEditor({
    ...{ initial: newPoolDraft(), inputOf, schema: poolCreateInput },
    async save(draft) {
      const made = await createPool(inputOf(draft));
      editor.letGo();
      go({ section: 'pools', subject: made.poolId });
      return draftOf(made);
    },
  });
  return (
    <EditorForm editor={editor} title={t('pool.new')} section="pools" saveTitle={t('pool.create')}>
      <Sections editor={editor} pools={pools} />
    </EditorForm>
  );
};
