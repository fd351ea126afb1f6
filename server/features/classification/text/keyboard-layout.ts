const latinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russianKeys = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const upperLatinKeys = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';

const russianOfKey = new Map<string, string>();
for (let i = 0; i < russianKeys.length; i += 1) {
  const letter = russianKeys.charAt(i);
  russianOfKey.set(latinKeys.charAt(i), letter);
  russianOfKey.set(upperLatinKeys.charAt(i), letter);
}

const isLatinLetter = (char: string): boolean => /[a-z]/iu.test(char);

/**
 * What the same keys give on a Russian keyboard: `gjvjubnt` is `помогите`. Letter for letter, so every position
 * stays where it was. Punctuation keys become letters only between or before letters: a comma that ends a word
 * is still a comma.
 */
export const typeOnRussianKeyboard = (text: string): string => {
  let typed = '';
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    const letter = russianOfKey.get(char);
    const isKey = isLatinLetter(char) || isLatinLetter(text.charAt(i + 1));
    typed += letter !== undefined && isKey ? letter : char;
  }
  return typed;
};

/** The commonest pairs of letters of Russian words, most of any running text. */
const commonPairs = new Set(
  (
    'ст но ен то на ов ни ра во ко ал ли по ре ро пр ла ос не ка ть та ол ва ер ор ри да ел од ло го ет ат ан ле ' +
    'те ны от ом ит ил ог ки ес де ве мо ди за об ви ми ме ой ми до со ма ин ар ас ам им ак ем ис ав ед ти ся ый ' +
    'ие ия му ту ду ку лу нн тр бы бо бе ба че чи ча жа же жи ше ши ша хо ха зд зн зв дн др ру ры су сл сп см св се ' +
    'си ск ик ок ук ус ут уд ум уг ил ир их ий ыт ые ым ых ыв шл ще щи пи па пе пл кл кт гд мн вы вс вх еш ещ аю аб ' +
    'аз из ез аш ач оч ож оп оз ош яв ят ях ям яз юс шк нт нд ль ьн ьк тс тк нь'
  ).split(' '),
);

/** Share of the neighbouring letters of `text` that are common in Russian, 0…1; 0 for text without pairs. */
export const computeRussianness = (text: string): number => {
  const lower = text.toLowerCase();
  let pairs = 0;
  let common = 0;
  for (let i = 1; i < lower.length; i += 1) {
    const pair = lower.slice(i - 1, i + 1);
    if (!/^[а-яё]{2}$/u.test(pair)) continue;
    pairs += 1;
    if (commonPairs.has(pair)) common += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
};
