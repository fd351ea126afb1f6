import { expect } from 'chai';
import { cleanFileName } from '../../server/features/attachments/file-name.js';
import { limits } from '../../shared/limits.js';

const cases: [string, Parameters<typeof cleanFileName>[1], string, string][] = [
  ['keeps Cyrillic', 'image/png', 'Снимок экрана.png', 'Снимок экрана.png'],
  ['drops a path', 'image/png', '../../etc/passwd.png', 'passwd.png'],
  ['drops a Windows path', 'application/pdf', 'C:\\Users\\я\\справка.pdf', 'справка.pdf'],
  ['drops control characters', 'image/png', 'a\u0000b\r\nc.png', 'abc.png'],
  ['drops marks that turn the direction', 'image/jpeg', 'отчёт\u202Egpj.exe', 'отчётgpj.exe.jpg'],
  ['drops zero-width characters', 'image/png', 'a\u200Bb\uFEFF.png', 'ab.png'],
  ['drops half a surrogate pair', 'image/png', 'a\uD83D.png', 'a.png'],
  ['keeps a whole emoji', 'image/png', 'ура 👍.png', 'ура 👍.png'],
  ['gives the true extension', 'image/png', 'page.html', 'page.html.png'],
  ['keeps a true extension as written', 'image/jpeg', 'IMG_1.JPEG', 'IMG_1.JPEG'],
  ['names the nameless', 'application/pdf', '...', 'file.pdf'],
  ['names an extension alone', 'image/png', '.png', 'png.png'],
  ['folds white space', 'text/plain', '  мой \t текст .txt ', 'мой текст.txt'],
  ['joins composed letters', 'image/png', 'и\u0306.png', 'й.png'],
];

describe('cleanFileName', () => {
  for (const [what, mediaType, original, cleaned] of cases) {
    it(what, () => {
      expect(cleanFileName(original, mediaType)).to.equal(cleaned);
    });
  }

  it('cuts a long name and keeps its extension', () => {
    const name = cleanFileName(`${'щ'.repeat(500)}.png`, 'image/png');
    expect(name).to.have.length(limits.attachment.maxNameLength);
    expect(name).to.match(/щ\.png$/);
  });

  it('never cuts a character in half', () => {
    const name = cleanFileName(`${'x'.repeat(115)}👍👍.png`, 'image/png');
    expect(name).to.equal(`${'x'.repeat(115)}.png`);
  });

  it('refuses words that are called a page', () => {
    expect(() => cleanFileName('отчёт.html', 'text/plain'))
      .to.throw()
      .with.property('code', 'file_type_refused');
  });
});
