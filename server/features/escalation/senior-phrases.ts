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
  'можно старшего',
  'старший оператор',
  'старшего оператора',
  'позовите старшего оператора',
  'нужен старший оператор',
  'дайте старшего специалиста',
  'senior',
  'senior specialist',
  'call a senior',
  'call a senior specialist',
];

const commands = new Set(['/старший', '/senior']);
const whole = new Set(phrases);
const inside = /(?<!\p{L})(старш(?:его|им|ий|ему|ую|ая|ей)|senior)(?!\p{L})/u;

/** Politeness and pronouns change nothing in a phrase; «не» does and is not among them. */
const fillers = new Set(['пожалуйста', 'мне', 'меня', 'please', 'me', 'прошу']);

const withoutFillers = (folded: string): string =>
  folded
    .split(' ')
    .filter((word) => !fillers.has(word))
    .join(' ');

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
  if (commands.has(folded) || whole.has(withoutFillers(folded))) return 'call';
  return inside.test(folded) ? 'mention' : null;
};
