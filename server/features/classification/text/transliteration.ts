/** Latin spellings of Russian letters as people type them, longest first. */
const pairs: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['tz', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['iu', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['ia', 'ия'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['ye', 'е'],
  ['je', 'е'],
  ['ij', 'ий'],
  ['iy', 'ий'],
  ['yj', 'ый'],
  ['yy', 'ый'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'ц'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'й'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'я'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'ш'],
  ['x', 'х'],
  ['y', 'ы'],
  ['z', 'з'],
  ["'", 'ь'],
  ['4', 'ч'],
  ['6', 'ш'],
];
const byFirstLetter = new Map<string, (readonly [string, string])[]>();
for (const pair of pairs) {
  const first = pair[0].charAt(0);
  byFirstLetter.set(first, [...(byFirstLetter.get(first) ?? []), pair]);
}
const vowels = new Set('аеиоуыэюя');

/** A lower-case word in Latin letters, back in Russian ones: `zajavlenie` → `заявление`, `4to` → `что`. */
export const transliterate = (word: string): string => {
  let russian = '';
  let position = 0;
  while (position < word.length) {
    const found = byFirstLetter
      .get(word.charAt(position))
      ?.find(([latin]) => word.startsWith(latin, position));
    if (!found) {
      russian += word.charAt(position);
      position += 1;
      continue;
    }
    const [latin, letter] = found;
    const isShortI = latin === 'y' && vowels.has(russian.at(-1) ?? '');
    russian += isShortI ? 'й' : letter;
    position += latin.length;
  }
  return russian;
};

const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  n: 'п',
  o: 'о',
  p: 'р',
  r: 'г',
  t: 'т',
  u: 'и',
  x: 'х',
  y: 'у',
  '0': 'о',
  '3': 'з',
};

/** A lower-case word that mixes alphabets, with every Latin letter read as the Russian one it looks like. */
export const unmixAlphabets = (word: string): string =>
  Array.from(word, (char) => lookAlikes[char] ?? char).join('');
