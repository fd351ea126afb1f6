import { Check } from 'lucide';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Icon } from './icon.js';

export interface CheckListProps<Id extends string> {
  label: string;
  options: readonly { id: Id; title: string; hint?: string }[];
  value: readonly Id[];
  onChange: (ids: Id[]) => void;
  problem?: string | undefined;
}

/** Any of a few, all in sight; the order of `options` is kept in what is chosen. */
export const CheckList = <Id extends string>({
  label,
  options,
  value,
  onChange,
  problem,
}: CheckListProps<Id>) => (
  <CheckboxGroup
    className="field"
    value={[...value]}
    onChange={(chosen) => onChange(options.map(({ id }) => id).filter((id) => chosen.includes(id)))}
    isInvalid={problem !== undefined}
  >
    <Label className="field-label">{label}</Label>
    <div className="check-list">
      {options.map((option) => (
        <CheckboxField key={option.id} value={option.id}>
          <CheckboxButton className="check">
            <span className="check-box">
              <Icon node={Check} />
            </span>
            <span>
              {option.title}
              {option.hint !== undefined && <span className="check-hint">{option.hint}</span>}
            </span>
          </CheckboxButton>
        </CheckboxField>
      ))}
    </div>
    <FieldError className="field-problem">{problem}</FieldError>
  </CheckboxGroup>
);
