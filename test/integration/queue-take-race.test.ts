import { expect } from 'chai';
import type { StaffClient } from '../helpers/clients.js';
import { Refused } from '../helpers/clients.js';
import { hireCrowd } from '../helpers/crowd.js';
import { World, namedClassifier } from '../helpers/world.js';

const size = 200;

describe('200 operators who take one waiting chat at once', function () {
  this.timeout(60_000);
  let world: World;
  let crowd: StaffClient[];
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    crowd = await hireCrowd(world, size);
  });
  after(() => world.close());

  const takenSeats = async () =>
    (await world.app.domain.stores.seats.listSeats()).filter(({ offerId }) => offerId);

  it('have one winner; the others hear by whom it was taken, and hold nothing', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await world.settle();
    const { sessionId } = citizen;
    const outcomes = await Promise.allSettled(
      crowd.map((operator) => operator.ask('queue:take', { sessionId })),
    );
    await world.settle();

    const winners = crowd.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    expect(winners).to.have.length(1);
    const [winner] = winners;
    const refusals = outcomes.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    );
    expect(refusals).to.have.length(size - 1);
    for (const refusal of refusals) {
      expect(refusal).to.be.instanceOf(Refused);
      const { code, details } = refusal as Refused;
      expect({ code, details }).to.deep.equal({
        code: 'already_taken',
        details: { byName: winner?.name },
      });
    }

    const events = await winner!.events(sessionId);
    const joined = events.filter(({ kind }) => kind === 'operator.joined');
    expect(joined).to.have.length(1);
    const { owner } = await world.app.services.log.getState(sessionId);
    expect(owner?.operatorId).to.equal(winner?.operatorId);
    const seats = await takenSeats();
    expect(seats.map(({ offerId, operatorId }) => ({ offerId, operatorId }))).to.deep.equal([
      { offerId: owner?.offerId, operatorId: winner?.operatorId },
    ]);
    const loads = world.app.services.board.listOperators().map(({ load }) => load);
    expect(loads.reduce((sum, load) => sum + load, 0)).to.equal(1);
    expect((await citizen.view()).operator?.name).to.equal(winner?.name);

    await world.app.domain.routing.sweep();
    await world.settle();
    expect(await takenSeats()).to.have.length(1);
    expect(world.app.domain.routing.healed).to.equal(0);
    expect(world.log).to.deep.equal([]);
  });

  it('leave its row from every screen but the winner’s', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: и у меня');
    await world.settle();
    const { sessionId } = citizen;
    await Promise.allSettled(crowd.map((one) => one.ask('queue:take', { sessionId })));
    await world.settle();
    const { owner } = await world.app.services.log.getState(sessionId);
    for (const operator of crowd) {
      const isShown = (await operator.ask('desk:open', {})).sessions.some(
        (row) => row.sessionId === sessionId,
      );
      const last = operator.received.findLast(
        ({ name, payload }) =>
          ['session:row', 'session:gone'].includes(name) &&
          (payload as { sessionId: string }).sessionId === sessionId,
      );
      const isOwner = operator.operatorId === owner?.operatorId;
      expect([isShown, last?.name], operator.name).to.deep.equal([
        isOwner,
        isOwner ? 'session:row' : 'session:gone',
      ]);
    }
  });
});
