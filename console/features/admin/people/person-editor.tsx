import { useState } from 'react';
import { personChangeInput, personCreateInput } from '../../../../shared/schemas/admin.js';
import type { PersonView, PoolSettingsView } from '../../../../shared/views/admin.js';
import { useAdminPlace } from '../admin-place.js';
import { useChanges } from '../admin-queries.js';
import { useWords } from '../admin-words.js';
import { EditorForm } from '../editor-form.js';
import { useEditor, useFollowing } from '../use-editor.js';
import { PersonAccess } from './person-access.js';
import {
  draftOfPerson,
  newPersonDraft,
  settingsOfPerson,
  type PersonDraft,
} from './person-draft.js';
import { PersonFields } from './person-fields.js';

const draftOf = ({ login, settings }: PersonView): PersonDraft => draftOfPerson(login, settings);

/** Everything an administrator sets of a member of staff. */
export const PersonEditor = ({
  person,
  pools,
}: {
  person: PersonView;
  pools: readonly PoolSettingsView[];
}) => {
  const { t } = useWords();
  const { changePerson, loadPeople } = useChanges();
  const [stored, setStored] = useState(person);
  const { operatorId, settings } = stored;
  const inputOf = (draft: PersonDraft) => ({
    revision: stored.revision,
    settings: settingsOfPerson(draft),
  });
  const editor = useEditor({
    ...{ initial: draftOf(stored), inputOf, schema: personChangeInput },
    async save(draft) {
      const saved = await changePerson(operatorId, inputOf(draft));
      setStored(saved);
      return draftOf(saved);
    },
  });
  const show = (view: PersonView) => {
    setStored(view);
    editor.reset(draftOf(view));
  };
  useFollowing(stored, person, editor.isDirty, show);
  const loadNew = async () => {
    const fresh = (await loadPeople()).find((each) => each.operatorId === operatorId);
    if (fresh) show(fresh);
  };
  return (
    <EditorForm
      editor={editor}
      title={settings.name}
      section="people"
      subjectId={operatorId}
      onLoadNew={() => void loadNew()}
      saveTitle={t('admin.save')}
    >
      {!settings.isActive && (
        <p className="form-warning" role="status">
          {t('person.isClosed')}
        </p>
      )}
      <p className="quiet editor-note">{t('person.signsInAs', { login: stored.login })}</p>
      <PersonFields editor={editor} pools={pools} isNew={false} />
      <PersonAccess
        {...{ operatorId, name: settings.name, isActive: settings.isActive }}
        isDirty={editor.isDirty}
        setActive={(isActive) => void editor.submit({ ...editor.draft, isActive })}
      />
    </EditorForm>
  );
};

/** The same for somebody new, with a login and a first password. */
export const NewPerson = ({ pools }: { pools: readonly PoolSettingsView[] }) => {
  const { t } = useWords();
  const { createPerson } = useChanges();
  const [, go] = useAdminPlace();
  const inputOf = (draft: PersonDraft) => ({
    ...{ login: draft.login, password: draft.password },
    settings: settingsOfPerson(draft),
  });
  const editor = useEditor({
    ...{ initial: newPersonDraft(), inputOf, schema: personCreateInput },
    async save(draft) {
      const made = await createPerson(inputOf(draft));
      editor.letGo();
      go({ section: 'people', subject: made.operatorId });
      return draftOf(made);
    },
  });
  return (
    <EditorForm
      editor={editor}
      title={t('person.new')}
      section="people"
      saveTitle={t('person.create')}
    >
      <PersonFields editor={editor} pools={pools} isNew />
    </EditorForm>
  );
};
