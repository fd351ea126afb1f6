import { expect } from 'chai';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { Audience } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { fileParts } from '../../server/features/attachments/media-type.js';
import { newId } from '../../server/lib/ids.js';
import { pngOf } from '../fixtures/files.js';
import { createFileWorld, type FileWorld, type Person } from '../helpers/file-world.js';

const hour = limits.attachment.orphanAfterMs;
const words = Buffer.from('Очень личные слова в файле, которые нельзя хранить открыто.');
const name = 'Тайное имя файла.txt';
const message = 'message-0001';

describe('attachments that must go', () => {
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
