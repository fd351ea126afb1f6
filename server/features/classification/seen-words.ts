/** What the model reads once the citizen has answered its question: the first words and the last ones. */
export const joinSeen = (first: string, last: string): string => `${first}\n${last}`;

const prefix = 'classify:';

/** The cause of a classification names the citizen's last word (`publicSeq`) that was read for it. */
export const seenCauseOf = (publicSeq: number): string => `${prefix}${publicSeq}`;

/** Undefined where the event has another cause. */
export const readSeenCause = (causeId: string | undefined): number | undefined =>
  causeId?.startsWith(prefix) === true ? Number(causeId.slice(prefix.length)) : undefined;
