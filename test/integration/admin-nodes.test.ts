import { expect } from 'chai';
import { Administrator } from '../helpers/administrator.js';
import { World, namedClassifier, poolId } from '../helpers/world.js';

/** Nothing answers there: what is told by hints is not what counts. */
const redisUrl = 'redis://127.0.0.1:9';
const payments = poolId('payments');

describe('A setting that another process has changed', function () {
  this.timeout(40_000);
  let here: World;
  let there: World;
  let admin: Administrator;

  beforeEach(async () => {
    here = await World.create({ classifier: namedClassifier, redisUrl });
    there = await here.neighbour();
    admin = await Administrator.hire(here);
  });
  afterEach(async () => {
    await there.close();
    await here.close();
  });
  /** What two seconds bring. */
  const look = async (): Promise<void> => {
    await there.app.domain.settings.look();
    await there.settle();
  };

  it('counts without Redis and without a restart: promises, seats, types', async () => {
    const operator = await there.hire({ capacity: 1 });
    const citizens = await Promise.all([there.citizen(), there.citizen(), there.citizen()]);
    const [first, second, third] = citizens;
    await first.open('payments: не прошла оплата');
    await operator.accept();
    await second.open('payments: не прошла оплата');
    await there.settle();
    expect(operator.payloads('offer:made')).to.have.length(1);

    await admin.setPerson(operator.operatorId, { capacity: 2 });
    const { settings } = await admin.pool(payments);
    const escalation = { ...settings.escalation, windowMs: 120_000 };
    await admin.setPool(payments, { escalation, requestTypes: ['payments', 'suggestion'] });
    await look();
    expect(await operator.accept()).to.equal(second.sessionId);
    const openedMs = there.clock.nowMs();
    const { session } = await second.ask('escalation:request', { sessionId: second.sessionId });
    const endsMs = Date.parse(session.escalation?.deadlineAt ?? '');
    expect(endsMs - openedMs).to.equal(120_000);
    await third.open('suggestion: добавьте поиск');
    await there.settle();
    const { poolId: servedBy } = await there.app.services.log.getState(third.sessionId);
    expect(servedBy).to.equal(payments);
    const board = there.app.services.board.listOperators();
    expect(board.find(({ operatorId }) => operatorId === operator.operatorId)).to.include({
      ...{ capacity: 2, load: 2 },
    });
  });

  it('takes the sockets and chats of who was closed', async () => {
    const operator = await there.hire();
    await admin.person(operator.operatorId);
    const citizen = await there.citizen();
    await citizen.open('payments: не прошла оплата');
    const sessionId = await operator.accept();
    const cut = new Promise((resolve) => void operator.socket.once('disconnect', resolve));
    await admin.setPerson(operator.operatorId, { isActive: false });
    await there.app.domain.settings.look();
    expect(await cut).to.equal('io server disconnect');
    operator.close();
    await there.settle();
    const { owner } = await there.app.services.log.getState(sessionId);
    expect(owner).to.equal(undefined);
    expect(there.app.domain.staff.find(operator.operatorId)).to.equal(null);
    expect(there.app.domain.routing.healed).to.equal(0);
  });

  it('is read once and no more, and by both in the same way', async () => {
    let reads = 0;
    there.app.domain.onReread(() => {
      reads += 1;
    });
    await look();
    reads = 0;
    await admin.setPool(payments, { title: 'Платежи' });
    for (let count = 0; count < 3; count += 1) await look();
    expect(reads).to.equal(1);
    for (const { app } of [here, there])
      expect(app.domain.pools.getPool(payments).title).to.equal('Платежи');
  });
});
