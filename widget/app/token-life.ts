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

/** One at a time over all tabs that share the storage: a rotated token used twice would end the sign-in. */
export const takeTurns = <T>(work: () => Promise<T>): Promise<T> => {
  // Old webviews and pages opened without TLS have no locks; the type of navigator does not know that.
  const { locks } = globalThis.navigator as { locks?: LockManager };
  return locks ? locks.request('liniya.refresh', work) : work();
};
