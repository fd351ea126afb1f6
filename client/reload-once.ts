/**
 * A server that speaks another protocol: one reload of the page fetches the client that speaks it. Once, so that a
 * stale cache cannot loop: a mark under `key` lasts until the next connection.
 */
export const createReloadOnce = (key: string) => ({
  /** False where it has been tried, or the page has no storage to remember it in. */
  reload(): boolean {
    try {
      if (sessionStorage.getItem(key) !== null) return false;
      sessionStorage.setItem(key, '1');
    } catch {
      return false;
    }
    location.reload();
    return true;
  },
  connected(): void {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Without storage there was no mark either.
    }
  },
});
