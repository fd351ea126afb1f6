import { useEffect, useRef, useState } from 'react';
import { useT } from '../../components/translation.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';

/** Reads out the citizen's new words. History and one's own words stay silent, unlike in a plain live log. */
export const NewWordsAnnouncer = ({
  events,
  isLoaded,
}: {
  events: readonly StaffEventView[];
  isLoaded: boolean;
}) => {
  const t = useT();
  const heardSeq = useRef<number | null>(null);
  const [text, setText] = useState('');
  useEffect(() => {
    const last = events.at(-1);
    if (!isLoaded || !last) return;
    const heard = heardSeq.current;
    heardSeq.current = last.seq;
    if (heard === null || last.seq <= heard) return;
    if (last.kind !== 'message.created' || last.body.author !== 'citizen') return;
    setText(t('conversation.heard', { text: last.body.text ?? '' }));
  }, [events, isLoaded, t]);
  return (
    <p className="only-heard" role="status">
      {text}
    </p>
  );
};
