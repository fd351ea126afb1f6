/** How a transcript writes times and sizes, in one language and one time zone. */
export interface Moments {
  /** Day and minute. */
  full(at: Date): string;
  day(at: Date): string;
  time(at: Date): string;
  zone(at: Date): string;
}

export const createMoments = (languageTag: string, timeZone: string): Moments => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(languageTag, { timeZone, ...options });
  const full = format({ dateStyle: 'short', timeStyle: 'short' });
  const day = format({ dateStyle: 'long' });
  const time = format({ timeStyle: 'medium' });
  const name = (style: 'long' | 'shortOffset', at: Date) =>
    format({ timeZoneName: style })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value;
  return {
    full: (at) => full.format(at),
    day: (at) => day.format(at),
    time: (at) => time.format(at),
    zone: (at) => `${name('long', at) ?? timeZone} (${name('shortOffset', at) ?? ''})`,
  };
};
