const storageKey = 'liniya.tab';

/**
 * The id of this browser tab's own sign-in, made once and kept through reloads, so that several people can be signed in
 * beside each other in one browser.
 */
export const getTabId = (storage: Storage = sessionStorage): string => {
  const known = storage.getItem(storageKey);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  storage.setItem(storageKey, made);
  return made;
};
