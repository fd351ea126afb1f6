import { expect } from 'chai';
import type { ReceiptsView } from '../../shared/views/chat-session.js';
import type { CitizenClient } from '../helpers/clients.js';
import { Neighbours } from '../helpers/neighbours.js';
import { Random } from '../../server/seed/random.js';
import type { World } from '../helpers/world.js';

const words = 12;

describe('Receipts', function () {
  this.timeout(60_000);
  let both: Neighbours;
  let here: World;
  let there: World;

  before(async () => {
    both = await Neighbours.start();
    ({ here, there } = both);
  });
  after(() => both.close());

  const settle = () => both.poll();
  const talk = async () => {
    const operator = await there.hire();
    await here.app.domain.reload();
    const citizen = await here.citizen();
    await citizen.open('payments: не прошла оплата');
    const sessionId = await operator.accept();
    for (let index = 0; index < words; index += 1) await operator.say(sessionId, `слово ${index}`);
    await settle();
    return { operator, citizen, sessionId, head: (await citizen.view()).publicSeq };
  };
  const mark = (
    client: CitizenClient,
    sessionId: string,
    marks: { read?: number; delivered?: number },
  ) => client.ask('receipt:set', { sessionId, ...marks });
  const rowsOf = (sessionId: string) =>
    here.connection.collection('receipts').find({ sessionId }).sort({ side: 1 }).toArray();
  const goesBack = (told: readonly ReceiptsView[]) =>
    told.some(({ citizen: { read, delivered } }, index) => {
      const before = told[index - 1]?.citizen;
      return before !== undefined && (read < before.read || delivered < before.delivered);
    });

  it('never go back, whatever order the marks come in, and never past the head', async () => {
    const { operator, citizen, sessionId, head } = await talk();
    await mark(citizen, sessionId, { delivered: 5 });
    await mark(citizen, sessionId, { read: 4 });
    await mark(citizen, sessionId, { read: 2, delivered: 3 });
    await mark(citizen, sessionId, { read: 1 });
    await settle();
    const told = operator.payloads('session:receipts').map(({ receipts }) => receipts);
    expect(told.at(-1)?.citizen).to.deep.equal({ delivered: 5, read: 4 });
    expect(goesBack(told)).to.equal(false);
    await mark(citizen, sessionId, { read: head + 1_000 });
    const rows = await rowsOf(sessionId);
    const own = rows.find(({ side }) => side === 'citizen');
    expect(own).to.include({ read: head, delivered: head });
  });

  it('come to one row a side from devices on two processes, as far as the furthest of them', async () => {
    const { operator, citizen, sessionId } = await talk();
    const far = await here.deviceOn(there, citizen);
    const random = new Random(3);
    const marks = Array.from({ length: 40 }, () => random.between(1, words));
    await Promise.all(
      marks.map((read, index) => mark(index % 2 === 0 ? citizen : far, sessionId, { read })),
    );
    await settle();
    const rows = await rowsOf(sessionId);
    expect(rows.map(({ side }) => side as string)).to.deep.equal(['citizen']);
    expect(rows[0]).to.include({ read: Math.max(...marks) });
    await operator.ask('receipt:set', { sessionId, read: 2 });
    expect(await rowsOf(sessionId)).to.have.length(2);
    const told = operator.payloads('session:receipts').map(({ receipts }) => receipts);
    expect(told.at(-1)?.citizen.read).to.equal(Math.max(...marks));
  });

  it('are moved by nobody who only reads along', async () => {
    const { citizen, sessionId } = await talk();
    const supervisor = await here.hire({ role: 'supervisor' });
    await supervisor.ask('session:join', { sessionId });
    await supervisor.ask('receipt:set', { sessionId, read: 3 });
    await settle();
    expect(await rowsOf(sessionId)).to.deep.equal([]);
    expect(citizen.payloads('session:receipts')).to.deep.equal([]);
  });
});
