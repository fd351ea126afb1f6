import { expect } from 'chai';
import { OrderedBus } from '../../server/events/bus.js';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import { SessionLog } from '../../server/features/session-log/session-log.service.js';
import { limits } from '../../shared/limits.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('A process that dies between storing an event and doing what follows', function () {
  this.timeout(30_000);
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  afterEach(() => world.close());

  /** Stores events as the server does and lets nothing follow from them. */
  const dyingLog = (): SessionLog => {
    const { log: store } = world.app.domain.stores;
    const { keys, logger } = world.app.services;
    const bus = new OrderedBus<SessionChange>(({ after }) => after._id, logger);
    return new SessionLog({ store, keys, bus, clock: world.clock, logger, nodeId: 'ended' });
  };
  const closeIn = (log: SessionLog, sessionId: string) =>
    log.append({
      sessionId,
      authorId: 'system',
      decide: () => ({
        kind: 'session.closed',
        audience: 'all',
        plain: { by: 'system', reason: 'closed_by_citizen' },
      }),
    });
  const takenSeats = async () =>
    (await world.app.domain.stores.seats.listSeats()).filter(({ offerId }) => offerId);
  const adoptions = () => world.log.filter(({ event }) => event === 'recovery.adopted');

  const talk = async () => {
    const operator = await world.hire();
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    const sessionId = await operator.accept();
    await world.settle();
    return { citizen, sessionId };
  };

  it('is finished by the sweep: the seat is free, the card is closed, once', async () => {
    const { sessionId } = await talk();
    expect(await takenSeats()).to.have.length(1);
    await closeIn(dyingLog(), sessionId);
    await world.advance(limits.queue.sweepMs);
    expect(await takenSeats()).to.have.length(0);
    const state = await world.app.domain.stores.log.findState(sessionId);
    expect(state?.status).to.equal('closed');
    const appeal = await world.app.domain.appeals.findByNumber(state?.appealNumber ?? '');
    expect(appeal?.status).to.equal('closed');
    expect(adoptions()).to.have.length(1);
    await world.advance(2 * limits.queue.sweepMs);
    expect(adoptions()).to.have.length(1);
  });

  it('is finished by the next start, also an hour later', async () => {
    const { sessionId } = await talk();
    await world.app.domain.nodes.beat();
    const nodeId = 'ended';
    await world.app.domain.stores.nodes.beat(nodeId, world.clock.now());
    await closeIn(dyingLog(), sessionId);
    world.clock.advance(60 * 60_000);
    await world.restart();
    await world.settle();
    expect(await takenSeats()).to.have.length(0);
    expect((await world.app.domain.stores.log.findState(sessionId))?.status).to.equal('closed');
    const left = await world.app.domain.stores.nodes.list();
    expect(left.map(({ _id }) => _id)).to.deep.equal([world.app.domain.nodes.nodeId]);
  });

  it('leaves nothing behind where it ends in good order', async () => {
    await talk();
    await world.restart();
    expect(adoptions()).to.have.length(0);
    const running = await world.app.domain.stores.nodes.list();
    expect(running).to.have.length(1);
  });
});
