import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useLive } from '../../live/live-context.js';

/** Below this the card is a drawer over the words; the style sheet names the same width. */
const drawerQuery = '(max-width: 1179px)';

const useMatches = (query: string): boolean => {
  const [isMatching, setIsMatching] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const listen = () => setIsMatching(list.matches);
    list.addEventListener('change', listen);
    return () => list.removeEventListener('change', listen);
  }, [query]);
  return isMatching;
};

/**
 * Whether the appeal card is open. As a column it stays as it was left; as a drawer it starts closed, covers words only
 * when asked for, and Escape puts it away.
 */
export const useCard = () => {
  const { preferences } = useLive();
  const isColumnOpen = useStore(preferences, (state) => state.isCardOpen);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const isDrawer = useMatches(drawerQuery);
  const isOpen = isDrawer ? isDrawerOpen : isColumnOpen;

  const set = useCallback(
    (isNowOpen: boolean) => {
      if (isDrawer) setIsDrawerOpen(isNowOpen);
      else preferences.setState({ isCardOpen: isNowOpen });
    },
    [isDrawer, preferences],
  );
  const toggle = useCallback(() => set(!isOpen), [set, isOpen]);
  const close = useCallback(() => set(false), [set]);

  useEffect(() => {
    if (!isDrawer || !isDrawerOpen) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setIsDrawerOpen(false);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isDrawer, isDrawerOpen]);

  return { isOpen, toggle, close };
};
