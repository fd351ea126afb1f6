import { Check, ChevronDown } from 'lucide';
import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Icon } from './icon.js';

export interface PickerOption {
  id: string;
  title: string;
  /** A second, quiet part: how busy somebody is, and the like. */
  hint?: string;
}

export interface PickerProps {
  label: string;
  options: readonly PickerOption[];
  value: string | null;
  onChange: (id: string) => void;
  placeholder: string;
  isLabelHidden?: boolean;
  problem?: string | undefined;
}

/** One of a list, with type-ahead. */
export const Picker = ({
  label,
  options,
  value,
  onChange,
  placeholder,
  isLabelHidden = false,
  problem,
}: PickerProps) => (
  <Select
    className="field"
    value={value}
    placeholder={placeholder}
    isInvalid={problem !== undefined}
    onChange={(key) => {
      if (key !== null) onChange(String(key));
    }}
  >
    <Label className={isLabelHidden ? 'only-heard' : 'field-label'}>{label}</Label>
    <Button className="input picker">
      <SelectValue className="picker-value" />
      <Icon node={ChevronDown} />
    </Button>
    <FieldError className="field-problem">{problem}</FieldError>
    <Popover className="popover">
      <ListBox className="options" items={options}>
        {(option) => (
          <ListBoxItem className="option" id={option.id} textValue={option.title}>
            {({ isSelected }) => (
              <>
                <span className="option-title">{option.title}</span>
                {option.hint !== undefined && <span className="option-hint">{option.hint}</span>}
                {isSelected && <Icon node={Check} />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  </Select>
);
