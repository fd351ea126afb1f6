import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('The summary for a senior', function () {
  this.timeout(30_000);
  let world: World;
  let operator: StaffClient;
  let senior: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    senior = await world.hire({ role: 'senior', pools: ['payments'] });
    citizen = await world.citizen();
    await citizen.open('payments: деньги списали дважды');
    sessionId = await operator.accept();
    await operator.say(sessionId, 'Нашли один платёж из двух.');
  });
  afterEach(() => world.close());

  const rowOf = async (client: StaffClient) =>
    (await client.ask('desk:open', {})).sessions.find((row) => row.sessionId === sessionId);
  const handOver = (client: StaffClient) =>
    client.ask('escalation:hand-over', { sessionId, summary: 'Искали платёж, не нашли' });

  it('is owed until it is written: on every console of who owes it, after a restart, and to the end of the shift', async () => {
    await citizen.ask('escalation:request', { sessionId });
    await senior.accept();
    await world.settle();
    const { operatorId, name } = operator;
    expect((await rowOf(operator))?.handOverFrom).to.include({ operatorId, name });
    expect(await operator.refusal('presence:set', { presence: 'offline' })).to.equal(
      'summary_owed',
    );
    await operator.ask('presence:set', { presence: 'away' });
    await world.restart();
    operator = await world.signIn(operatorId, name);
    senior = await world.signIn(senior.operatorId, senior.name);
    expect((await rowOf(operator))?.handOverFrom).to.include({ operatorId, name });
    await handOver(operator);
    await world.settle();
    expect(await rowOf(operator)).to.equal(undefined);
    await operator.ask('presence:set', { presence: 'offline' });
    expect(await operator.refusal('escalation:hand-over', { sessionId, summary: 'ещё' })).to.equal(
      'not_owner',
    );
  });

  it('stands on the supervisor’s board while it is missing, with who owes it to whom and since when', async () => {
    const supervisor = await world.hire({ role: 'supervisor' });
    const owed = async () =>
      (await supervisor.ask('board:watch', {})).pools.flatMap((pool) => pool.owedSummaries);
    await citizen.ask('escalation:request', { sessionId });
    expect(await owed()).to.deep.equal([]);
    await senior.accept();
    await world.settle();
    const { appealNumber } = (await rowOf(supervisor))!;
    const since = world.clock.now().toISOString();
    const line = { sessionId, appealNumber, fromName: operator.name, toName: senior.name };
    expect(await owed()).to.deep.equal([{ ...line, since }]);
    await world.advance(limits.escalation.summaryLateMs);
    expect(await owed()).to.deep.equal([{ ...line, since }]);
    await handOver(operator);
    await world.settle();
    expect(await owed()).to.deep.equal([]);
  });

  it('may be written while the senior is awaited: it comes with the call, and nothing is owed', async () => {
    await senior.ask('presence:set', { presence: 'away' });
    await citizen.ask('escalation:request', { sessionId });
    expect(await senior.refusal('escalation:hand-over', { sessionId, summary: 'я' })).to.equal(
      'not_owner',
    );
    await handOver(operator);
    await world.settle();
    expect((await rowOf(operator))?.isHandOverReady).to.equal(true);
    await senior.ask('presence:set', { presence: 'online' });
    const offer = await senior.nextOffer();
    expect(offer.brief).to.include({
      ...{ ownerName: operator.name, stage: 'greeting', identityStep: 'guest', files: 0 },
      summary: 'Искали платёж, не нашли',
    });
    await senior.accept();
    await world.settle();
    expect(await rowOf(senior)).not.to.have.property('handOverFrom');
    await operator.ask('presence:set', { presence: 'offline' });
    const summaries = (await senior.events(sessionId)).filter(
      ({ kind }) => kind === 'escalation.handed_over',
    );
    expect(summaries).to.have.length(1);
    expect(citizen.wire.lines.join()).not.to.include('Искали платёж');
  });

  it('is owed all the same by who took the chat from its writer', async () => {
    await senior.ask('presence:set', { presence: 'away' });
    await citizen.ask('escalation:request', { sessionId });
    await handOver(operator);
    operator.answersPings = false;
    operator.close();
    await world.advance(limits.presence.leaseMs + limits.presence.graceMs + 10_000);
    const other = await world.hire({ pools: ['payments'] });
    await other.accept();
    await senior.ask('presence:set', { presence: 'online' });
    await senior.accept();
    await world.settle();
    expect((await rowOf(senior))?.handOverFrom).to.include({ name: other.name });
  });
});
