/** In milliseconds, where no clock is put forward or back: UTC, or Moscow. */
export const dayMs = 24 * 60 * 60 * 1_000;
