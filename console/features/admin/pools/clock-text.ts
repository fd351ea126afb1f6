/** `09:00` from `9`, `9:00`, `9.00`, `900`, `24`; other text stays as it is, for the schema to refuse. */
export const readClock = (text: string): string => {
  const trimmed = text.trim();
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.\-\s]?([0-5]\d))?$/.exec(trimmed) ?? [];
  return hours === undefined ? trimmed : `${hours.padStart(2, '0')}:${minutes}`;
};

/** `9:00`, as people write it. */
export const writeClock = (clock: string): string => clock.replace(/^0(?=\d:)/, '');
