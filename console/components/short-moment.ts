import type { Formats } from '../../shared/i18n/formats.js';

/** «14:00» of today, «завтра, 14:00» of another day: as a row has room for. */
export const shortMoment = (
  at: string,
  { moment, time }: Pick<Formats, 'moment' | 'time'>,
  nowMs: number,
): string =>
  new Date(at).toDateString() === new Date(nowMs).toDateString() ? time(at) : moment(at, nowMs);
