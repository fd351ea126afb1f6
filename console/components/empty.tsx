import type { ReactNode } from 'react';

export interface EmptyProps {
  /** One sentence. */
  text: string;
  /** One action. */
  children?: ReactNode;
}

export const Empty = ({ text, children }: EmptyProps) => (
  <div className="empty">
    <span className="empty-line" aria-hidden="true" />
    <p>{text}</p>
    {children}
  </div>
);

/** Grey bars in the place of rows; they come only after 300 ms, so that quick answers do not blink. */
export const Skeleton = ({ rows, label }: { rows: number; label: string }) => (
  <div className="skeleton" role="status" aria-label={label}>
    {Array.from({ length: rows }, (_unused, index) => (
      <span key={index} className="skeleton-row" />
    ))}
  </div>
);
