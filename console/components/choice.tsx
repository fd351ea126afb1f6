import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';

export interface ChoiceProps<Id extends string> {
  label: string;
  options: readonly { id: Id; title: string; hint?: string }[];
  value: Id | null;
  onChange: (id: Id) => void;
  /** `row` puts short words side by side. */
  layout?: 'row' | 'column';
  problem?: string | undefined;
}

/** One of a few, all in sight. */
export const Choice = <Id extends string>({
  label,
  options,
  value,
  onChange,
  layout = 'row',
  problem,
}: ChoiceProps<Id>) => (
  <RadioGroup
    className="field"
    value={value}
    isInvalid={problem !== undefined}
    onChange={(next) => {
      const chosen = options.find((option) => option.id === next);
      if (chosen) onChange(chosen.id);
    }}
  >
    <Label className="field-label">{label}</Label>
    <div className={`choice choice-${layout}`}>
      {options.map((option) => (
        <RadioField key={option.id} value={option.id}>
          <RadioButton className="choice-option">
            <span className="choice-title">{option.title}</span>
            {option.hint !== undefined && <span className="choice-hint">{option.hint}</span>}
          </RadioButton>
        </RadioField>
      ))}
    </div>
    <FieldError className="field-problem">{problem}</FieldError>
  </RadioGroup>
);
