import type { ReactNode } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';

export interface ToggleProps {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
}

/** On or off, with its words beside it. */
export const Toggle = ({ isOn, onChange, children }: ToggleProps) => (
  <SwitchField isSelected={isOn} onChange={onChange}>
    <SwitchButton className="switch">
      <span className="switch-track" />
      {children}
    </SwitchButton>
  </SwitchField>
);
