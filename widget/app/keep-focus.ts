/** How soon a card follows the one that was answered: its code may have to be fetched. */
const patienceMs = 2_000;

/** On a touch screen a focused field raises the keyboard, which nobody asked for. */
const raisesKeyboard = matchMedia('(pointer: coarse)').matches;

const fallback = raisesKeyboard ? ['.log'] : ['[data-focus]', '.log'];

const give = (element: HTMLElement | null | undefined): boolean => {
  if (!element) return false;
  if (!element.matches('textarea, [tabindex]')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  return true;
};

/**
 * A pressed button often goes away with what it asked for, and the focus with it. Whoever works by keys then finds it
 * in what took its place: the next card where a card was answered, otherwise the field or the log. Returns the end.
 */
export const keepFocus = (root: HTMLElement): (() => void) => {
  let held: Element | null = null;
  let wasInCard = false;
  let lostAt = -Infinity;

  const note = ({ target }: Event) => {
    held = target as Element;
    if (performance.now() - lostAt > patienceMs) wasInCard = held.closest('.card') !== null;
  };
  const act = ({ type, target }: Event) => {
    lostAt = -Infinity;
    if (type === 'pointerdown') held = null;
    else wasInCard = (target as Element).closest('.card') !== null;
  };
  const mend = () => {
    const isLost = document.activeElement === document.body;
    if (isLost && held !== null && !held.isConnected) lostAt = performance.now();
    if (performance.now() - lostAt > patienceMs) return;
    const card = wasInCard ? [...root.querySelectorAll<HTMLElement>('.card')].at(-1) : null;
    if (give(card)) lostAt = -Infinity;
    else if (isLost) fallback.some((selector) => give(root.querySelector(selector)));
  };
  const watcher = new MutationObserver(mend);
  watcher.observe(root, { childList: true, subtree: true });
  root.addEventListener('focusin', note);
  for (const type of ['pointerdown', 'keydown']) root.addEventListener(type, act, true);
  return () => watcher.disconnect();
};
