import type { KeptValues } from '../../client/kept-values.js';

/** A cookie ends at 4,096 bytes with its name and attributes. */
const maxLength = 3_600;
const keptSeconds = 30 * 24 * 60 * 60;
const cookieName = 'liniya-kept';

const encode = (values: ReadonlyMap<string, string>): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify([...values]))));

const decode = (text: string): Map<string, string> => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Map(JSON.parse(new TextDecoder().decode(bytes)) as [string, string][]);
};

const readCookie = (): Map<string, string> => {
  try {
    const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(`${cookieName}=`));
    return found ? decode(found.slice(cookieName.length + 1)) : new Map<string, string>();
  } catch {
    return new Map();
  }
};

const writeCookie = (text: string): void => {
  const path = location.pathname;
  document.cookie = `${cookieName}=${text}; Partitioned; Secure; SameSite=None; Path=${path}; Max-Age=${String(keptSeconds)}`;
};

/**
 * Where the browser denies a third-party frame every storage (Chromium that blocks third-party cookies), a cookie of
 * the frame's own partition is still allowed. It is a drawer and no credential: the server never reads it, and its path
 * is this page's, so it does not travel with requests of the API. Words are never put into it.
 */
export const createCookieCell = (): KeptValues => {
  const values = readCookie();
  const save = () => {
    const all = encode(values);
    if (all.length <= maxLength) writeCookie(all);
  };
  return {
    read: (key) => values.get(key) ?? null,
    write(key, value) {
      values.set(key, value);
      save();
    },
    remove(key) {
      if (values.delete(key)) save();
    },
    list: (prefix) =>
      [...values.keys()]
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  };
};
