import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';

export interface FieldProps extends Omit<TextFieldProps, 'children' | 'className' | 'style'> {
  label: string;
  hint?: string;
  /** Lines at rest; one line is an ordinary input. */
  rows?: number;
  /** What is wrong with what stands in it. */
  problem?: string | undefined;
  /** The earliest day of a date field, `yyyy-mm-dd`. */
  min?: string;
}

/** A labelled text field. */
export const Field = ({ label, hint, problem, rows = 1, min, ...props }: FieldProps) => (
  <TextField
    {...props}
    className="field"
    isInvalid={problem !== undefined}
    validationBehavior="aria"
  >
    <Label className="field-label">{label}</Label>
    {rows === 1 ? (
      <Input className="input" {...(min === undefined ? {} : { min })} />
    ) : (
      <TextArea className="input" rows={rows} />
    )}
    {hint !== undefined && problem === undefined && (
      <Text slot="description" className="field-hint">
        {hint}
      </Text>
    )}
    <FieldError className="field-problem">{problem}</FieldError>
  </TextField>
);
