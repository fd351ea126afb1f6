const storageKey = 'liniya.tab';

/**
 * The id of this browser tab's own sign-in, made once and kept through reloads, so that several people can be signed in
 * beside each other in one browser. The frames of a page share their tab's storage: `frame` tells them apart.
 */
export const getTabId = (frame: string | null, storage: Storage = sessionStorage): string => {
  const key = frame === null ? storageKey : `${storageKey}.${frame}`;
  const known = storage.getItem(key);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  storage.setItem(key, made);
  return made;
};
