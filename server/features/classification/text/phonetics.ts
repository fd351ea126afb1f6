const respelt: readonly (readonly [RegExp, string])[] = [
  [/ть?с/gu, 'ц'],
  [/([ое])го$/u, '$1во'],
  [/вств/gu, 'ств'],
  [/([сз])[тд]н/gu, '$1н'],
  [/[сз]ч/gu, 'щ'],
];
const silent = new Set('ьъ');
const vowelOf: Readonly<Record<string, string>> = {
  е: 'и',
  э: 'и',
  я: 'и',
  ы: 'и',
  й: 'и',
  о: 'а',
  ю: 'у',
};
const voicelessOf: Readonly<Record<string, string>> = {
  б: 'п',
  в: 'ф',
  г: 'к',
  д: 'т',
  ж: 'ш',
  з: 'с',
};
const voiceless = new Set('пткфсшщчцх');

/**
 * How a Russian word sounds when nobody takes care: unstressed vowels, soft signs, doubled letters and voiced
 * endings fall together, so `падержка` and `поддержка` are the same.
 */
export const foldSounds = (form: string): string => {
  let respelled = form;
  for (const [pattern, replacement] of respelt) respelled = respelled.replace(pattern, replacement);
  let folded = '';
  let next = '';
  // From the end, because the sound of a consonant depends on what follows it.
  for (let i = respelled.length - 1; i >= 0; i -= 1) {
    const letter = respelled.charAt(i);
    if (silent.has(letter)) continue;
    const isDevoiced = next === '' || voiceless.has(next);
    const sound = (isDevoiced ? voicelessOf[letter] : undefined) ?? vowelOf[letter] ?? letter;
    if (sound !== next) folded = sound + folded;
    next = sound;
  }
  return folded;
};
