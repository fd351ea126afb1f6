/** The gallery's noon: every sample time is an offset from it, so that no two screenshots differ by the hour. */
export const sampleNow = new Date().setHours(12, 0, 0, 0);

/** ISO time so many seconds before now; negative ones are ahead. */
export const ago = (seconds: number): string => new Date(sampleNow - seconds * 1_000).toISOString();

/** A database id from a small number. */
export const sampleId = (number: number): string => number.toString(16).padStart(24, '0');
