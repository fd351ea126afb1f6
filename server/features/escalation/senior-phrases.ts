/** Ways to call a senior specialist, folded: lower case, ё as е, without punctuation. */
const phrases = [
  'старший',
  'старшего',
  'старший специалист',
  'старшего специалиста',
  'позовите старшего',
  'позовите старшего специалиста',
  'позови старшего',
  'хочу старшего',
  'хочу старшего специалиста',
  'нужен старший',
  'нужен старший специалист',
  'соедините со старшим',
  'соедините со старшим специалистом',
  'переключите на старшего',
  'переключите на старшего специалиста',
  'дайте старшего',
  'дайте старшего специалиста',
  'старшего пожалуйста',
  'позовите пожалуйста старшего',
  'позовите старшего пожалуйста',
  'senior',
  'senior specialist',
  'call a senior',
  'call a senior specialist',
  'senior please',
];

const commands = new Set(['/старший', '/senior']);
const whole = new Set(phrases);
const inside = /(?<!\p{L})(старш(?:его|им|ий|ему)|senior)(?!\p{L})/u;

const foldText = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\d/ ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * What a message says about a senior: `call` for the command or a bare phrase, the whole message; `mention` where
 * the word stands inside more («не зовите старшего»), which only shows a button that asks.
 */
export const readSeniorPhrase = (text: string): 'call' | 'mention' | null => {
  const folded = foldText(text);
  if (commands.has(folded) || whole.has(folded)) return 'call';
  return inside.test(folded) ? 'mention' : null;
};
