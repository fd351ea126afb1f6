import { skillKinds, skillNeeds, type SkillKind } from '../../../../shared/routing/skills.js';
import { Choice } from '../../../components/choice.js';
import { Field } from '../../../components/field.js';
import { useWords } from '../admin-words.js';
import { FormSection } from '../form-section.js';
import type { PoolSectionProps } from './pool-section.js';

/** What a pool asks of whom it offers a chat to. */
export const PoolSkills = ({ draft, change, problem }: PoolSectionProps) => {
  const { t } = useWords();
  const set = (kind: SkillKind, patch: Partial<(typeof draft.skills)[SkillKind]>) =>
    change({ skills: { ...draft.skills, [kind]: { ...draft.skills[kind], ...patch } } });
  return (
    <FormSection title={t('skill.title')} about={t('skill.about')}>
      {skillKinds.map((kind) => (
        <div key={kind} className="skill">
          <Choice
            label={t(`skill.${kind}`)}
            value={draft.skills[kind].need}
            options={skillNeeds.map((id) => ({ id, title: t(`skill.need.${id}`) }))}
            onChange={(need) => set(kind, { need })}
          />
          {draft.skills[kind].need === 'preferred' && (
            <Field
              label={t('skill.relax')}
              inputMode="numeric"
              value={draft.skills[kind].relaxAfter}
              onChange={(relaxAfter) => set(kind, { relaxAfter })}
              problem={problem(`skills.${kind}.relaxAfterMs`)}
            />
          )}
          <p className="field-hint">{t(`skill.hint.${kind}.${draft.skills[kind].need}`)}</p>
        </div>
      ))}
    </FormSection>
  );
};
