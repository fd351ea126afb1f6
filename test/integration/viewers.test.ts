import { expect } from 'chai';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('Who has a session on the screen', () => {
  let world: World;
  let anna: StaffClient;
  let vera: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    anna = await world.hire({ pools: ['payments'] });
    vera = await world.hire({ role: 'supervisor', pools: [], isOnline: false });
    citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    sessionId = await anna.accept();
  });
  afterEach(async () => {
    const wire = citizen.wire.lines.join('\n');
    expect(wire).not.to.include('session:viewers');
    expect(wire).not.to.include(vera.name);
    await world.close();
  });

  const show = (client: StaffClient) => client.ask('viewing:set', { sessionId, isViewing: true });
  const readAlong = async (client: StaffClient) => {
    const { viewers } = await client.ask('session:join', { sessionId });
    await show(client);
    await world.settle();
    return viewers;
  };
  const lastTold = (client: StaffClient) => client.payloads('session:viewers').at(-1)?.names;

  it('is told to everybody who has joined it, each without themselves', async () => {
    await show(anna);
    expect(await readAlong(vera)).to.deep.equal([anna.name]);
    expect(lastTold(anna)).to.deep.equal([vera.name]);
    expect(lastTold(vera)).to.deep.equal([anna.name]);
  });

  it('does not count a session that is joined and not looked at', async () => {
    await vera.ask('session:join', { sessionId });
    await world.settle();
    expect(lastTold(anna)).to.equal(undefined);
  });

  it('is over when the tab is hidden, another session is opened, the session is left, the connection ends', async () => {
    await readAlong(vera);
    await vera.ask('viewing:set', { sessionId, isViewing: false });
    await world.settle();
    expect(lastTold(anna)).to.deep.equal([]);

    await show(vera);
    const other = await world.citizen();
    await other.open('payments: второй');
    const otherId = await anna.accept();
    await vera.ask('viewing:set', { sessionId: otherId, isViewing: true });
    await world.settle();
    const told = anna.payloads('session:viewers').slice(-2);
    expect(told).to.deep.equal([
      { sessionId, names: [] },
      { sessionId: otherId, names: [vera.name] },
    ]);

    await show(vera);
    await vera.ask('session:leave', { sessionId });
    await world.settle();
    expect(lastTold(anna)).to.deep.equal([]);

    await readAlong(vera);
    expect(lastTold(anna)).to.deep.equal([vera.name]);
    vera.close();
    await world.settle();
    expect(lastTold(anna)).to.deep.equal([]);
  });

  it('counts two tabs of one person once, until the last of them is closed', async () => {
    await readAlong(vera);
    const again = await world.signIn(vera.operatorId, vera.name, false);
    expect(await readAlong(again)).to.deep.equal([]);
    expect(lastTold(anna)).to.deep.equal([vera.name]);
    again.close();
    await world.settle();
    expect(lastTold(anna)).to.deep.equal([vera.name]);
  });

  it('ends with the right to read', async () => {
    const senior = await world.hire({ role: 'senior', pools: ['technical'], isOnline: false });
    await citizen.ask('escalation:request', { sessionId });
    // From the second step on seniors of every pool may read it.
    await world.advance(4 * 60_000);
    await readAlong(senior);
    expect(lastTold(anna)).to.deep.equal([senior.name]);
    await citizen.ask('escalation:withdraw', { sessionId });
    await world.settle();
    expect(lastTold(anna)).to.deep.equal([]);
  });

  it('is refused where the session may not be read', async () => {
    const stranger = await world.hire({ pools: ['technical'], isOnline: false });
    const input = { sessionId, isViewing: true };
    expect(await stranger.refusal('viewing:set', input)).to.equal('not_found');
    expect(lastTold(anna)).to.equal(undefined);
  });

  it('tells colleagues who writes, a note never the citizen, and nothing to one’s own other tab', async () => {
    const ownTab = await world.signIn(anna.operatorId, anna.name, false);
    await ownTab.ask('session:join', { sessionId });
    await vera.ask('session:join', { sessionId });
    await vera.ask('typing:set', { sessionId, isTyping: true, audience: 'staff' });
    await anna.ask('typing:set', { sessionId, isTyping: true, audience: 'staff' });
    await world.settle();
    expect(anna.payloads('typing:changed').map(({ name }) => name)).to.deep.equal([vera.name]);
    expect(vera.payloads('typing:changed').map(({ name }) => name)).to.deep.equal([anna.name]);
    expect(ownTab.payloads('typing:changed').map(({ name }) => name)).to.deep.equal([vera.name]);
    expect(citizen.payloads('typing:changed')).to.deep.equal([]);
    await anna.ask('typing:set', { sessionId, isTyping: true });
    await world.settle();
    expect(citizen.payloads('typing:changed')).to.have.length(1);
  });
});
