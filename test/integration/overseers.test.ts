import { expect } from 'chai';
import type { StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('All chats of an overseer', () => {
  let world: World;
  let operator: StaffClient;
  let supervisor: StaffClient;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    supervisor = await world.hire({ role: 'supervisor', pools: [], isOnline: false });
  });
  afterEach(() => world.close());

  const rowsOf = async (client: StaffClient) => (await client.ask('desk:open', {})).sessions;

  it('are every open one of every pool, whoever holds it, from the first question to the close', async () => {
    const held = await world.citizen();
    await held.open('payments: у оператора');
    const heldId = await operator.accept();
    const waiting = await world.citizen();
    await waiting.open('technical_fault: никого нет');
    const unclear = await world.citizen();
    await unclear.open('непонятно');
    await world.settle();

    const rows = await rowsOf(supervisor);
    const statusOf = (sessionId: string) => rows.find((row) => row.sessionId === sessionId)?.status;
    expect(rows).to.have.length(3);
    expect(statusOf(heldId)).to.equal('active');
    expect(statusOf(waiting.sessionId)).to.equal('queued');
    expect(statusOf(unclear.sessionId)).to.equal('clarifying');

    await held.say('ещё слово');
    await world.settle();
    const told = supervisor.payloads('session:row').findLast((row) => row.sessionId === heldId);
    expect(told).to.include({ lastText: 'ещё слово' });
    await held.ask('session:close', { sessionId: heldId });
    await world.settle();
    expect(supervisor.payloads('session:gone')).to.deep.include({ sessionId: heldId });
    expect(await rowsOf(supervisor)).to.have.length(2);
  });

  it('say who held a chat that nobody holds now', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: помогло');
    const sessionId = await operator.accept();
    const { publicSeq } = await citizen.view();
    const closing = { outcome: 'solved', summary: 'Готово', lastPublicSeq: publicSeq } as const;
    await operator.ask('closing:propose', { sessionId, ...closing });
    await world.settle();
    const [row] = await rowsOf(supervisor);
    expect(row?.owner).to.equal(undefined);
    expect(row?.lastOwner).to.deep.equal({ operatorId: operator.operatorId, name: operator.name });
  });

  it('are nobody else’s: an operator of another pool and a senior see none of it', async () => {
    const stranger = await world.hire({ pools: ['technical'], isOnline: false });
    const senior = await world.hire({ role: 'senior', pools: ['technical'], isOnline: false });
    const citizen = await world.citizen();
    await citizen.open('payments: чужое');
    const sessionId = await operator.accept();
    await citizen.say('секрет');
    await world.settle();
    for (const client of [stranger, senior]) {
      expect(await rowsOf(client)).to.deep.equal([]);
      expect(client.wire.lines.join()).not.to.include(sessionId);
    }
  });
});
