import { useEffect } from 'preact/hooks';
import { useShell } from '../use-chat.js';

const shownMs = 6_000;

/** One sentence above everything, for a while. Its place is always there, so that a screen reader listens to it. */
export const Notice = () => {
  const { notice } = useShell();
  const text = notice.value;
  useEffect(() => {
    const timer = setTimeout(() => (notice.value = null), shownMs);
    return () => clearTimeout(timer);
  }, [notice, text]);
  return (
    <div class="notice-place" role="status">
      {text !== null && <p class="notice">{text}</p>}
    </div>
  );
};
