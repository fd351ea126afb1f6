import { requestTypes } from '../../../../shared/domain/request-types.js';
import { locales, roles } from '../../../../shared/domain/states.js';
import { limits } from '../../../../shared/limits.js';
import type { PoolSettingsView } from '../../../../shared/views/admin.js';
import { Button } from '../../../components/button.js';
import { CheckList } from '../../../components/check-list.js';
import { Choice } from '../../../components/choice.js';
import { Field } from '../../../components/field.js';
import { useWords } from '../admin-words.js';
import { problemAt } from '../field-problems.js';
import { FormSection } from '../form-section.js';
import type { Editor } from '../use-editor.js';
import { holdsChats, makePassword, type PersonDraft } from './person-draft.js';

interface PartProps {
  draft: PersonDraft;
  change: (patch: Partial<PersonDraft>) => void;
  problem: (field: string) => string | undefined;
}

const Entry = ({ draft, change, problem }: PartProps) => {
  const { t } = useWords();
  return (
    <FormSection title={t('person.entry')} about={t('person.entryAbout')}>
      <div className="field-row">
        <Field
          label={t('person.login')}
          value={draft.login}
          onChange={(login) => change({ login })}
          problem={problem('login')}
          autoComplete="off"
          spellCheck="false"
          maxLength={80}
        />
        <Field
          label={t('person.password')}
          hint={t('person.passwordHint', { min: limits.auth.minPasswordLength })}
          value={draft.password}
          onChange={(password) => change({ password })}
          problem={problem('password')}
          autoComplete="off"
          spellCheck="false"
          maxLength={limits.auth.maxPasswordLength}
        />
      </div>
      <div className="button-row">
        <Button size="compact" onPress={() => change({ password: makePassword() })}>
          {t('person.makePassword')}
        </Button>
      </div>
    </FormSection>
  );
};

const Who = ({ draft, change, problem }: PartProps) => {
  const { t } = useWords();
  return (
    <FormSection title={t('person.who')} about={t('person.whoAbout')}>
      <Field
        label={t('person.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        problem={problem('name')}
        autoComplete="off"
        maxLength={120}
      />
      <Choice
        label={t('person.role')}
        layout="column"
        value={draft.role}
        options={roles.map((id) => ({
          id,
          title: t(`role.${id}`),
          hint: t(`person.roleHint.${id}`),
        }))}
        onChange={(role) => change({ role })}
        problem={problem('role') ?? problem('isActive')}
      />
    </FormSection>
  );
};

const Places = ({
  draft,
  change,
  problem,
  pools,
}: PartProps & { pools: readonly PoolSettingsView[] }) => {
  const { t } = useWords();
  return (
    <FormSection title={t('person.places')} about={t('person.placesAbout')}>
      <CheckList
        label={t('person.pools')}
        options={pools.map(({ poolId, settings }) => ({ id: poolId, title: settings.title }))}
        value={draft.poolIds}
        onChange={(poolIds) => change({ poolIds })}
        problem={problem('poolIds')}
      />
      <div className="button-row">
        <Button
          size="compact"
          onPress={() => change({ poolIds: pools.map(({ poolId }) => poolId) })}
        >
          {t('person.everyPool')}
        </Button>
        <Button size="compact" onPress={() => change({ poolIds: [] })}>
          {t('person.noPool')}
        </Button>
      </div>
      <div className="field-narrow">
        <Field
          label={t('person.capacity')}
          hint={t('person.capacityHint', { max: limits.seats.maxCapacity })}
          inputMode="numeric"
          value={draft.capacity}
          onChange={(capacity) => change({ capacity })}
          problem={problem('capacity')}
        />
      </div>
    </FormSection>
  );
};

const Skills = ({ draft, change, problem }: PartProps) => {
  const { t } = useWords();
  return (
    <FormSection title={t('person.skills')} about={t('person.skillsAbout')}>
      <Choice
        label={t('person.types')}
        value={draft.takesAllTypes ? 'all' : 'some'}
        options={(['all', 'some'] as const).map((id) => ({ id, title: t(`person.types.${id}`) }))}
        onChange={(chosen) => change({ takesAllTypes: chosen === 'all' })}
      />
      {!draft.takesAllTypes && (
        <CheckList
          label={t('person.typesChosen')}
          options={requestTypes.map((id) => ({ id, title: t(`type.${id}`) }))}
          value={draft.requestTypes}
          onChange={(chosen) => change({ requestTypes: chosen })}
          problem={problem('requestTypes')}
        />
      )}
      <Choice
        label={t('person.languages')}
        value={draft.speaksAll ? 'all' : 'some'}
        options={(['all', 'some'] as const).map((id) => ({
          id,
          title: t(`person.languages.${id}`),
        }))}
        onChange={(chosen) => change({ speaksAll: chosen === 'all' })}
      />
      {!draft.speaksAll && (
        <CheckList
          label={t('person.languagesChosen')}
          options={locales.map((id) => ({ id, title: t(`language.${id}`) }))}
          value={draft.languages}
          onChange={(languages) => change({ languages })}
          problem={problem('languages')}
        />
      )}
    </FormSection>
  );
};

export interface PersonFieldsProps {
  editor: Editor<PersonDraft>;
  pools: readonly PoolSettingsView[];
  isNew: boolean;
}

/** What a member of staff is, and which chats reach them. Overseers hold none, so they are not asked about it. */
export const PersonFields = ({ editor, pools, isNew }: PersonFieldsProps) => {
  const { t } = useWords();
  const parts: PartProps = {
    draft: editor.draft,
    change: editor.change,
    problem(field) {
      const found = problemAt(editor.problems, field);
      return found && t(found.key, found.params);
    },
  };
  return (
    <>
      {isNew && <Entry {...parts} />}
      <Who {...parts} />
      {holdsChats(editor.draft.role) && (
        <>
          <Places {...parts} pools={pools} />
          <Skills {...parts} />
        </>
      )}
    </>
  );
};
