import { useEffect, useRef } from 'react';
import { useT } from '../../components/translation.js';
import type { CannedReplyView } from '../../../shared/views/accounts.js';

export interface CannedListProps {
  id: string;
  replies: readonly CannedReplyView[];
  activeIndex: number;
  onChoose: (reply: CannedReplyView) => void;
}

export const cannedOptionId = (listId: string, index: number): string => `${listId}-${index}`;

/** Replies that fit what follows the slash. Focus stays in the text; arrows and Enter choose. */
export const CannedList = ({ id, replies, activeIndex, onChoose }: CannedListProps) => {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeIndex]);
  return (
    <div ref={list} className="canned" role="listbox" id={id} aria-label={t('canned.label')}>
      {replies.map((reply, index) => (
        <div
          key={reply.code}
          id={cannedOptionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === activeIndex}
          className={`canned-option${index === activeIndex ? ' is-active' : ''}`}
          onPointerDown={(event) => {
            // Before the text loses focus.
            event.preventDefault();
            onChoose(reply);
          }}
        >
          <span className="canned-code">/{reply.code}</span>
          <span className="canned-title">{reply.title}</span>
          <span className="canned-text">{reply.text}</span>
        </div>
      ))}
      <p className="canned-hint" aria-hidden="true">
        {t('canned.hint')}
      </p>
    </div>
  );
};
