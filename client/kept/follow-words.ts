import type { KeptValues } from '../kept-values.js';

const isWriting = (): boolean =>
  document.hasFocus() && document.activeElement?.matches('textarea, input') === true;

/**
 * Says which kept words other tabs changed, but never under the hands of somebody who writes in this one: then once
 * they leave the field. What they wrote meanwhile is kept too, so what is read then is the newest.
 */
export const followWords = (kept: KeptValues, take: (key: string) => void): (() => void) => {
  const waiting = new Set<string>();
  const look = () => {
    if (isWriting()) return;
    for (const key of waiting) take(key);
    waiting.clear();
  };
  const lookSoon = () => void setTimeout(look, 0);
  const stop = kept.onForeignChange?.((key) => {
    waiting.add(key);
    look();
  });
  addEventListener('focusout', lookSoon);
  addEventListener('blur', lookSoon);
  return () => {
    stop?.();
    removeEventListener('focusout', lookSoon);
    removeEventListener('blur', lookSoon);
  };
};
