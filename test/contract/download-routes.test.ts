import { expect } from 'chai';
import sharp from 'sharp';
import request from 'supertest';
import { newId } from '../../server/lib/ids.js';
import { bytesOf, codeOf, createFileWorld, type FileWorld } from '../helpers/file-world.js';
import { pageTail, pngOf, polyglotJpeg, smallPdf } from '../fixtures/files.js';

describe('download routes', () => {
  let world: FileWorld;
  let sessionId: string;
  let picture: Buffer;

  before(async () => {
    world = await createFileWorld();
    picture = await pngOf(640, 320);
  });
  beforeEach(async () => {
    world.people.citizen.citizenId = newId();
    sessionId = await world.openSession();
  });
  afterEach(() => {
    expect(world.failures).to.deep.equal([]);
  });
  after(() => world.close());

  describe('GET /api/attachments/:attachmentId/file and /thumbnail', () => {
    it('gives the picture and its thumbnail with headers that disarm them', async () => {
      const card = await world.uploaded('citizen', sessionId, await polyglotJpeg(), 'a.jpg');
      const file = await world.get('citizen', `/api/attachments/${card.attachmentId}/file`);
      expect(file.status).to.equal(200);
      expect(file.headers).to.include({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'referrer-policy': 'no-referrer',
        'cache-control': 'private, no-store',
      });
      expect(bytesOf(file).length).to.equal(card.bytes);
      expect(bytesOf(file).includes(pageTail)).to.equal(false);
      const thumbnail = await world.get(
        'citizen',
        `/api/attachments/${card.attachmentId}/thumbnail`,
      );
      expect(thumbnail.headers['content-type']).to.equal('image/jpeg');
      expect(await sharp(bytesOf(thumbnail)).metadata()).to.include({ format: 'jpeg', width: 64 });
    });

    it('gives documents as downloads only, byte for byte', async () => {
      const card = await world.uploaded('citizen', sessionId, smallPdf, 'Справка «о доходах».pdf');
      const file = await world.get('citizen', `/api/attachments/${card.attachmentId}/file`);
      expect(file.headers['content-type']).to.equal('application/pdf');
      expect(file.headers['content-disposition']).to.match(/^attachment; filename="/);
      expect(bytesOf(file).equals(smallPdf)).to.equal(true);
      const thumbnail = await world.get(
        'citizen',
        `/api/attachments/${card.attachmentId}/thumbnail`,
      );
      expect(codeOf(thumbnail)).to.equal('not_found');
    });

    it('needs a token, a real id, and a person of the session', async () => {
      const card = await world.uploaded('citizen', sessionId, picture, 'a.png');
      const path = `/api/attachments/${card.attachmentId}/file`;
      expect((await request(world.app).get(path)).status).to.equal(401);
      expect((await world.get('citizen', '/api/attachments/x/file')).status).to.equal(400);
      expect((await world.get('citizen', `/api/attachments/${newId()}/file`)).status).to.equal(404);
      for (const who of ['otherCitizen', 'stranger', 'operator'] as const) {
        const response = await world.get(who, path);
        expect([response.status, codeOf(response)], who).to.deep.equal([404, 'not_found']);
      }
      expect((await world.get('citizen', path)).status).to.equal(200);
    });
  });

  describe('POST /api/attachments/:attachmentId/ticket and GET /api/downloads/:ticket', () => {
    const ask = (who: string, attachmentId: string) =>
      request(world.app)
        .post(`/api/attachments/${attachmentId}/ticket`)
        .auth(who, { type: 'bearer' });

    it('needs a person who may read the file', async () => {
      const card = await world.uploaded('citizen', sessionId, smallPdf, 'a.pdf');
      expect((await ask('nobody', card.attachmentId)).status).to.equal(401);
      expect((await ask('otherCitizen', card.attachmentId)).status).to.equal(404);
      expect((await ask('citizen', 'x')).status).to.equal(400);
      expect((await ask('citizen', card.attachmentId)).status).to.equal(201);
    });

    it('downloads without a token, under its name, for saving', async () => {
      const card = await world.uploaded('citizen', sessionId, smallPdf, 'Справка №1.pdf');
      const { url } = (await ask('citizen', card.attachmentId)).body as { url: string };
      const file = await request(world.app).get(url);
      expect(file.status).to.equal(200);
      expect(file.headers).to.include({
        'content-type': 'application/pdf',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'referrer-policy': 'no-referrer',
      });
      const named = /filename\*=UTF-8''(.+)$/.exec(file.headers['content-disposition'] ?? '');
      expect(decodeURIComponent(named?.[1] ?? '')).to.equal('Справка №1.pdf');
      expect(file.headers['content-disposition']).to.match(/^attachment/);
    });

    it('answers a look ahead without using the ticket up', async () => {
      const card = await world.uploaded('citizen', sessionId, smallPdf, 'a.pdf');
      const { url } = (await ask('citizen', card.attachmentId)).body as { url: string };
      expect((await request(world.app).head(url)).status).to.equal(405);
      expect((await request(world.app).get(url)).status).to.equal(200);
      const again = await request(world.app).get(url);
      expect([again.status, codeOf(again)]).to.deep.equal([410, 'ticket_gone']);
    });

    it('knows no made-up ticket', async () => {
      for (const made of ['x', 'A'.repeat(43)]) {
        const response = await request(world.app).get(`/api/downloads/${made}`);
        expect([response.status, codeOf(response)]).to.deep.equal([410, 'ticket_gone']);
      }
    });
  });
});
