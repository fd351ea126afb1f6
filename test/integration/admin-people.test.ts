import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import { Administrator } from '../helpers/administrator.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier, poolId } from '../helpers/world.js';

describe('Settings of people', () => {
  let world: World;
  let admin: Administrator;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    admin = await Administrator.hire(world);
  });
  afterEach(() => world.close());

  const opens = async (text = 'payments: не прошла оплата'): Promise<CitizenClient> => {
    const citizen = await world.citizen();
    await citizen.open(text);
    return citizen;
  };
  const leaves = async (citizen: CitizenClient): Promise<void> => {
    await citizen.ask('session:close', { sessionId: citizen.sessionId });
    await world.settle();
  };
  const openOffers = (client: StaffClient): number => {
    const ended = new Set(client.payloads('offer:ended').map(({ offerId }) => offerId));
    return client.payloads('offer:made').filter(({ offerId }) => !ended.has(offerId)).length;
  };
  const boardLine = ({ operatorId }: StaffClient) =>
    world.app.services.board.listOperators().find((person) => person.operatorId === operatorId);
  const seatsOf = async ({ operatorId }: StaffClient) =>
    (await world.app.domain.stores.seats.listSeats()).filter(
      (seat) => seat.operatorId === operatorId,
    );

  const signIn = (login: string, password: string) =>
    world.app.domain.auth.staffSignIn
      .signIn({ login, password, tabId: 'tab-of-a-test' }, '127.0.0.1')
      .then(
        () => 'let in',
        (error: unknown) => (error as { code?: string }).code,
      );

  it('bring waiting chats at once to who may take more, and none to who has more than they may', async () => {
    const operator = await world.hire({ capacity: 1 });
    const { operatorId } = operator;
    const citizens = [await opens()];
    await operator.accept();
    citizens.push(await opens(), await opens());
    await world.settle();
    expect(openOffers(operator)).to.equal(0);

    const { body } = await admin.setPerson(operatorId, { capacity: 3 });
    expect(body.person).to.deep.include({ operatorId, login: operator.name, revision: 1 });
    await operator.accept();
    await operator.accept();
    expect(boardLine(operator)).to.include({ load: 3, capacity: 3 });

    await admin.setPerson(operatorId, { capacity: 1 });
    expect(boardLine(operator)).to.include({ load: 3, capacity: 1 });
    const { sessionId } = await opens();
    for (const citizen of citizens.slice(0, 2)) {
      await leaves(citizen);
      // Neither offered nor to be had by hand: as many are held as there are to be, or more.
      expect(openOffers(operator)).to.equal(0);
      expect(await operator.refusal('queue:take', { sessionId })).to.equal('no_free_seat');
    }
    expect(boardLine(operator)).to.include({ load: 1, capacity: 1 });
    await leaves(citizens[2]!);
    expect((await operator.nextOffer()).sessionId).to.equal(sessionId);
    const [seat, ...others] = await seatsOf(operator);
    expect([seat?.ceiling, others]).to.deep.equal([undefined, []]);
    const changes = (await admin.audit(operatorId)).map((entry) => entry.changes);
    expect(changes.slice(0, 2)).to.deep.equal([
      [{ field: 'capacity', before: 3, after: 1 }],
      [{ field: 'capacity', before: 1, after: 3 }],
    ]);
  });

  it('bring waiting chats at once to who takes their type or language from now on', async () => {
    const operator = await world.hire();
    const { operatorId } = operator;
    await admin.setPerson(operatorId, { requestTypes: ['profile'], languages: ['ru'] });
    await opens();
    await world.settle();
    expect(openOffers(operator)).to.equal(0);
    await admin.setPerson(operatorId, { requestTypes: ['profile', 'payments'] });
    await operator.accept();

    await admin.setPerson(operatorId, { requestTypes: null, languages: ['en'] });
    await opens();
    await world.settle();
    expect(openOffers(operator)).to.equal(0);
    // The pool may give up the skill as well.
    const { settings } = await admin.pool(poolId('payments'));
    const skills = { ...settings.skills, language: { need: 'ignored', relaxAfterMs: 0 } } as const;
    expect((await admin.setPool(poolId('payments'), { skills })).status).to.equal(200);
    await operator.accept();
    expect((await admin.audit(poolId('payments')))[0]?.changes).to.deep.equal([
      { field: 'skills.language.need', before: 'preferred', after: 'ignored' },
      { field: 'skills.language.relaxAfterMs', before: 60_000, after: 0 },
    ]);
    expect((await admin.audit(operatorId))[0]?.changes).to.deep.equal([
      { field: 'requestTypes', before: ['profile', 'payments'], after: null },
      { field: 'languages', before: ['ru'], after: ['en'] },
    ]);
  });

  it('end the sign-ins of who has other pools or another role, and hold from the next one on', async () => {
    const person = await world.hire({ pools: ['payments'] });
    const { operatorId, name } = person;
    const lost = new Promise((resolve) => void person.socket.once('disconnect', resolve));
    const unknown = await admin.setPerson(operatorId, { poolIds: ['f'.repeat(24)] });
    expect(unknown.body.details).to.deep.equal({ field: 'poolIds', reason: 'unknown' });
    const change = { role: 'senior', poolIds: [poolId('signature')] } as const;
    await admin.setPerson(operatorId, { ...change, poolIds: [...change.poolIds] });
    expect(await lost).to.equal('io server disconnect');
    person.close();
    expect(boardLine(person)).to.deep.include(change);
    const again = await world.signIn(operatorId, name);
    await opens('e_signature: не видит ключ');
    await again.accept();
    expect(await seatsOf(again)).to.satisfy((seats: { kind: string }[]) =>
      seats.some(({ kind }) => kind === 'reserve'),
    );
    await admin.setPerson(operatorId, { role: 'operator' });
    expect((await seatsOf(again)).map(({ kind }) => kind)).not.to.include('reserve');
  });

  it('let go of who was closed: offline, asked nothing, holding nothing', async () => {
    const person = await world.hire({ capacity: 2 });
    const { operatorId, name } = person;
    const held = await opens();
    await person.accept();
    const offered = await opens();
    await person.nextOffer();
    const colleague = await world.hire();
    const { status, body } = await admin.setPerson(operatorId, { isActive: false });
    expect([status, body.person.settings.isActive]).to.deep.equal([200, false]);
    person.close();
    await world.settle();
    const waiting = new Set([held.sessionId, offered.sessionId]);
    for (const citizen of [held, offered]) {
      const { owner } = await world.app.services.log.getState(citizen.sessionId);
      expect(owner).to.equal(undefined);
    }
    waiting.delete(await colleague.accept());
    waiting.delete(await colleague.accept());
    expect([...waiting]).to.deep.equal([]);
    expect(boardLine(person)).to.equal(undefined);
    expect(world.app.services.presence.stateOf(operatorId)).to.equal('offline');
    expect(await seatsOf(person)).to.deep.equal([]);
    expect(world.app.domain.routing.healed).to.equal(0);
    expect(await signIn(name, 'korrekt horse 17')).to.equal('sign_in_failed');

    await admin.setPerson(operatorId, { isActive: true });
    const again = await world.signIn(operatorId, name);
    // As many as the colleague cannot take.
    for (let count = 0; count < 3; count += 1) await opens();
    await again.accept();
  });

  it('take a chat from who was closed by a process that died before it could', async () => {
    const person = await world.hire();
    const { operatorId } = person;
    const citizen = await opens();
    await person.accept();
    await world.settle();
    const { operators } = world.app.domain.stores;
    const entry = world.app.domain.audit.draft(
      { kind: 'system', name: 'a process that died' },
      { action: 'person.changed', subjectId: operatorId, subjectTitle: person.name },
    );
    await operators.update(operatorId, { isActive: false }, { revision: 0, entry });
    expect((await admin.audit(operatorId)).map(({ action }) => action)).to.deep.equal([
      'person.created',
    ]);
    await world.advance(limits.settings.rereadMs);
    const { owner, status } = await world.app.services.log.getState(citizen.sessionId);
    expect([owner, status]).to.deep.equal([undefined, 'queued']);
    const told = (await admin.audit(operatorId)).map(({ action, actorName }) => [
      action,
      actorName,
    ]);
    expect(told[0]).to.deep.equal(['person.changed', 'a process that died']);
    expect(told).to.have.length(2);
    await world.app.domain.reload();
    expect(await admin.audit(operatorId)).to.have.length(2);
  });

  it('never leave nobody who can change them', async () => {
    const { operatorId } = admin;
    const refusalOf = async (change: object) => {
      const { body } = await admin.setPerson(operatorId, change);
      return [body.code, body.details];
    };
    const last = (field: string) => ['bad_request', { field, reason: 'last_administrator' }];
    expect(await refusalOf({ role: 'supervisor' })).to.deep.equal(last('role'));
    const yourself = { field: 'isActive', reason: 'yourself' };
    expect(await refusalOf({ isActive: false })).to.deep.equal(['bad_request', yourself]);

    const other = await Administrator.hire(world);
    expect(await refusalOf({ isActive: false })).to.deep.equal(['bad_request', yourself]);
    // Both have seen the other when they asked.
    const [mine, theirs] = await Promise.all([
      admin.setPerson(other.operatorId, { role: 'operator' }),
      other.setPerson(operatorId, { role: 'operator' }),
    ]);
    expect([mine.status, theirs.status]).to.satisfy(
      (statuses: number[]) => statuses.filter((status) => status === 200).length < 2,
    );
    const people = await world.app.domain.operators.listOperators();
    expect(people.filter(({ role }) => role === 'administrator')).not.to.deep.equal([]);
  });

  it('make an account and set a password, neither of which the log repeats', async () => {
    const password = 'eine ganz neue 18';
    const { settings } = await admin.person(admin.operatorId);
    const account = { login: 'nina', password, settings: { ...settings, name: 'Нина Котова' } };
    const operator = { role: 'operator', requestTypes: ['payments'] } as const;
    const body = { ...account, settings: { ...account.settings, ...operator } };
    const made = await admin.ask<{ person: { operatorId: string } }>('POST', '/people', body);
    expect([made.status, made.body.person]).to.deep.equal([
      201,
      { ...made.body.person, login: 'nina', revision: 0, settings: body.settings },
    ]);
    expect(JSON.stringify(made.body)).not.to.include('argon2');
    const { operatorId } = made.body.person;
    expect(world.app.domain.staff.find(operatorId)).to.include({ name: 'Нина Котова' });
    const again = await admin.ask('POST', '/people', body);
    expect(again.body.details).to.deep.equal({ field: 'login', reason: 'taken' });

    expect(await signIn('nina', password)).to.equal('let in');
    const next = 'noch eine neue 19';
    const set = await admin.ask('PUT', `/people/${operatorId}/password`, { password: next });
    expect(set.status).to.equal(204);
    expect(await signIn('nina', password)).to.equal('sign_in_failed');
    expect(await signIn('nina', next)).to.equal('let in');
    // A form that was open meanwhile is not out of date: nothing in it has changed.
    expect((await admin.setPerson(operatorId, { capacity: 5 }, 0)).status).to.equal(200);
    const stale = await admin.setPerson(operatorId, { name: 'Нина Орлова' }, 0);
    expect([stale.status, stale.body.code]).to.deep.equal([409, 'changed_meanwhile']);
    expect((await admin.person(operatorId)).settings).to.include({
      name: 'Нина Котова',
      capacity: 5,
    });

    const entries = await admin.audit(operatorId);
    expect(entries.map(({ action, changes }) => [action, changes.length])).to.deep.equal([
      ['person.changed', 1],
      ['person.password_changed', 0],
      ['person.created', 7],
    ]);
    expect(entries[2]?.changes[0]).to.deep.equal({ field: 'login', before: null, after: 'nina' });
    const stored = await world.connection.collection('auditEntries').find().toArray();
    for (const secret of [password, next, 'argon2', 'passwordHash'])
      expect(JSON.stringify(stored)).not.to.include(secret);
    const carried = await world.connection
      .collection('operators')
      .find({ 'unaudited.0': { $exists: true } })
      .toArray();
    expect(carried).to.deep.equal([]);
  });
});
