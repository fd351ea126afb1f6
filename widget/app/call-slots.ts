import type { Formats } from '../../shared/i18n/formats.js';

interface Slot {
  callAt: string;
  /** `14:00–14:30` */
  title: string;
}

interface SlotDay {
  /** `сегодня`, `завтра`, `2 декабря` */
  title: string;
  slots: Slot[];
}

/** The free slots, and the one that is promised already: it stays this citizen's own. In order. */
export const listChoices = (free: readonly string[], promisedAt: string | undefined): string[] =>
  [...new Set(promisedAt === undefined ? free : [promisedAt, ...free])].sort();

/** Slots under the days of the reader's calendar. */
export const groupByDay = (
  { dayHeading, time }: Formats,
  choices: readonly string[],
  slotMs: number,
  nowMs: number,
): SlotDay[] => {
  const days: SlotDay[] = [];
  for (const callAt of choices) {
    const title = dayHeading(callAt, nowMs);
    const slot = { callAt, title: `${time(callAt)}–${time(Date.parse(callAt) + slotMs)}` };
    const day = days.at(-1);
    if (day?.title === title) day.slots.push(slot);
    else days.push({ title, slots: [slot] });
  }
  return days;
};
