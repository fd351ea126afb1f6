import { expect } from 'chai';
import request, { type Test } from 'supertest';
import { limits } from '../../shared/limits.js';
import { newId } from '../../server/lib/ids.js';
import { bytesOf, codeOf, createFileWorld, type FileWorld } from '../helpers/file-world.js';
import { readPdf } from '../helpers/pdf-text.js';

type Side = 'citizen' | 'staff';
const owner = { citizen: 'citizen', staff: 'operator' } as const;
const otherSide = { citizen: 'operator', staff: 'citizen' } as const;
const stranger = { citizen: 'otherCitizen', staff: 'stranger' } as const;

const savedName = (disposition: string | undefined): string =>
  decodeURIComponent(/filename\*=UTF-8''(.+)$/.exec(disposition ?? '')?.[1] ?? '');

describe('transcript routes', () => {
  let world: FileWorld;
  let sessionId: string;

  before(async () => {
    world = await createFileWorld();
    sessionId = await world.openSession();
    await world.messages.sendMessage(world.people.citizen, {
      ...{ sessionId, clientMessageId: newId(), text: 'Не открывается', attachmentIds: [] },
    });
  });
  afterEach(() => {
    expect(world.failures).to.deep.equal([]);
  });
  after(() => world.close());

  const pathOf = (side: Side, format: string, id = sessionId) =>
    `/api/${side}/sessions/${id}/transcript.${format}`;
  const ask = (side: Side, who: string, body: object, id = sessionId): Test =>
    request(world.app)
      .post(`/api/${side}/sessions/${id}/transcript-ticket`)
      .auth(who, { type: 'bearer' })
      .send(body);

  for (const side of ['citizen', 'staff'] as const) {
    it(`GET /api/${side}/sessions/:sessionId/transcript.:format`, async () => {
      expect((await request(world.app).get(pathOf(side, 'txt'))).status).to.equal(401);
      const refusals = [
        [await world.get(otherSide[side], pathOf(side, 'txt')), 403, 'forbidden'],
        [await world.get(stranger[side], pathOf(side, 'txt')), 404, 'not_found'],
        [await world.get(owner[side], pathOf(side, 'txt', newId())), 404, 'not_found'],
        [await world.get(owner[side], pathOf(side, 'txt', 'x')), 400, 'bad_request'],
        [await world.get(owner[side], pathOf(side, 'doc')), 400, 'bad_request'],
        [await world.get(owner[side], `${pathOf(side, 'txt')}?locale=xx`), 400, 'bad_request'],
        [await world.get(owner[side], `${pathOf(side, 'txt')}?to=x`), 400, 'bad_request'],
      ] as const;
      for (const [response, status, code] of refusals) {
        expect([response.status, codeOf(response)]).to.deep.equal([status, code]);
      }

      const text = await world.get(owner[side], pathOf(side, 'txt'));
      expect(text.status).to.equal(200);
      expect(text.headers).to.include({
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      expect(savedName(text.headers['content-disposition'])).to.equal('Обращение 26-0000001-5.txt');
      expect(bytesOf(text).toString()).to.include('Не открывается');
      const english = await world.get(owner[side], `${pathOf(side, 'pdf')}?locale=en`);
      expect(english.headers['content-type']).to.equal('application/pdf');
      expect(readPdf(bytesOf(english)).pages[0]).to.include('Appeal 26-0000001-5');
    });

    it(`POST /api/${side}/sessions/:sessionId/transcript-ticket`, async () => {
      const refusals = [
        [await ask(side, 'nobody', { format: 'txt' }), 401, 'unauthenticated'],
        [await ask(side, otherSide[side], { format: 'txt' }), 403, 'forbidden'],
        [await ask(side, stranger[side], { format: 'txt' }), 404, 'not_found'],
        [await ask(side, owner[side], { format: 'txt' }, newId()), 404, 'not_found'],
        [await ask(side, owner[side], { format: 'doc' }), 400, 'bad_request'],
        [await ask(side, owner[side], {}), 400, 'bad_request'],
        [await ask(side, owner[side], { format: 'txt', sessionId }), 400, 'bad_request'],
      ] as const;
      for (const [response, status, code] of refusals) {
        expect([response.status, codeOf(response)]).to.deep.equal([status, code]);
      }

      const given = await ask(side, owner[side], { format: 'txt', locale: 'en' });
      expect(given.status).to.equal(201);
      const { url } = given.body as { url: string };
      const file = await request(world.app).get(url);
      expect(file.text).to.include('Appeal 26-0000001-5').and.to.include('Не открывается');
      expect(savedName(file.headers['content-disposition'])).to.equal('');
      expect(file.headers['content-disposition']).to.include('Appeal 26-0000001-5.txt');
      expect(codeOf(await request(world.app).get(url))).to.equal('ticket_gone');
    });
  }

  it('gives JSON to staff alone', async () => {
    const file = await world.get('operator', pathOf('staff', 'json'));
    expect(file.headers['content-type']).to.equal('application/json; charset=utf-8');
    expect(JSON.parse(bytesOf(file).toString())).to.include({ appealNumber: '26-0000001-5' });
    expect((await world.get('citizen', pathOf('citizen', 'json'))).status).to.equal(400);
    expect((await ask('citizen', 'citizen', { format: 'json' })).status).to.equal(400);
    const { url } = (await ask('staff', 'operator', { format: 'json' })).body as { url: string };
    expect((await request(world.app).get(url)).status).to.equal(200);
  });

  it("a citizen's ticket opens the citizen's copy", async () => {
    await world.messages.sendMessage(world.people.operator, {
      ...{ sessionId, clientMessageId: newId(), attachmentIds: [] },
      ...{ text: 'Только для своих', audience: 'staff' },
    });
    const urls = await Promise.all([
      ask('citizen', 'citizen', { format: 'txt' }),
      ask('staff', 'operator', { format: 'txt' }),
    ]);
    const [mine, theirs] = await Promise.all(
      urls.map(async ({ body }) => request(world.app).get((body as { url: string }).url)),
    );
    expect(mine?.text).not.to.include('Только для своих');
    expect(theirs?.text).to.include('Только для своих');
  });

  it('a ticket ends with its minute', async () => {
    const { url } = (await ask('citizen', 'citizen', { format: 'txt' })).body as { url: string };
    world.clock.advance(limits.attachment.ticketMs);
    expect(codeOf(await request(world.app).get(url))).to.equal('ticket_gone');
  });
});
