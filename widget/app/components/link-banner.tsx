import { useEffect, useState } from 'preact/hooks';
import { t } from '../texts.js';
import { useChat } from '../use-chat.js';

/** A short break mends itself; telling of it would only frighten. */
const brokenForMs = 2_000;

export const LinkBanner = () => {
  const state = useChat().link.value;
  const isBroken = state !== 'online';
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isBroken) return undefined;
    const timer = setTimeout(() => setLong(true), brokenForMs);
    return () => clearTimeout(timer);
  }, [isBroken]);
  if (state === 'outdated') return <p class="banner">{t('app.outdated')}</p>;
  if (!isLong || !isBroken) return null;
  return (
    <p class="banner" role="status">
      {t(state === 'connecting' ? 'link.connecting' : 'link.offline')}
    </p>
  );
};
