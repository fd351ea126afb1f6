import { inflateSync } from 'node:zlib';

interface PdfText {
  /** Words of each page as a reader's «copy» would give them. */
  pages: string[];
  /** How many pictures are drawn. */
  pictures: number;
  title: string;
}

type CharacterMap = Map<number, string>;

const utf16 = (hex: string): string => {
  const bytes = Buffer.from(hex, 'hex').swap16();
  return bytes.toString('utf16le').replace(/^\uFEFF/, '');
};

/** A literal string with escapes: UTF-16 after a mark (`þÿ`), else Latin. */
const readString = (literal: string): string => {
  const plain = literal.slice(1, -1).replace(/\\([\s\S])/g, '$1');
  return plain.startsWith('þÿ') ? utf16(Buffer.from(plain, 'latin1').toString('hex')) : plain;
};

/** A font's ToUnicode table as pdfkit writes it: ranges with one entry a glyph. */
const readCharacterMap = (table: string): CharacterMap => {
  const characters: CharacterMap = new Map();
  for (const range of table.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([^\]]*)\]/gi)) {
    const first = Number.parseInt(range[1] ?? '', 16);
    [...(range[2] ?? '').matchAll(/<([0-9a-f ]*)>/gi)].forEach((entry, index) => {
      characters.set(first + index, utf16((entry[1] ?? '').replaceAll(' ', '').padStart(4, '0')));
    });
  }
  return characters;
};

/** Glyph numbers of one text-drawing operator, through the font that is set. */
const readOperator = (array: string, font: CharacterMap): string =>
  [...array.matchAll(/<([0-9a-f]*)>/gi)]
    .flatMap((part) => (part[1] ?? '').match(/.{4}/g) ?? [])
    .map((glyph) => font.get(Number.parseInt(glyph, 16)) ?? '\uFFFD')
    .join('');

const readPage = (content: string, fonts: Map<string, CharacterMap>): string => {
  let font: CharacterMap = new Map();
  const lines: string[] = [];
  for (const operator of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:[^\]])*)\] TJ/g)) {
    const [, fontName, array] = operator;
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map<number, string>();
    else lines.push(readOperator(array ?? '', font));
  }
  return lines.join('\n');
};

/** Reads a PDF of ours back from its bytes: page contents through each font's own table of characters. */
export const readPdf = (pdf: Buffer): PdfText => {
  const source = pdf.toString('latin1');
  if (!source.startsWith('%PDF-') || !source.trimEnd().endsWith('%%EOF')) {
    throw new Error('This is no whole PDF.');
  }
  const objects = new Map<string, { head: string; stream: string }>();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', body = ''] = match;
    const [head = '', rest = ''] = body.split(/\nstream\n/);
    const bytes = Buffer.from(rest.replace(/\nendstream$/, ''), 'latin1');
    const isPacked = head.includes('/FlateDecode');
    objects.set(number, { head, stream: isPacked ? inflateSync(bytes).toString('latin1') : '' });
  }
  const referenced = (head: string, key: string) =>
    objects.get(new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(head)?.[1] ?? '');

  const fonts = new Map<string, CharacterMap>();
  for (const { head } of objects.values()) {
    for (const [, name = '', number = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = referenced(objects.get(number)?.head ?? '', 'ToUnicode');
      if (table) fonts.set(name, readCharacterMap(table.stream));
    }
  }
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\n/.test(head));
  const contents = pages.map(({ head }) => referenced(head, 'Contents')?.stream ?? '');
  const drawn = contents.flatMap((content) => [...content.matchAll(/\/I\d+ Do/g)]);
  const titleObject = /\/Title (\d+) 0 R/.exec(source)?.[1] ?? '';
  return {
    pages: contents.map((content) => readPage(content, fonts)),
    pictures: drawn.length,
    title: readString(objects.get(titleObject)?.head ?? ''),
  };
};
