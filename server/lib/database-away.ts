const names =
  /^(Mongo(Network|NetworkTimeout|ServerSelection|PoolCleared|TopologyClosed|NotConnected|ClientClosed)Error|PoolClearedOnNetworkError)$/;
const lostConnection = /ECONNRESET|ECONNREFUSED|EPIPE|connection .*closed|timed out/;

/**
 * Whether the database could not be reached: nothing is wrong with what was asked, and it may succeed a little later.
 * Told by the driver's names for it. A bulk write's lost connection it wraps in an error of its own, and one lost in
 * the middle of a write comes through as the system's error.
 */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (names.test(error.name) ||
    ((error.name === 'MongoBulkWriteError' || 'syscall' in error) &&
      lostConnection.test(error.message)));
