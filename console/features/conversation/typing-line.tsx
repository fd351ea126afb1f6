import { useEffect, useState } from 'react';
import { useT } from '../../components/translation.js';
import type { SessionState } from '../../live/sessions-store.js';

/** «Гражданин печатает…»; fades by itself where no end of it was told. */
export const TypingLine = ({
  typing,
  onShown,
}: {
  typing: SessionState['typing'];
  onShown: () => void;
}) => {
  const t = useT();
  const [isOver, setIsOver] = useState(false);
  const until = typing?.until;
  useEffect(() => {
    if (until === undefined) return undefined;
    setIsOver(false);
    const timer = setTimeout(() => setIsOver(true), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  const isShown = typing !== undefined && !isOver;
  useEffect(() => {
    if (isShown) onShown();
  }, [isShown, onShown]);
  if (!isShown) return null;
  return (
    <p className="typing-line">
      <span className="typing-dots" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {typing.name === undefined ? t('typing.citizen') : t('typing.staff', { name: typing.name })}
    </p>
  );
};
