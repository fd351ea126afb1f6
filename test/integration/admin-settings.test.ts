import { expect } from 'chai';
import { Administrator } from '../helpers/administrator.js';
import { World, namedClassifier, poolId } from '../helpers/world.js';

const payments = poolId('payments');
const minuteMs = 60_000;

describe('Settings of pools', () => {
  let world: World;
  let admin: Administrator;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    admin = await Administrator.hire(world);
  });
  after(() => world.close());

  const eventOf = async <Kind extends string>(sessionId: string, kind: Kind) => {
    const events = await world.app.domain.stores.log.listEvents(sessionId, 0, 1_000);
    const event = events.findLast((one) => (one.kind as string) === kind);
    return event?.plain as Record<string, unknown>;
  };
  const waitsIn = async (sessionId: string) => {
    await world.settle();
    return (await world.app.services.log.getState(sessionId)).poolId;
  };

  it('make the next promise by the new window, percents and boost, and stand in the log', async () => {
    const { settings, revision } = await admin.pool(payments);
    expect(revision).to.equal(0);
    const escalation = {
      ...{ windowMs: 8 * minuteMs, urgentWindowMs: 4 * minuteMs },
      ...{ allPoolsPercent: 25, reservePercent: 50 },
    };
    const boostMs = { raised: 2 * minuteMs, urgent: 30 * minuteMs };
    const { status, body } = await admin.setPool(payments, { escalation, boostMs });
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body.pool).to.deep.equal({
      ...{ poolId: payments, code: 'payments', revision: 1 },
      settings: { ...settings, escalation, boostMs },
    });

    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    const { sessionId } = citizen;
    const openedMs = world.clock.nowMs();
    await citizen.ask('escalation:request', { sessionId });
    const opened = await eventOf(sessionId, 'escalation.opened');
    const afterMs = (at: unknown) => (at as Date).getTime() - openedMs;
    expect(afterMs(opened['deadlineAt'])).to.equal(8 * minuteMs);
    const steps = opened['steps'] as { dueAt: Date }[];
    expect(steps.map(({ dueAt }) => afterMs(dueAt) / minuteMs)).to.deep.equal([2, 4, 8]);
    expect(opened['boostMs']).to.equal(30 * minuteMs);

    const [entry, ...older] = await admin.audit(payments);
    expect(older).to.deep.equal([]);
    expect(entry).to.deep.equal({
      ...{ entryId: entry?.entryId, at: new Date(openedMs).toISOString() },
      ...{ actorId: admin.operatorId, actorName: admin.name },
      ...{ action: 'pool.changed', subjectId: payments, subjectTitle: 'Оплата' },
      changes: [
        { field: 'escalation.windowMs', before: 10 * minuteMs, after: 8 * minuteMs },
        { field: 'escalation.urgentWindowMs', before: 5 * minuteMs, after: 4 * minuteMs },
        { field: 'escalation.allPoolsPercent', before: 40, after: 25 },
        { field: 'escalation.reservePercent', before: 70, after: 50 },
        { field: 'boostMs.raised', before: 5 * minuteMs, after: 2 * minuteMs },
        { field: 'boostMs.urgent', before: 15 * minuteMs, after: 30 * minuteMs },
      ],
    });
  });

  it('change nothing on what somebody else has changed meanwhile, nor where nothing is different', async () => {
    const before = await admin.pool(payments);
    const entries = await admin.audit();
    const stale = await admin.setPool(payments, { title: 'Платежи' }, before.revision - 1);
    expect([stale.status, stale.body.code]).to.deep.equal([409, 'changed_meanwhile']);
    expect((await admin.setPool(payments, {})).body.pool).to.deep.equal(before);
    const types = ['payments', 'profile'] as const;
    const both = await Promise.all(
      ['Платежи', 'Оплата и возвраты'].map((title) =>
        admin.setPool(payments, { title, requestTypes: [...types] }, before.revision),
      ),
    );
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
    const after = await admin.pool(payments);
    const title = both.find(({ status }) => status === 200)?.body.pool.settings.title;
    expect(after.settings).to.include({ title });
    expect(after.revision).to.equal(before.revision + 1);
    // Whoever came second has taken nothing from anybody.
    const access = await admin.pool(poolId('access'));
    expect(access.settings.requestTypes).to.deep.equal(['account_access']);
    const added = (await admin.audit()).slice(0, -entries.length);
    expect(added.filter(({ subjectId }) => subjectId === payments)).to.have.length(1);
    const back = { title: 'Оплата', requestTypes: ['payments' as const] };
    expect((await admin.setPool(payments, back)).status).to.equal(200);
    const profile = { requestTypes: ['account_access' as const, 'profile' as const] };
    expect((await admin.setPool(poolId('access'), profile)).status).to.equal(200);
  });

  it('bring a type to the pool that got it, and take it from the one that had it', async () => {
    const [social, signature] = [poolId('social'), poolId('signature')];
    const { body } = await admin.setPool(social, { requestTypes: ['benefits', 'e_signature'] });
    expect(body.pool.settings.requestTypes).to.deep.equal(['benefits', 'e_signature']);
    expect((await admin.pool(signature)).settings.requestTypes).to.deep.equal([]);
    expect((await admin.pool(signature)).revision).to.equal(1);
    const changes = async (id: string) => (await admin.audit(id))[0]?.changes;
    expect(await changes(social)).to.deep.equal([
      { field: 'requestTypes', before: ['benefits'], after: ['benefits', 'e_signature'] },
    ]);
    expect(await changes(signature)).to.deep.equal([
      { field: 'requestTypes', before: ['e_signature'], after: [] },
    ]);
    const citizen = await world.citizen();
    await citizen.open('e_signature: не видит ключ');
    expect(await waitsIn(citizen.sessionId)).to.equal(social);

    // Of a type that no pool has the general pool takes care.
    await admin.setPool(social, { requestTypes: ['benefits'] });
    const other = await world.citizen();
    await other.open('e_signature: не видит ключ');
    expect(await waitsIn(other.sessionId)).to.equal(poolId('general'));
  });

  it('make a pool that serves at once', async () => {
    const { settings } = await admin.pool(payments);
    const wanted = {
      ...settings,
      ...{ title: 'Предложения', titleEn: 'Suggestions', requestTypes: ['suggestion' as const] },
      overflow: { poolId: payments, afterMs: minuteMs, afterOffers: 2 },
    };
    const made = await admin.ask<{ pool: { poolId: string } }>('POST', '/pools', {
      ...{ code: 'ideas', settings: wanted },
    });
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    const { pool } = made.body;
    expect(pool).to.deep.equal({ ...pool, code: 'ideas', revision: 0, settings: wanted });
    const citizen = await world.citizen();
    await citizen.open('suggestion: добавьте поиск');
    expect(await waitsIn(citizen.sessionId)).to.equal(pool.poolId);
    const [entry] = await admin.audit(pool.poolId);
    expect(entry).to.include({ action: 'pool.created', subjectTitle: 'Предложения' });
    const fields = entry?.changes ?? [];
    expect(fields.every(({ before }) => before === null)).to.equal(true);
    expect(fields).to.deep.include({ field: 'code', before: null, after: 'ideas' });
    expect(fields).to.deep.include({ field: 'overflow.afterOffers', before: null, after: 2 });
    expect(fields.some(({ field }) => field === 'hours')).to.equal(false);
    expect((await admin.audit(poolId('quality')))[0]?.changes[0]?.after).to.deep.equal([
      'complaint',
    ]);
    // What is taken back is gone from the stored pool as well.
    await admin.setPool(pool.poolId, { overflow: null });
    expect((await admin.pool(pool.poolId)).settings.overflow).to.equal(null);
    expect((await admin.audit(pool.poolId))[0]?.changes).to.deep.equal([
      { field: 'overflow.poolId', before: payments, after: null },
      { field: 'overflow.afterMs', before: minuteMs, after: null },
      { field: 'overflow.afterOffers', before: 2, after: null },
    ]);
  });

  it('are refused where they do not fit, and nothing comes of it', async () => {
    const entries = await admin.audit();
    const general = poolId('general');
    const { settings } = await admin.pool(payments);
    const make = (code: string, change: object) =>
      admin.ask('POST', '/pools', { code, settings: { ...settings, requestTypes: [], ...change } });
    const into = (id: string) => ({ overflow: { poolId: id, afterMs: minuteMs, afterOffers: 2 } });
    const refusals = [
      [await admin.setPool(general, { requestTypes: [] }), 'requestTypes', 'general_needed'],
      [await admin.setPool(payments, into(payments)), 'overflow.poolId', 'itself'],
      [await admin.setPool(payments, into('f'.repeat(24))), 'overflow.poolId', 'unknown'],
      [await make('payments', {}), 'code', 'taken'],
      [await make('other', into('f'.repeat(24))), 'overflow.poolId', 'unknown'],
    ] as const;
    for (const [{ status, body }, field, reason] of refusals) {
      expect([status, body.code, body.details]).to.deep.equal([
        ...[400, 'bad_request'],
        { field, reason },
      ]);
    }
    const path = `/pools/${'f'.repeat(24)}`;
    const nowhere = await admin.ask('PUT', path, { revision: 0, settings });
    expect([nowhere.status, nowhere.body.code]).to.deep.equal([404, 'not_found']);
    const wide = { ...settings.escalation, allPoolsPercent: 80 };
    expect((await admin.setPool(payments, { escalation: wide })).body.code).to.equal('bad_request');
    expect(await admin.audit()).to.deep.equal(entries);
    const moved = await admin.setPool(payments, { requestTypes: ['payments', 'general'] });
    expect(moved.status).to.equal(200);
    expect((await admin.pool(general)).settings.requestTypes).to.deep.equal([]);
  });

  it('are shown to supervisors and to nobody below, and changed by neither', async () => {
    const supervisor = new Administrator(world, await world.hire({ role: 'supervisor' }));
    expect((await supervisor.pool(payments)).settings.title).to.equal('Оплата');
    const { revision, settings } = await supervisor.pool(payments);
    const change = await supervisor.ask('PUT', `/pools/${payments}`, { revision, settings });
    expect(change.body.code).to.equal('forbidden');
    for (const path of ['/people', '/audit'])
      expect((await supervisor.ask('GET', path)).body.code).to.equal('forbidden');
    const senior = new Administrator(world, await world.hire({ role: 'senior' }));
    expect((await senior.ask('GET', '/pools')).body.code).to.equal('forbidden');
  });
});
