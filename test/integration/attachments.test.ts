import { expect } from 'chai';
import request from 'supertest';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import type { Audience } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { newId } from '../../server/lib/ids.js';
import { jpegOf, pngOf } from '../fixtures/files.js';
import { codeOf, createFileWorld, type FileWorld, type Person } from '../helpers/file-world.js';

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
});
