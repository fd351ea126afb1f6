/**
 * A telephone number as people write it, in E.164 (`+79161234567`); null where it is none. Eleven digits that begin with
 * 8 or 7 and ten digits are numbers of Russia; any other country's wants its plus.
 */
export const parsePhone = (text: string): string | null => {
  if (!/^\s*\+?[\d\s().-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const isAbroad = text.trim().startsWith('+') && !digits.startsWith('7');
  if (isAbroad) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
  const national = digits.length === 11 && /^[78]/.test(digits) ? digits.slice(1) : digits;
  return /^[3-689]\d{9}$/.test(national) ? `+7${national}` : null;
};

/** `+7 916 123-45-67`; other countries' numbers as they are. */
export const formatPhone = (phone: string): string =>
  phone.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7 $1 $2-$3-$4');

/** `+7 ••• •••-••-67`: enough for who knows the number. */
export const maskPhone = (phone: string): string =>
  formatPhone(phone).replace(/(?<=^\+\d.*)\d(?=.*\d{2})/g, '•');
