/** Milliseconds as the `yyyy-mm-dd` a date field speaks, in this device's time zone. */
export const dateInputOf = (ms: number): string => {
  const date = new Date(ms);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};

/** The last second of a chosen day, as ISO 8601 in UTC: «до 24 ноября» includes the 24th. */
export const endOfDay = (dateInput: string): string => {
  const [year = 0, month = 1, day = 1] = dateInput.split('-').map(Number);
  return new Date(year, month - 1, day, 23, 59, 59).toISOString();
};
