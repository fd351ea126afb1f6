/**
 * Whether a browser's `Origin` is one of this server's own pages: the host that was asked, or the address it is
 * reached by from outside. `null` and what is no origin at all are not.
 */
export const isOwnOrigin = (
  origin: string,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean => {
  try {
    const { host: originHost, origin: exact } = new URL(origin);
    return originHost === host || (publicUrl !== undefined && exact === new URL(publicUrl).origin);
  } catch {
    return false;
  }
};
