import { expect } from 'chai';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  createFileInspector,
  type FileInspector,
} from '../../server/features/attachments/file-inspector.js';
import {
  imagePathOf,
  thumbnailPathOf,
  type Inspection,
} from '../../server/features/attachments/inspect-file.js';
import {
  blankPng,
  gifOf,
  jpegOf,
  noisyJpeg,
  page,
  pageTail,
  photoWithPlace,
  pngOf,
  polyglotJpeg,
  smallPdf,
  svg,
  webpOf,
} from '../fixtures/files.js';

describe('file inspector, in its own process', () => {
  let folder: string;
  let inspector: FileInspector;
  let count = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liniya-inspect-'));
    inspector = createFileInspector();
  });
  after(async () => {
    await inspector.close();
    await rm(folder, { recursive: true });
  });

  const inspect = async (bytes: Buffer): Promise<{ path: string; answer: Inspection }> => {
    count += 1;
    const path = join(folder, String(count));
    await writeFile(path, bytes);
    return { path, answer: await inspector.inspect(path) };
  };
  const drawn = (path: string) => readFile(imagePathOf(path));
  const refusal = (code: string) => ({ outcome: 'refused', code });

  it('draws each kind of picture anew as the same kind, with a JPEG thumbnail', async () => {
    for (const make of [jpegOf, pngOf, webpOf]) {
      const { path, answer } = await inspect(await make(800, 400));
      expect(answer).to.include({ outcome: 'image', width: 800, height: 400 });
      const image = await sharp(await drawn(path)).metadata();
      expect(answer).to.have.property('mediaType', `image/${image.format}`);
      const thumbnail = await sharp(await readFile(thumbnailPathOf(path))).metadata();
      expect(thumbnail).to.include({ format: 'jpeg', width: 320, height: 160 });
    }
  });

  it('takes a large picture down to 1920 pixels', async () => {
    const { answer } = await inspect(await jpegOf(4_000, 3_000));
    expect(answer).to.include({ width: 1_920, height: 1_440 });
  });

  it('keeps PNG in true colours', async () => {
    const { path } = await inspect(await pngOf(300, 200));
    const colourType = (await drawn(path))[25];
    expect(colourType).to.equal(2);
  });

  it('turns a photo upright and drops place and camera', async () => {
    const photo = await photoWithPlace();
    expect(photo.includes('SecretCamera')).to.equal(true);
    expect(await sharp(photo).metadata()).to.include({ width: 400, height: 200, orientation: 6 });
    const { path, answer } = await inspect(photo);
    expect(answer).to.include({ width: 200, height: 400 });
    const bytes = await drawn(path);
    const { exif, orientation } = await sharp(bytes).metadata();
    expect({ exif, orientation }).to.deep.equal({ exif: undefined, orientation: undefined });
    expect(bytes.includes('SecretCamera')).to.equal(false);
  });

  it('leaves nothing of a page that hides behind a picture', async () => {
    const { path, answer } = await inspect(await polyglotJpeg());
    expect(answer).to.include({ outcome: 'image', mediaType: 'image/jpeg' });
    const bytes = await drawn(path);
    expect(bytes.includes('script')).to.equal(false);
    expect(bytes.includes(pageTail)).to.equal(false);
    expect(bytes.subarray(-2).toString('hex')).to.equal('ffd9');
  });

  it('refuses a bomb of 16,000 × 16,000 and goes on', async () => {
    const bomb = blankPng(16_000, 16_000);
    expect(bomb.length).to.be.lessThan(100_000);
    expect((await inspect(bomb)).answer).to.deep.equal(refusal('file_unreadable_image'));
    expect((await inspect(await pngOf(10, 10))).answer).to.have.property('outcome', 'image');
  });

  it('takes a picture just under 40 megapixels', async () => {
    const { answer } = await inspect(blankPng(6_320, 6_320));
    expect(answer).to.include({ outcome: 'image', width: 1_920, height: 1_920 });
  });

  it('refuses a picture that ends too early', async () => {
    const whole = await noisyJpeg(400, 400);
    const { answer } = await inspect(whole.subarray(0, whole.length / 2));
    expect(answer).to.deep.equal(refusal('file_unreadable_image'));
  });

  it('refuses what is no picture, document or words, and nothing at all', async () => {
    expect((await inspect(svg)).answer).to.deep.equal(refusal('file_type_refused'));
    expect((await inspect(page)).answer).to.deep.equal(refusal('file_type_refused'));
    expect((await inspect(await gifOf(9, 9))).answer).to.deep.equal(refusal('file_type_refused'));
    expect((await inspect(Buffer.alloc(0))).answer).to.deep.equal(refusal('file_broken'));
  });

  it('leaves documents as they are', async () => {
    const { answer } = await inspect(smallPdf);
    expect(answer).to.deep.equal({ outcome: 'document', mediaType: 'application/pdf' });
  });

  it('ends a process that takes too long, and serves the next file with a new one', async () => {
    const hasty = createFileInspector({ timeLimitMs: 1 });
    const path = join(folder, 'slow');
    await writeFile(path, await jpegOf(2_000, 2_000));
    expect(await hasty.inspect(path)).to.deep.equal(refusal('file_broken'));
    expect(await hasty.inspect(path)).to.deep.equal(refusal('file_broken'));
    await hasty.close();
    expect((await inspect(await jpegOf(9, 9))).answer).to.have.property('outcome', 'image');
  });

  it('answers many at once', async () => {
    const bytes = await jpegOf(600, 600);
    const results = await Promise.all(Array.from({ length: 12 }, () => inspect(bytes)));
    expect(new Set(results.map(({ answer }) => answer.outcome))).to.deep.equal(new Set(['image']));
  });

  it('refuses more than may wait', async () => {
    const path = join(folder, 'busy');
    await writeFile(path, await jpegOf(64, 64));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, () => inspector.inspect(path)),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).to.equal(26);
    for (const { reason } of refused) expect(reason).to.have.property('code', 'retry');
  });
});
