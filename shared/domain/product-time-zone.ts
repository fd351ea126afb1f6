/** Where days begin wherever people in several zones have to mean the same one: IANA. */
export const productTimeZone = 'Europe/Moscow';
