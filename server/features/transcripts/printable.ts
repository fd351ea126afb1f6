const segmenter = new Intl.Segmenter('ru', { granularity: 'grapheme' });
/** Variation selectors, joiners and skin tones: they change a picture, they are none. */
const modifiers = /[\uFE0E\uFE0F\u200D\u{1F3FB}-\u{1F3FF}]/gu;
const pictures = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
const unprintable =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/**
 * The text with what the font can draw: picture characters it has are kept in their plain form, others become
 * `[emoji]`, letters of unknown scripts `□`. So a reader sees that something stood there, and no broken boxes.
 */
export const makePrintable = (
  text: string,
  font: { hasGlyph(codePoint: number): boolean; emoji: string },
): string => {
  const canDraw = (part: string) =>
    Array.from(part).every((character) => font.hasGlyph(character.codePointAt(0) ?? 0));
  let printable = '';
  for (const { segment } of segmenter.segment(
    text.replace(/\t/g, '    ').replace(unprintable, ''),
  )) {
    const plain = segment.replace(modifiers, '');
    if (segment === '\n' || canDraw(segment)) printable += segment;
    else if (plain !== '' && canDraw(plain)) printable += plain;
    else printable += pictures.test(segment) ? `[${font.emoji}]` : '□';
  }
  return printable;
};
