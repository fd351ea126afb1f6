import { expect } from 'chai';
import { detectMediaType } from '../../server/features/attachments/media-type.js';
import { gifOf, jpegOf, page, pngOf, smallPdf, svg, webpOf } from '../fixtures/files.js';

describe('detectMediaType', () => {
  it('knows the kinds that are taken by their content', async () => {
    expect(await detectMediaType(await jpegOf(8, 8))).to.equal('image/jpeg');
    expect(await detectMediaType(await pngOf(8, 8))).to.equal('image/png');
    expect(await detectMediaType(await webpOf(8, 8))).to.equal('image/webp');
    expect(await detectMediaType(smallPdf)).to.equal('application/pdf');
    expect(await detectMediaType(Buffer.from('Здравствуйте!\n\tНе открывается.'))).to.equal(
      'text/plain',
    );
  });

  const refused: [string, Buffer][] = [
    ['a drawing', svg],
    ['a drawing with an XML head', Buffer.concat([Buffer.from('<?xml version="1.0"?>'), svg])],
    ['a page', page],
    ['a page after a mark and spaces', Buffer.from(`\uFEFF \n<script>alert(1)</script>`)],
    ['words in another encoding', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2])],
    ['words with a zero byte', Buffer.from('a\u0000b')],
    ['words with terminal commands', Buffer.from('\u001B[2J')],
    ['a program', Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000\u0000', 'latin1')],
    ['an archive', Buffer.from('504b0304140000000800', 'hex')],
  ];
  for (const [what, bytes] of refused) {
    it(`refuses ${what}`, async () => {
      expect(await detectMediaType(bytes)).to.equal(null);
    });
  }

  it('refuses an animation', async () => {
    expect(await detectMediaType(await gifOf(8, 8))).to.equal(null);
  });
});
