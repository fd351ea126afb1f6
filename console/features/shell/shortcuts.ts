import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';

/**
 * Every shortcut, by the key's place and not its letter, so that they work on ЙЦУКЕН as on QWERTY. All carry Alt: none
 * is pressed by writing.
 */
export const shortcuts = {
  acceptOffer: { keys: 'Alt+Enter', shown: 'Alt ↵' },
  declineOffer: { keys: 'Alt+KeyX', shown: 'Alt X' },
  nextChat: { keys: 'Alt+ArrowDown', shown: 'Alt ↓' },
  previousChat: { keys: 'Alt+ArrowUp', shown: 'Alt ↑' },
  chats: { keys: 'Alt+Digit1', shown: 'Alt 1' },
  queue: { keys: 'Alt+Digit2', shown: 'Alt 2' },
  search: { keys: 'Alt+KeyS', shown: 'Alt S' },
  board: { keys: 'Alt+Digit3', shown: 'Alt 3' },
  takeNext: { keys: 'Alt+KeyG', shown: 'Alt G' },
  compose: { keys: 'Alt+KeyW', shown: 'Alt W' },
  note: { keys: 'Alt+KeyN', shown: 'Alt N' },
  attach: { keys: 'Alt+KeyU', shown: 'Alt U' },
  nextStage: { keys: 'Alt+Period', shown: 'Alt .' },
  previousStage: { keys: 'Alt+Comma', shown: 'Alt ,' },
  escalate: { keys: 'Alt+KeyP', shown: 'Alt P' },
  transfer: { keys: 'Alt+KeyT', shown: 'Alt T' },
  closeChat: { keys: 'Alt+KeyK', shown: 'Alt K' },
  card: { keys: 'Alt+KeyI', shown: 'Alt I' },
  help: { keys: 'Alt+Slash', shown: 'Alt /' },
} as const;

export type ShortcutName = keyof typeof shortcuts;

export type ShortcutActions = Partial<Record<ShortcutName, () => void>>;

/** While the component is on the screen its actions answer to their keys, from inside any field too. */
export const useShortcuts = (actions: ShortcutActions): void => {
  const latest = useRef(actions);
  latest.current = actions;
  const names = Object.keys(actions).join(' ');
  useEffect(() => {
    const bindings = Object.fromEntries(
      (names === '' ? [] : (names.split(' ') as ShortcutName[])).map((name) => [
        shortcuts[name].keys,
        (event: KeyboardEvent) => {
          if (event.repeat) return;
          event.preventDefault();
          latest.current[name]?.();
        },
      ]),
    );
    return tinykeys(window, bindings, { capture: true });
  }, [names]);
};

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** A bare «?» opens the help, unless somebody is writing a question. */
export const useQuestionMark = (onAsk: () => void): void => {
  const latest = useRef(onAsk);
  latest.current = onAsk;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === '?' && !isWriting(event.target)) latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
};
