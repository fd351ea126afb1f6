import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A lucide drawing at 1.5 px. Decoration only: the word beside it, or the control's name, says what it means. */
export const Icon = ({ node, isSmall }: { node: IconNode; isSmall?: boolean }) => (
  <svg
    class={isSmall ? 'icon icon-small' : 'icon'}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    {node.map(([tag, attributes]) => h(tag, attributes as object))}
  </svg>
);
