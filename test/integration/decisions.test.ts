import { expect } from 'chai';
import { explainAppeal } from '../../server/cli/explain.js';
import { replayDecision } from '../../shared/routing/decision-record.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { namedClassifier, poolId, World } from '../helpers/world.js';

describe('Why an offer went to whom it went', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  afterEach(() => world.close());

  const actorOf = (client: StaffClient) => ({
    ...{ kind: 'staff' as const, operatorId: client.operatorId, name: client.name },
    ...{ role: 'operator' as const, poolIds: [poolId('payments')] },
    ...{ familyId: 'none', tokenExpiresAt: new Date(Date.now() + 60_000) },
  });
  const decisionsOf = ({ sessionId }: CitizenClient) =>
    world.app.services.decisions.listDecisions({ kind: 'system' }, sessionId);
  const changePerson = async (client: StaffClient, change: object) => {
    const { domain } = world.app;
    const { operatorId } = client;
    await domain.operators.updateOperator({ kind: 'system' }, { operatorId, ...change });
    await domain.reload();
  };

  it('is kept with each offer, replays to the same winner, and says why the others were not', async () => {
    const boris = await world.hire({ pools: ['payments'], isOnline: false });
    const full = await world.hire({ pools: ['payments'], capacity: 0 });
    await world.hire({ pools: ['social'] });
    const anna = await world.hire({ pools: ['payments'] });
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    const { sessionId, offerId } = await anna.nextOffer();
    await anna.ask('offer:decline', { sessionId, offerId, reason: 'break' });
    await boris.ask('presence:set', { presence: 'online' });
    await boris.nextOffer();

    const [first, second] = await decisionsOf(citizen);
    expect(first).to.include({ chosen: anna.operatorId, leftOut: 0 });
    expect(first?.facts).to.deep.include({ purpose: 'queue' });
    const verdicts = (decision: typeof first) =>
      Object.fromEntries(
        replayDecision(decision!.facts).verdicts.map((one) => [one.operatorId, one.verdict]),
      );
    expect(verdicts(first)).to.deep.equal({
      [anna.operatorId]: 'chosen',
      [boris.operatorId]: 'not_available',
      [full.operatorId]: 'no_free_seat',
    });
    expect(verdicts(second)).to.deep.equal({
      [boris.operatorId]: 'chosen',
      [anna.operatorId]: 'let_pass',
      [full.operatorId]: 'no_free_seat',
    });
    for (const decision of [first, second])
      expect(replayDecision(decision!.facts).chosen).to.equal(decision!.chosen);

    const { appealNumber } = await citizen.view();
    const dashed = appealNumber.replaceAll('-', '');
    const explained = await explainAppeal(world.app.domain, dashed);
    expect(explained.isSame).to.equal(true);
    const told = explained.lines.join('\n');
    expect(told).to.match(/2 offers/);
    expect(told).to.match(new RegExp(`let_pass +${anna.name}`));
    expect(told.match(/the same\./g)).to.have.length(2);
  });

  it('tells nobody who may not see the session, and no citizen', async () => {
    const anna = await world.hire({ pools: ['payments'] });
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await anna.nextOffer();
    const { decisions } = world.app.services;
    expect(await decisions.listDecisions(actorOf(anna), citizen.sessionId)).to.have.length(1);
    const stranger = { ...actorOf(anna), operatorId: 'somebody', poolIds: [poolId('social')] };
    const refused = await decisions
      .listDecisions(stranger, citizen.sessionId)
      .catch((error: unknown) => error);
    expect(refused).to.include({ code: 'not_found' });
  });

  it('follows the types and languages a person takes', async () => {
    const [anna, boris] = [await world.hire(), await world.hire()];
    await changePerson(anna, { requestTypes: ['benefits'] });
    await changePerson(boris, { languages: ['en'] });
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await world.advance(55_000);
    expect(anna.payloads('offer:made')).to.deep.equal([]);
    expect(boris.payloads('offer:made')).to.deep.equal([]);
    // A minute without anybody who writes Russian: better in English than not at all.
    await world.advance(10_000);
    expect(boris.payloads('offer:made')).to.have.length(1);
    expect(anna.payloads('offer:made')).to.deep.equal([]);
    expect(world.app.domain.routing.healed).to.equal(0);
  });
});
