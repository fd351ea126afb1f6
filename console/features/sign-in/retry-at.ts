/** When a held-back sign-in opens again, in milliseconds since the epoch; null where the answer does not say. */
export const readRetryAt = (
  details: Record<string, unknown> | undefined,
  nowMs: number,
): number | null => {
  const retryAfterMs = details?.['retryAfterMs'];
  return typeof retryAfterMs === 'number' ? nowMs + retryAfterMs : null;
};
