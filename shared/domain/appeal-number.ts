/**
 * Appeal numbers `ГГ-NNNNNNN-К`: year, running number, check digit. The check digit is Damm's: it catches every
 * single wrong digit and every swap of neighbours (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004).
 */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

const checkDigit = (digits: string): string => {
  let interim = '0';
  for (const digit of digits) interim = damm[Number(interim)]?.[Number(digit)] ?? '';
  return interim;
};

/** The number of the `sequence`-th appeal (1 … 9 999 999) of `year` (four digits). */
export const formatAppealNumber = (year: number, sequence: number): string => {
  const yearPart = String(year % 100).padStart(2, '0');
  const sequencePart = String(sequence).padStart(7, '0');
  return `${yearPart}-${sequencePart}-${checkDigit(yearPart + sequencePart)}`;
};

/** The canonical form of what was typed, with or without dashes and spaces; null where it is no appeal number. */
export const parseAppealNumber = (text: string): string | null => {
  const digits = text
    .trim()
    .replace(/^№\s*/, '')
    .replace(/[\s\-–—]/g, '');
  if (!/^\d{10}$/.test(digits) || checkDigit(digits) !== '0') return null;
  return `${digits.slice(0, 2)}-${digits.slice(2, 9)}-${digits.slice(9)}`;
};
