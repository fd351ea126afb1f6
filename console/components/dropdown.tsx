import { Check, type IconNode } from 'lucide';
import type { ReactElement } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon } from './icon.js';

export interface DropdownItem {
  id: string;
  title: string;
  icon?: IconNode;
  isChosen?: boolean;
  onAction: () => void;
}

export interface DropdownProps {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  items: readonly DropdownItem[];
  placement?: 'bottom end' | 'bottom start' | 'right bottom' | 'top start';
}

/** A menu behind a button. */
export const Dropdown = ({ trigger, label, items, placement = 'bottom end' }: DropdownProps) => (
  <MenuTrigger>
    {trigger}
    <Popover className="popover" placement={placement}>
      <Menu className="options" aria-label={label} items={items}>
        {(item) => (
          <MenuItem className="option" id={item.id} textValue={item.title} onAction={item.onAction}>
            {item.icon !== undefined && <Icon node={item.icon} />}
            <span className="option-title">{item.title}</span>
            {item.isChosen === true && <Icon node={Check} />}
          </MenuItem>
        )}
      </Menu>
    </Popover>
  </MenuTrigger>
);
