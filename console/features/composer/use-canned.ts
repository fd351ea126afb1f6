import { useState, type KeyboardEvent } from 'react';
import { useLive } from '../../live/live-context.js';
import { useCannedReplies } from '../../live/queries.js';
import { fillReplyVariables } from '../../../shared/domain/reply-variables.js';
import type { CannedReplyView } from '../../../shared/views/accounts.js';
import type { StaffSessionView } from '../../../shared/views/chat-session.js';
import { findCannedQuery, insertCannedReply, selectCannedReplies } from './canned-replies.js';

export interface CannedParts {
  view: StaffSessionView;
  text: string;
  caret: number;
  onInsert: (text: string, caret: number) => void;
}

/** The list behind a slash: what it offers now, and the keys that move in it. */
export const useCanned = ({ view, text, caret, onInsert }: CannedParts) => {
  const { me } = useLive();
  const all = useCannedReplies();
  const [active, setActive] = useState({ code: '', index: 0 });
  const [dismissed, setDismissed] = useState<string | null>(null);
  const query = findCannedQuery(text, caret);
  const isOpen = query !== null && dismissed !== text;
  const replies = isOpen ? selectCannedReplies(all, query.code) : [];
  const index = active.code === query?.code ? Math.min(active.index, replies.length - 1) : 0;

  const choose = (reply: CannedReplyView): void => {
    if (!query) return;
    const filled = fillReplyVariables(reply.text, {
      operator: me.name,
      appeal: view.appealNumber,
      ...(view.citizenName === undefined ? {} : { name: view.citizenName }),
    });
    const inserted = insertCannedReply(text, query, filled);
    onInsert(inserted.text, inserted.caret);
  };
  const move = (by: number) =>
    setActive({ code: query?.code ?? '', index: (index + by + replies.length) % replies.length });

  return {
    replies,
    index,
    choose,
    /** True where the key was the list’s and nobody else’s. */
    takeKey(event: KeyboardEvent): boolean {
      if (replies.length === 0 || event.altKey) return false;
      const chosen = replies[index];
      if (event.key === 'ArrowDown') move(1);
      else if (event.key === 'ArrowUp') move(-1);
      else if (event.key === 'Escape') setDismissed(text);
      else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) choose(chosen);
      else return false;
      event.preventDefault();
      return true;
    },
  };
};
