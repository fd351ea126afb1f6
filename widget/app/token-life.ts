/** Where a token's own times cannot be read. */
const assumedLifeMs = 60_000;

/** How long a token lives from now, read from it: the device's own clock plays no part. */
export const lifeMsOf = (token: string): number => {
  try {
    const payload = token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '';
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return Number.isFinite(exp - iat) ? (exp - iat) * 1_000 : assumedLifeMs;
  } catch {
    return assumedLifeMs;
  }
};

/**
 * One at a time over all tabs that share the storage: a rotated token used twice would end the sign-in. Where there are
 * no locks (old webviews, pages without TLS) or a frame of a foreign page is denied them, the work is done all the same:
 * there the server's grace for a replay has to do.
 */
export const takeTurns = async <T>(work: () => Promise<T>): Promise<T> => {
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  const locks = navigator?.locks;
  const turn = { isMine: false };
  const begin = () => {
    turn.isMine = true;
    return work();
  };
  if (!locks) return work();
  try {
    return await locks.request('liniya.refresh', begin);
  } catch (error) {
    if (turn.isMine) throw error;
    return work();
  }
};
