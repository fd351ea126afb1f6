import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Page, PageBlock, PageFile } from './page.js';
import { makePrintable } from './printable.js';

const fontFile = (name: string) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/** Points. A4 with room for a binder's holes and the footer. */
const margin = 56;
const timeWidth = 62;
const thumbnailSide = 150;
const footerHeight = 24;

const ink = '#1d2733';
const faint = '#5c6875';
const sideColours = {
  citizen: '#0b5cad',
  operator: '#1a6b3c',
  bot: '#5c6875',
  note: '#8a5a00',
} as const;

type Document = InstanceType<typeof PDFDocument>;
interface Pen {
  document: Document;
  clean: (text: string) => string;
  /** Where text starts and how wide it may be, beside the column of times. */
  left: number;
  width: number;
}

const textWidth = (document: Document) => document.page.width - 2 * margin;
const bottom = (document: Document) => document.page.height - margin - footerHeight;

/** A new page where less than `height` is left, so that a name never stands alone at the foot. */
const makeRoom = (document: Document, height: number): void => {
  if (document.y + height > bottom(document)) document.addPage();
};

const printHead = ({ document, clean }: Pen, page: Page): void => {
  const width = textWidth(document);
  document.font('regular').fontSize(9).fillColor(faint).text(clean(page.product), { width });
  document.moveDown(0.3).font('bold').fontSize(18).fillColor(ink).text(page.title, { width });
  document.moveDown(0.3).font('regular').fontSize(9).fillColor(faint);
  for (const line of page.about) document.text(clean(line), { width });
  if (page.warning) {
    document.moveDown(0.3).font('bold').fillColor(sideColours.note).text(page.warning, { width });
  }
  document.moveDown(0.5);
  const { y } = document;
  document
    .moveTo(margin, y)
    .lineTo(margin + width, y)
    .lineWidth(0.5)
    .stroke('#c9d1d9');
  document.moveDown(0.5);
};

const printTime = ({ document, clean }: Pen, time: string): void => {
  const { y } = document;
  document.font('regular').fontSize(8.5).fillColor(faint);
  document.text(clean(time), margin, y + 1.5, { width: timeWidth, lineBreak: false });
  document.y = y;
};

const printFile = ({ document, clean, left, width }: Pen, file: PageFile): void => {
  document.font('regular').fontSize(9).fillColor(faint);
  if (file.picture) {
    const { thumbnail, width: pictureWidth, height: pictureHeight } = file.picture;
    const scale = Math.min(thumbnailSide / pictureWidth, thumbnailSide / pictureHeight, 1);
    const size = { width: pictureWidth * scale, height: pictureHeight * scale };
    makeRoom(document, size.height + 24);
    document.image(Buffer.from(thumbnail), left, document.y + 3, size);
    document.y += size.height + 6;
  }
  document.text(clean(file.label), left, document.y, { width });
};

const printBlock = (pen: Pen, block: PageBlock): void => {
  const { document, clean, left, width } = pen;
  switch (block.kind) {
    case 'day':
      makeRoom(document, 70);
      document.moveDown(0.4).font('bold').fontSize(9.5).fillColor(faint);
      document.text(clean(block.text), margin, document.y, { width: textWidth(document) });
      document.moveDown(0.4);
      return;
    case 'system':
      makeRoom(document, 28);
      printTime(pen, block.time);
      document.font('regular').fontSize(9);
      document.fillColor(block.isForStaff ? sideColours.note : faint);
      document.text(clean(block.text), left, document.y, { width });
      document.moveDown(0.5);
      return;
    case 'message':
      makeRoom(document, 48);
      printTime(pen, block.time);
      document.font('bold').fontSize(10).fillColor(sideColours[block.side]);
      document.text(clean(block.author), left, document.y, { width });
      document.font('regular').fontSize(10.5).fillColor(ink);
      if (block.text) document.text(clean(block.text), left, document.y, { width, lineGap: 1.5 });
      for (const file of block.files) printFile(pen, file);
      document.moveDown(0.6);
  }
};

const printFooters = ({ document, clean }: Pen, page: Page): void => {
  const { start, count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    // The footer stands below the margin, where text would otherwise begin a new page.
    document.page.margins.bottom = 0;
    const y = document.page.height - margin;
    const number = page.pageLabel
      .replace('{page}', String(index + 1))
      .replace('{of}', String(count));
    document.font('regular').fontSize(8.5).fillColor(faint);
    document.text(clean(page.title), margin, y, { lineBreak: false });
    document.text(number, margin, y, {
      width: textWidth(document),
      align: 'right',
      lineBreak: false,
    });
  }
};

/** What pdfkit knows about an embedded font and its types do not say. */
interface FontInside {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

const readGlyphs = (document: Document): ((codePoint: number) => boolean) => {
  const { font } = (document as unknown as FontInside)._font;
  const known = new Map<number, boolean>();
  return (codePoint) => {
    const has = known.get(codePoint) ?? font.hasGlyphForCodePoint(codePoint);
    known.set(codePoint, has);
    return has;
  };
};

/** The page as a PDF, A4, with its own fonts, so that it looks the same everywhere. */
export const printPdf = async (page: Page): Promise<Buffer> => {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: margin, left: margin, right: margin, bottom: margin + footerHeight },
    bufferPages: true,
    lang: page.language,
    displayTitle: true,
    info: { Title: page.title, Author: page.product, Creator: page.product },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.once('end', resolve).once('error', reject);
  });

  document.registerFont('bold', fontFile('DejaVuSansCondensed-Bold'));
  document.registerFont('regular', fontFile('DejaVuSansCondensed'));
  document.font('regular');
  const hasGlyph = readGlyphs(document);
  const pen: Pen = {
    document,
    clean: (text) => makePrintable(text, { hasGlyph, emoji: page.emoji }),
    left: margin + timeWidth,
    width: textWidth(document) - timeWidth,
  };
  printHead(pen, page);
  for (const block of page.blocks) printBlock(pen, block);
  printFooters(pen, page);
  document.end();
  await ended;
  return Buffer.concat(chunks);
};
