import type { IconNode } from 'lucide';
import { createElement } from 'react';

export interface IconProps {
  node: IconNode;
  /** `small` is 16 px beside text, `medium` 20 px alone. */
  size?: 'small' | 'medium';
}

/** A lucide drawing at 1.5 px. Decoration only: the word beside it, or the control's name, says what it means. */
export const Icon = ({ node, size = 'small' }: IconProps) => (
  <svg className={`icon icon-${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {node.map(([tag, attributes], index) => createElement(tag, { key: index, ...attributes }))}
  </svg>
);
