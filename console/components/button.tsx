import type { IconNode } from 'lucide';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Icon } from './icon.js';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  /** One `primary` a view; `escalation` for what calls a senior and nothing else. */
  tone?: 'primary' | 'plain' | 'quiet' | 'danger' | 'escalation';
  size?: 'regular' | 'compact';
  icon?: IconNode;
  /** Key shown at the end, for those who will not lift their hands. */
  shortcut?: string;
  children: ReactNode;
}

export const Button = ({
  tone = 'plain',
  size = 'regular',
  icon,
  shortcut,
  children,
  ...props
}: ButtonProps) => (
  <AriaButton {...props} className={`button button-${tone} button-${size}`}>
    {icon !== undefined && <Icon node={icon} />}
    <span className="button-text">{children}</span>
    {shortcut !== undefined && <kbd className="key">{shortcut}</kbd>}
  </AriaButton>
);

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  icon: IconNode;
  /** Accessible name and tooltip. */
  label: string;
  shortcut?: string;
  tone?: 'quiet' | 'escalation';
  isActive?: boolean;
  /** A small number on the corner. */
  badge?: number;
  placement?: 'top' | 'bottom' | 'right' | 'left';
}

/** A drawing alone; its word shows on hover and on focus, and is always its accessible name. */
export const IconButton = ({
  icon,
  label,
  shortcut,
  tone = 'quiet',
  isActive = false,
  badge = 0,
  placement = 'bottom',
  ...props
}: IconButtonProps) => (
  <TooltipTrigger delay={400} closeDelay={0}>
    <AriaButton
      {...props}
      aria-label={label}
      className={`icon-button icon-button-${tone}${isActive ? ' is-active' : ''}`}
    >
      <Icon node={icon} size="medium" />
      {badge > 0 && <span className="badge badge-corner">{badge}</span>}
    </AriaButton>
    <Tooltip className="tooltip" placement={placement} offset={6}>
      {label}
      {shortcut !== undefined && <kbd className="key">{shortcut}</kbd>}
    </Tooltip>
  </TooltipTrigger>
);
