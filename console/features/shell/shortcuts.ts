import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';

const alt = navigator.userAgent.includes('Mac') ? '⌥' : 'Alt';

/**
 * Every shortcut, by the key's place and not its letter, so that they work on ЙЦУКЕН as on QWERTY. All carry Alt: none
 * is pressed by writing.
 */
export const shortcuts = {
  acceptOffer: { keys: 'Alt+Enter', shown: `${alt} ↵` },
  declineOffer: { keys: 'Alt+KeyX', shown: `${alt} X` },
  nextChat: { keys: 'Alt+ArrowDown', shown: `${alt} ↓` },
  previousChat: { keys: 'Alt+ArrowUp', shown: `${alt} ↑` },
  chats: { keys: 'Alt+Digit1', shown: `${alt} 1` },
  queue: { keys: 'Alt+Digit2', shown: `${alt} 2` },
  search: { keys: 'Alt+KeyS', shown: `${alt} S` },
  board: { keys: 'Alt+Digit3', shown: `${alt} 3` },
  allChats: { keys: 'Alt+Digit4', shown: `${alt} 4` },
  admin: { keys: 'Alt+Digit5', shown: `${alt} 5` },
  takeNext: { keys: 'Alt+KeyG', shown: `${alt} G` },
  compose: { keys: 'Alt+KeyW', shown: `${alt} W` },
  note: { keys: 'Alt+KeyN', shown: `${alt} N` },
  attach: { keys: 'Alt+KeyU', shown: `${alt} U` },
  nextStage: { keys: 'Alt+Period', shown: `${alt} .` },
  previousStage: { keys: 'Alt+Comma', shown: `${alt} ,` },
  escalate: { keys: 'Alt+KeyP', shown: `${alt} P` },
  transfer: { keys: 'Alt+KeyT', shown: `${alt} T` },
  closeChat: { keys: 'Alt+KeyK', shown: `${alt} K` },
  card: { keys: 'Alt+KeyI', shown: `${alt} I` },
  help: { keys: 'Alt+Slash', shown: `${alt} /` },
} as const;

export type ShortcutName = keyof typeof shortcuts;

export type ShortcutActions = Partial<Record<ShortcutName, () => void>>;

/** A modal dialog holds words that are not sent; keys that leave the place wait until it is closed. */
export const isDialogOpen = (): boolean => document.querySelector('.backdrop') !== null;

/** Offers do not wait for a dialog. */
const worksAboveDialogs: ReadonlySet<ShortcutName> = new Set(['acceptOffer', 'declineOffer']);

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
          if (isDialogOpen() && !worksAboveDialogs.has(name)) return;
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
