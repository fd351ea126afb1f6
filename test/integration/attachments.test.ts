import { expect } from 'chai';
import { createHash } from 'node:crypto';
import request from 'supertest';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { Audience } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { fileParts } from '../../server/features/attachments/media-type.js';
import { newId } from '../../server/lib/ids.js';
import { jpegOf, pngOf } from '../fixtures/files.js';
import { codeOf, createFileWorld, type FileWorld, type Person } from '../helpers/file-world.js';

const hour = limits.attachment.orphanAfterMs;
const words = Buffer.from('Очень личные слова в файле, которые нельзя хранить открыто.');
const name = 'Тайное имя файла.txt';
const message = 'message-0001';

describe('attachments of a session', () => {
  let world: FileWorld;
  let sessionId: string;

  before(async () => {
    world = await createFileWorld();
  });
  beforeEach(async () => {
    world.people.citizen.citizenId = newId();
    world.people.operator.operatorId = newId();
    sessionId = await world.openSession();
  });
  after(() => world.close());

  const authorId = (who: 'citizen' | 'operator') =>
    who === 'citizen' ? world.people.citizen.citizenId : world.people.operator.operatorId;
  const claim = (
    ids: string[],
    change: Partial<Record<'authorId' | 'clientMessageId', string>> & {
      audience?: Audience;
      sessionId?: string;
    } = {},
  ) =>
    world.attachments.claimForMessage({
      ...{ sessionId, authorId: authorId('citizen'), clientMessageId: message },
      ...{ audience: 'all', attachmentIds: ids, ...change },
    });
  const send = (who: 'citizen' | 'operator', cards: AttachmentCard[], audience: Audience = 'all') =>
    world.messages.sendMessage(world.people[who], {
      ...{ sessionId, clientMessageId: message, text: 'Смотрите', audience },
      attachmentIds: cards.map((card) => card.attachmentId),
    });
  const statusOf = async (who: Person, { attachmentId }: AttachmentCard) =>
    (await world.get(who, `/api/attachments/${attachmentId}/file`)).status;
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'no refusal',
      (error: unknown) => (error as { code?: string }).code,
    );
  const countDocuments = async (collection: string, filter: object = {}) =>
    world.connection.collection(collection).countDocuments(filter);

  describe('claiming', () => {
    it('gives cards in the order named, each once, and the same ones again', async () => {
      const one = await world.uploaded('citizen', sessionId, words, '1.txt');
      const two = await world.uploaded('citizen', sessionId, await pngOf(9, 9), '2.png');
      const ids = [two.attachmentId, one.attachmentId, two.attachmentId];
      expect(await claim(ids)).to.deep.equal([two, one]);
      expect(await claim(ids)).to.deep.equal([two, one]);
    });

    it('knows only files of the same author, session and message', async () => {
      const { attachmentId } = await world.uploaded('citizen', sessionId, words, name);
      const other = await world.openSession();
      expect(await refusal(claim([newId()]))).to.equal('not_found');
      expect(await refusal(claim([attachmentId, newId()]))).to.equal('not_found');
      expect(await refusal(claim([attachmentId], { authorId: authorId('operator') }))).to.equal(
        'not_found',
      );
      expect(await refusal(claim([attachmentId], { clientMessageId: 'message-0002' }))).to.equal(
        'not_found',
      );
      expect(await refusal(claim([attachmentId], { sessionId: other }))).to.equal('not_found');
      expect(await claim([attachmentId])).to.have.length(1);
    });

    it('keeps the audience of the first claim', async () => {
      const { attachmentId } = await world.uploaded('citizen', sessionId, words, name);
      await claim([attachmentId], { audience: 'staff' });
      expect(await refusal(claim([attachmentId], { audience: 'all' }))).to.equal(
        'message_conflict',
      );
    });

    it('refuses more files than a message carries', async () => {
      const ids = Array.from({ length: limits.message.maxAttachments + 1 }, () => newId());
      expect(await refusal(claim(ids))).to.equal('bad_request');
    });

    it('puts the cards, sealed, into the stored message', async () => {
      const card = await world.uploaded('citizen', sessionId, words, name);
      const { event } = await send('citizen', [card]);
      expect(event?.plain).to.deep.include({ attachmentIds: [card.attachmentId] });
      const again = await send('citizen', [card]);
      expect(again).to.include({ isReplay: true });
    });
  });

  describe('reading', () => {
    it('shows a file that no message names to its author alone', async () => {
      const card = await world.uploaded('citizen', sessionId, words, name);
      expect(await statusOf('citizen', card)).to.equal(200);
      expect(await statusOf('operator', card)).to.equal(404);
    });

    it('shows a sent file to the citizen and to staff who see the session', async () => {
      const card = await world.uploaded('citizen', sessionId, words, name);
      await send('citizen', [card]);
      for (const who of ['citizen', 'operator', 'colleague'] as const) {
        expect(await statusOf(who, card), who).to.equal(200);
      }
      for (const who of ['otherCitizen', 'stranger'] as const) {
        expect(await statusOf(who, card), who).to.equal(404);
      }
    });

    it("never shows a note's file to the citizen", async () => {
      const card = await world.uploaded('operator', sessionId, await jpegOf(30, 30), 'a.jpg');
      expect(await statusOf('citizen', card)).to.equal(404);
      await send('operator', [card], 'staff');
      expect(await statusOf('citizen', card)).to.equal(404);
      const path = `/api/attachments/${card.attachmentId}`;
      const answers = [
        await world.get('citizen', `${path}/file`),
        await world.get('citizen', `${path}/thumbnail`),
        await request(world.app).post(`${path}/ticket`).auth('citizen', { type: 'bearer' }),
      ];
      for (const answer of answers) {
        expect([answer.status, codeOf(answer)]).to.deep.equal([404, 'not_found']);
      }
      expect(await statusOf('colleague', card)).to.equal(200);
    });

    it("shows an operator's answer's file to the citizen", async () => {
      const card = await world.uploaded('operator', sessionId, words, name);
      await send('operator', [card]);
      expect(await statusOf('citizen', card)).to.equal(200);
    });
  });

  describe('a repeated upload', () => {
    it('answers with the first card for the same file and message', async () => {
      const first = await world.uploaded('citizen', sessionId, words, name);
      const again = await world.uploaded('citizen', sessionId, words, name);
      expect(again).to.deep.equal(first);
      expect(await countDocuments('attachments', { sessionId })).to.equal(1);
    });

    it('is a new file under another name, message or author', async () => {
      const cards = [
        await world.uploaded('citizen', sessionId, words, name),
        await world.uploaded('citizen', sessionId, words, 'другое.txt'),
        await world.uploaded('citizen', sessionId, words, name, {
          clientMessageId: 'message-0002',
        }),
        await world.uploaded('operator', sessionId, words, name),
      ];
      expect(new Set(cards.map((card) => card.attachmentId)).size).to.equal(4);
    });

    it('is refused where twenty files wait without a message', async () => {
      for (let count = 0; count < 20; count += 1) {
        await world.uploaded('citizen', sessionId, words, `${count}.txt`);
      }
      const response = await world.upload('citizen', sessionId, words, 'ещё.txt');
      expect(codeOf(response)).to.equal('rate_limited');
    });
  });

  describe('a file without a message', () => {
    const isStored = async ({ attachmentId }: AttachmentCard) => {
      const key = await world.keys.findKey((await world.log.getState(sessionId)).appealId);
      const parts = await Promise.all(
        fileParts.map((part) => world.stores.bytes.find(key!, attachmentId, part)),
      );
      const left = await countChunks(attachmentId);
      return { parts: parts.map((part) => part !== null), left };
    };
    const countChunks = async (attachmentId: string) => {
      const all = await Promise.all(
        ['attachmentFiles.chunks', 'attachmentThumbnails.chunks'].map((chunks) =>
          world.connection.collection(chunks).find().toArray(),
        ),
      );
      return all.flat().filter((chunk) => String(chunk['files_id']) === attachmentId).length;
    };

    beforeEach(async () => {
      // What earlier tests left behind.
      await world.cleanup.deleteOrphans(new Date('2100-01-01'));
    });

    it('is deleted after an hour, not before', async () => {
      const card = await world.uploaded('citizen', sessionId, await pngOf(50, 50), 'a.png');
      world.clock.advance(hour - 1);
      expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(0);
      expect(await statusOf('citizen', card)).to.equal(200);
      expect(await isStored(card)).to.deep.equal({ parts: [true, true], left: 2 });
      world.clock.advance(1);
      expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(1);
      expect(await statusOf('citizen', card)).to.equal(404);
      expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(0);
      expect(await isStored(card)).to.deep.equal({ parts: [false, false], left: 0 });
    });

    it('stays for ever once a message names it', async () => {
      const card = await world.uploaded('citizen', sessionId, words, name);
      await send('citizen', [card]);
      for (const at of [hour, hour, 30 * 24 * hour]) {
        world.clock.advance(at);
        expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(0);
      }
      expect(await statusOf('operator', card)).to.equal(200);
    });

    it('has its hour anew when a message claims it, and goes if that message never came', async () => {
      const card = await world.uploaded('citizen', sessionId, words, name);
      world.clock.advance(hour - 1);
      await claim([card.attachmentId]);
      world.clock.advance(hour - 1);
      expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(0);
      world.clock.advance(1);
      expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(1);
      expect(await refusal(claim([card.attachmentId]))).to.equal('not_found');
    });

    it('is deleted or claimed, never both, when both come at once', async () => {
      const cards = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          world.uploaded('citizen', sessionId, words, `${n}.txt`),
        ),
      );
      world.clock.advance(hour);
      const [, ...claims] = await Promise.all([
        world.cleanup.deleteOrphans(world.clock.now()),
        ...cards.map((card) => refusal(claim([card.attachmentId]))),
      ]);
      const statuses = await Promise.all(cards.map((card) => statusOf('citizen', card)));
      cards.forEach((card, index) => {
        const isThere = statuses[index] === 200;
        expect(claims[index], card.name).to.equal(isThere ? 'no refusal' : 'not_found');
      });
    });

    it('goes also when its upload stopped half-way', async () => {
      const card = await world.uploaded('citizen', sessionId, words, name);
      const entries = world.connection.collection<{ _id: string }>('attachments');
      await entries.updateOne({ _id: card.attachmentId }, { $unset: { storedAt: '' } });
      expect(await statusOf('citizen', card)).to.equal(404);
      expect(await refusal(claim([card.attachmentId]))).to.equal('not_found');
      world.clock.advance(hour);
      expect(await world.cleanup.deleteOrphans(world.clock.now())).to.equal(1);
    });
  });

  describe('at rest', () => {
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
      await send('citizen', [card, picture]);
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
      expect(
        (await world.stores.bytes.find(key!, one.attachmentId, 'file'))?.equals(words),
      ).to.equal(true);
    });
  });

  it('destroys every file of a session and no other', async () => {
    const other = await world.openSession();
    const kept = await world.uploaded('citizen', other, words, name);
    const png = await pngOf(50, 50);
    const cards = [
      await world.uploaded('citizen', sessionId, png, 'a.png'),
      await world.uploaded('operator', sessionId, words, 'b.txt'),
    ];
    await send('citizen', cards.slice(0, 1));
    expect(await world.cleanup.destroyOfSession(sessionId)).to.equal(2);
    for (const card of cards) expect(await statusOf('operator', card)).to.equal(404);
    expect(await countDocuments('attachments', { sessionId })).to.equal(0);
    const files = await world.connection.collection('attachmentFiles.files').find().toArray();
    const ids = files.map((file) => String(file._id));
    expect(ids).to.include(kept.attachmentId);
    for (const card of cards) expect(ids).not.to.include(card.attachmentId);
    expect(await statusOf('citizen', kept)).to.equal(200);
    expect(await world.cleanup.destroyOfSession(sessionId)).to.equal(0);
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
