import { Fragment, type ReactNode } from 'react';

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]»]/g;

/**
 * Words as they were written; web addresses become links that tell the other side nothing about this console. `children`
 * stand at the end of the last line where there is room.
 */
export const LinkedText = ({ text, children }: { text: string; children?: ReactNode }) => {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    parts.push(<Fragment key={end}>{text.slice(end, match.index)}</Fragment>);
    parts.push(
      <a key={match.index} href={match[0]} target="_blank" rel="noreferrer noopener">
        {match[0]}
      </a>,
    );
    end = match.index + match[0].length;
  }
  return (
    <p className="bubble-text">
      {parts}
      {text.slice(end)}
      {children}
    </p>
  );
};
