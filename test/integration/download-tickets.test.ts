import { expect } from 'chai';
import request from 'supertest';
import { limits } from '../../shared/limits.js';
import type { DownloadSubject } from '../../server/features/attachments/download-ticket.js';
import { newId } from '../../server/lib/ids.js';
import { codeOf, createFileWorld, type FileWorld } from '../helpers/file-world.js';

describe('download tickets', () => {
  let world: FileWorld;
  let sessionId: string;

  before(async () => {
    world = await createFileWorld();
    sessionId = await world.openSession();
  });
  after(() => world.close());

  const fileOf = async (text: string) => {
    const name = `${text}.txt`;
    const card = await world.uploaded('citizen', sessionId, Buffer.from(text), name);
    return card.attachmentId;
  };
  const issue = async (subject: DownloadSubject) =>
    (await world.tickets.issue(world.people.citizen, subject)).url;
  const get = (url: string) => request(world.app).get(url);

  it('opens the file it was made for, once', async () => {
    const [one, two] = [await fileOf('один'), await fileOf('два')];
    const urls = [
      await issue({ kind: 'attachment', attachmentId: one }),
      await issue({ kind: 'attachment', attachmentId: two }),
    ];
    expect(new Set(urls).size).to.equal(2);
    expect((await get(urls[1]!)).text).to.equal('два');
    expect((await get(urls[0]!)).text).to.equal('один');
    for (const url of urls) expect((await get(url)).status).to.equal(410);
  });

  it('lets one of many at once in', async () => {
    const url = await issue({ kind: 'attachment', attachmentId: await fileOf('гонка') });
    const answers = await Promise.all(Array.from({ length: 12 }, () => get(url)));
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    const losers = answers.filter(({ status }) => status !== 200);
    expect(new Set(losers.map(codeOf))).to.deep.equal(new Set(['ticket_gone']));
  });

  it('is good until just before its minute is over', async () => {
    const attachmentId = await fileOf('срок');
    const [early, late] = [
      await issue({ kind: 'attachment', attachmentId }),
      await issue({ kind: 'attachment', attachmentId }),
    ];
    world.clock.advance(limits.attachment.ticketMs - 1);
    expect((await get(early)).status).to.equal(200);
    world.clock.advance(1);
    expect(codeOf(await get(late))).to.equal('ticket_gone');
  });

  it("carries its person's right, asked again when it is used", async () => {
    const attachmentId = await fileOf('чужое');
    const { otherCitizen } = world.people;
    const { url } = await world.tickets.issue(otherCitizen, { kind: 'attachment', attachmentId });
    expect(codeOf(await get(url))).to.equal('not_found');
  });

  it('opens a file that was destroyed for nobody', async () => {
    const attachmentId = await fileOf('уничтожено');
    const url = await issue({ kind: 'attachment', attachmentId });
    await world.cleanup.destroyOfSession(sessionId);
    expect(codeOf(await get(url))).to.equal('not_found');
  });

  it('is kept as a hash: the database alone opens nothing', async () => {
    const url = await issue({ kind: 'attachment', attachmentId: newId() });
    const ticket = url.split('/').pop() ?? '';
    expect(ticket).to.match(/^[\w-]{43}$/);
    const stored = await world.connection.collection('downloadTickets').find().toArray();
    expect(stored).not.to.have.length(0);
    expect(JSON.stringify(stored)).not.to.include(ticket);
  });
});
