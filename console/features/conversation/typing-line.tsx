import { useEffect } from 'react';
import { useT } from '../../components/translation.js';
import { useUntil } from '../../live/use-until.js';
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
  const isShown = useUntil(typing?.until);
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
      {t('typing.citizen')}
    </p>
  );
};
