import type { Words } from '../words.js';

/** Of Russia, from west to east. */
const russianZones = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Novosibirsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
] as const;

/** «Москва»; a zone without a name of its own by its IANA name. */
export const zoneTitle = (zone: string, { find }: Words): string => find(`zone.${zone}`) ?? zone;

/** `UTC+3` */
const offsetOf = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(Date.now())
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC') ?? '';

export interface ZoneOption {
  id: string;
  title: string;
  hint: string;
}

/** Russian zones first, then every other one the browser knows, and `chosen` in any case. */
export const listZones = (chosen: string, words: Words): readonly ZoneOption[] => {
  const others = Intl.supportedValuesOf('timeZone');
  return [...new Set<string>([...russianZones, chosen, ...others])].map((id) => ({
    id,
    title: zoneTitle(id, words),
    hint: offsetOf(id),
  }));
};
