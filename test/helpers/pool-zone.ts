import type { OpeningHours } from '../../shared/schemas/pool-settings.js';

const hourMs = 3_600_000;

/** A time zone in which it is that hour of the day now. */
const zoneAtHour = (nowMs: number, hour: number): string => {
  const here = Math.floor(nowMs / hourMs) % 24;
  const ahead = ((hour - here + 36) % 24) - 12;
  // The sign of these names is the other way round: `Etc/GMT-3` is three hours ahead.
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${String(Math.abs(ahead))}`;
};

/** Open at any time, on a clock on which it is that hour now: people may be called, whenever the test runs. */
export const openAtHour = (nowMs: number, hour: number): OpeningHours => ({
  timeZone: zoneAtHour(nowMs, hour),
  week: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  followsCalendar: false,
});
