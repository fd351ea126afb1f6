import { expect } from 'chai';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import request, { type Response, type Test } from 'supertest';
import type { AttachmentCard } from '../../shared/domain/session-events.js';
import { limits } from '../../shared/limits.js';
import { newId } from '../../server/lib/ids.js';
import { codeOf, createFileWorld, type FileWorld } from '../helpers/file-world.js';
import { blankPng, gifOf, jpegOf, noisyJpeg, page, pngOf, svg } from '../fixtures/files.js';

describe('attachment routes', () => {
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

  const expectNothingLeft = async () => {
    expect(await world.spooled()).to.deep.equal([]);
    const entries = await world.connection.collection('attachments').countDocuments({ sessionId });
    expect(entries).to.equal(0);
  };
  const expectRefusal = async (response: Response, status: number, code: string) => {
    expect(response.status).to.equal(status);
    expect(codeOf(response)).to.equal(code);
    await expectNothingLeft();
  };
  const form = (token = 'citizen'): Test =>
    request(world.app)
      .post(`/api/sessions/${sessionId}/attachments`)
      .auth(token, { type: 'bearer' });

  describe('POST /api/sessions/:sessionId/attachments', () => {
    it('needs a token of somebody who may write there', async () => {
      await expectRefusal(
        await form('nobody').attach('file', picture, 'a.png'),
        401,
        'unauthenticated',
      );
      for (const who of ['otherCitizen', 'stranger'] as const) {
        await expectRefusal(await world.upload(who, sessionId, picture, 'a.png'), 404, 'not_found');
      }
      const nowhere = await world.upload('citizen', newId(), picture, 'a.png');
      await expectRefusal(nowhere, 404, 'not_found');
      const noId = await world.upload('citizen', 'session', picture, 'a.png');
      await expectRefusal(noId, 400, 'bad_request');
    });

    it('refuses forms of another shape', async () => {
      const id = 'message-0001';
      const shapes: [string, Test][] = [
        ['no file', form().field('clientMessageId', id)],
        ['no message id', form().attach('file', picture, 'a.png')],
        [
          'a wrong message id',
          form().field('clientMessageId', 'x').attach('file', picture, 'a.png'),
        ],
        [
          'another field',
          form().field('clientMessageId', id).field('a', '1').attach('file', picture, 'a.png'),
        ],
        ['a nested field', form().field('clientMessageId[a]', id).attach('file', picture, 'a.png')],
        [
          'a long field',
          form().field('clientMessageId', 'x'.repeat(100)).attach('file', picture, 'a.png'),
        ],
        [
          'another file field',
          form().field('clientMessageId', id).attach('image', picture, 'a.png'),
        ],
        [
          'two files',
          form()
            .field('clientMessageId', id)
            .attach('file', picture, 'a.png')
            .attach('file', picture, 'b.png'),
        ],
        ['no form at all', form().send({ clientMessageId: id })],
        [
          'a thousand fields',
          Array.from({ length: 1_000 }).reduce<Test>(
            (all, _, n) => all.field(`f${n}`, 'x'),
            form(),
          ),
        ],
      ];
      for (const [what, sent] of shapes) {
        const response = await sent;
        expect(response.status, what).to.equal(400);
        await expectRefusal(response, 400, 'bad_request');
      }
    });

    it('refuses a form that is cut off', async () => {
      const response = await form()
        .set('Content-Type', 'multipart/form-data; boundary=x')
        .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc');
      await expectRefusal(response, 422, 'file_broken');
    });

    it('takes 10 MB and not a byte more', async () => {
      const text = Buffer.alloc(limits.attachment.maxBytes + 1, 'a');
      const tooMuch = await world.upload('citizen', sessionId, text, 'a.txt');
      expect(tooMuch.body).to.have.nested.property('details.maxBytes', limits.attachment.maxBytes);
      await expectRefusal(tooMuch, 413, 'file_too_large');
      const card = await world.uploaded('citizen', sessionId, text.subarray(1), 'a.txt');
      expect(card.bytes).to.equal(limits.attachment.maxBytes);
    });

    it('refuses hostile files by their content, whatever they are called', async () => {
      const photo = await noisyJpeg(300, 300);
      const hostile: [string, Buffer, string, number, string][] = [
        ['a bomb', blankPng(16_000, 16_000), 'a.png', 422, 'file_unreadable_image'],
        [
          'half a photo',
          photo.subarray(0, photo.length / 2),
          'a.jpg',
          422,
          'file_unreadable_image',
        ],
        ['nothing', Buffer.alloc(0), 'a.png', 422, 'file_broken'],
        ['a page called PNG', page, 'a.png', 415, 'file_type_refused'],
        ['a page called text', page, 'a.txt', 415, 'file_type_refused'],
        ['words called page', Buffer.from('alert(1)'), 'a.html', 415, 'file_type_refused'],
        ['a drawing', svg, 'a.svg', 415, 'file_type_refused'],
        ['a drawing called PNG', svg, 'a.png', 415, 'file_type_refused'],
        ['an animation', await gifOf(10, 10), 'a.gif', 415, 'file_type_refused'],
        [
          'a program called PDF',
          Buffer.from('MZ\u0090\u0000', 'latin1'),
          'a.pdf',
          415,
          'file_type_refused',
        ],
      ];
      for (const [what, bytes, name, status, code] of hostile) {
        const response = await world.upload('citizen', sessionId, bytes, name, {
          contentType: 'image/png',
        });
        expect(response.status, what).to.equal(status);
        await expectRefusal(response, status, code);
      }
    });

    it('believes the content, not the declared type', async () => {
      const bytes = await jpegOf(20, 10);
      const card = await world.uploaded('citizen', sessionId, bytes, 'note.txt', {
        contentType: 'text/plain',
      });
      expect(card).to.include({ mediaType: 'image/jpeg', name: 'note.txt.jpg' });
    });

    it('cleans names and keeps Cyrillic', async () => {
      const names: [string, string][] = [
        ['../../server/../Снимок экрана.png', 'Снимок экрана.png'],
        ['C:\\тайны\\справка.png', 'справка.png'],
        ['отчёт\u202Egnp.exe', 'отчётgnp.exe.png'],
        ['"кавычки".png', '"кавычки".png'],
      ];
      for (const [sent, shown] of names) {
        const card = await world.uploaded('citizen', sessionId, picture, sent);
        expect(card.name).to.equal(shown);
      }
    });

    it('answers with the card of a redrawn picture and empties the spool', async () => {
      const response = await world.upload('citizen', sessionId, picture, 'снимок.png');
      expect(response.status).to.equal(201);
      const card = response.body as AttachmentCard;
      expect(card).to.have.all.keys(
        'attachmentId',
        'name',
        'mediaType',
        'bytes',
        'width',
        'height',
      );
      expect(card).to.include({
        name: 'снимок.png',
        mediaType: 'image/png',
        width: 640,
        height: 320,
      });
      expect(await world.spooled()).to.deep.equal([]);
    });

    it('takes thirty a minute of one person', async () => {
      const statuses: number[] = [];
      for (let count = 0; count <= 30; count += 1) {
        statuses.push((await form().send({})).status);
      }
      expect(new Set(statuses.slice(0, 30))).to.deep.equal(new Set([400]));
      expect(statuses[30]).to.equal(429);
    });

    it('leaves nothing of an upload whose sender goes away', async () => {
      const server = world.app.listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      const sent = httpRequest({
        ...{ port, host: '127.0.0.1', method: 'POST' },
        path: `/api/sessions/${sessionId}/attachments`,
        headers: {
          authorization: 'Bearer citizen',
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': 5_000_000,
        },
      });
      const gone = new Promise((resolve) => sent.once('error', resolve));
      const closed = new Promise<void>((resolve) => {
        server.once('request', (_request, response) => response.once('close', () => resolve()));
      });
      sent.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
      sent.write(Buffer.alloc(200_000));
      while ((await world.spooled()).length === 0) await new Promise(setImmediate);
      sent.destroy(new Error('gone'));
      await gone;
      await closed;
      while ((await world.spooled()).length > 0) await new Promise(setImmediate);
      await new Promise((resolve) => server.close(resolve));
      await expectNothingLeft();
    });
  });
});
