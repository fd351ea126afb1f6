import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { newId } from '../../server/lib/ids.js';
import { pngOf } from '../fixtures/files.js';
import { createFileWorld, type FileWorld } from '../helpers/file-world.js';

const words = Buffer.from('Очень личные слова в файле, которые нельзя хранить открыто.');
const name = 'Тайное имя файла.txt';

describe('attachments at rest', () => {
  let world: FileWorld;
  let sessionId: string;

  before(async () => {
    world = await createFileWorld();
  });
  beforeEach(async () => {
    world.people.citizen.citizenId = newId();
    sessionId = await world.openSession();
  });
  after(() => world.close());

  const send = (cards: AttachmentCard[]) =>
    world.messages.sendMessage(world.people.citizen, {
      ...{ sessionId, clientMessageId: 'message-0001', text: 'Смотрите' },
      attachmentIds: cards.map((card) => card.attachmentId),
    });
  const dump = async () => {
    const parts: Buffer[] = [];
    for (const { name: collection } of await world.connection.listCollections()) {
      for (const document of await world.connection.collection(collection).find().toArray()) {
        parts.push(Buffer.from(JSON.stringify(document)), ...binariesOf(document));
      }
    }
    return Buffer.concat(parts);
  };

  it('neither bytes nor name nor digest lie open in any collection', async () => {
    const png = await pngOf(200, 100);
    const card = await world.uploaded('citizen', sessionId, words, name);
    const picture = await world.uploaded('citizen', sessionId, png, 'Паспорт.png');
    await send([card, picture]);
    const stored = await dump();
    expect(stored.includes(card.attachmentId), 'the search sees documents').to.equal(true);
    expect(stored.length).to.be.greaterThan(card.bytes + picture.bytes);
    const secrets: [string, Buffer][] = [
      ['words', words.subarray(10, 40)],
      ['name', Buffer.from('Тайное')],
      ['name of the picture', Buffer.from('Паспорт')],
      ['PNG head', Buffer.from('89504e470d0a1a0a', 'hex')],
      ['JPEG head of the thumbnail', Buffer.from('ffd8ffe0', 'hex')],
      ['plain digest', createHash('sha256').update(words).digest()],
      ['plain digest in text', Buffer.from(createHash('sha256').update(words).digest('base64'))],
    ];
    for (const [what, secret] of secrets) expect(stored.includes(secret), what).to.equal(false);
  });

  it('bytes moved to another file do not open', async () => {
    const one = await world.uploaded('citizen', sessionId, words, '1.txt');
    const two = await world.uploaded('citizen', sessionId, Buffer.from('другие'), '2.txt');
    const key = await world.keys.findKey((await world.log.getState(sessionId)).appealId);
    const files = world.connection.collection('attachmentFiles.files');
    const chunks = world.connection.collection('attachmentFiles.chunks');
    const stored = await chunks.find().toArray();
    const chunkOf = (id: string) => stored.find((chunk) => String(chunk['files_id']) === id);
    const [from, to] = [chunkOf(one.attachmentId)!, chunkOf(two.attachmentId)!];
    const source = await files.findOne({ _id: from['files_id'] as never });
    await chunks.updateOne({ _id: to._id }, { $set: { data: from['data'] as unknown } });
    await files.updateOne(
      { _id: to['files_id'] as never },
      { $set: { length: source!['length'] as unknown } },
    );
    const opened = world.stores.bytes.find(key!, two.attachmentId, 'file');
    expect(
      await opened.then(
        () => 'opened',
        () => 'closed',
      ),
    ).to.equal('closed');
    expect((await world.stores.bytes.find(key!, one.attachmentId, 'file'))?.equals(words)).to.equal(
      true,
    );
  });
});

/** Every binary value in a document, whatever it is nested in. */
const binariesOf = (value: unknown): Buffer[] => {
  if (Buffer.isBuffer(value)) return [value];
  if (value === null || typeof value !== 'object') return [];
  const { buffer } = value as { buffer?: unknown };
  if (buffer instanceof Uint8Array) return [Buffer.from(buffer)];
  return Object.values(value).flatMap(binariesOf);
};
