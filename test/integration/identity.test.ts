import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const known = { fullName: 'Иванова Мария Петровна', document: 'snils', number: '112-233-445 95' };
const unknown = { fullName: 'Неизвестная Анна Ивановна', document: 'inn', number: '7707083893' };

describe('The identity check', () => {
  let world: World;
  let operator: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    sessionId = await operator.accept();
  });
  afterEach(() => world.close());

  const submit = (claim: typeof known) =>
    citizen.ask('identity:submit', { sessionId, ...claim } as never);
  const refusal = (claim: typeof known) =>
    citizen.refusal('identity:submit', { sessionId, ...claim } as never);
  const request = () => operator.ask('identity:request', { sessionId });
  const wait = async (ms: number) => {
    await world.settle();
    world.clock.advance(ms);
    await world.settle();
  };

  it('is asked for by the operator, matched with the registry, and both see the step', async () => {
    expect(await refusal(known)).to.equal('identity_not_requested');
    await request();
    expect((await citizen.view()).isIdentityRequested).to.equal(true);
    const { session } = await submit(known);
    expect(session).to.include({ identityStep: 'documents', isIdentityRequested: false });
    const told = await operator.until(
      () =>
        operator.payloads('session:event').find(({ event }) => event.kind === 'identity.checked'),
      'the result',
    );
    expect(told.session).to.include({ identityStep: 'documents', isIdentityRequested: false });
    expect(told.event.body).to.include({ isMatched: true, document: 'snils' });
  });

  it('is asked for by nobody but the owner', async () => {
    const colleague = await world.hire({ pools: ['payments'] });
    expect(await colleague.refusal('identity:request', { sessionId })).to.equal('not_owner');
  });

  it('waits 15 minutes after three failures, locks for 30 after five, then counts anew', async () => {
    await request();
    const fail = async () => (await submit(unknown)).session;
    await fail();
    expect((await fail()).identityBlockedUntil).to.equal(undefined);
    const third = await fail();
    expect(new Date(third.identityBlockedUntil ?? 0).getTime() - world.clock.nowMs()).to.equal(
      limits.identity.waitMs,
    );
    expect(await refusal(known)).to.equal('identity_wait');
    await wait(limits.identity.waitMs - 1);
    expect(await refusal(known)).to.equal('identity_wait');
    await wait(1);
    await fail();
    await wait(limits.identity.waitMs);
    await fail();
    expect(await refusal(known)).to.equal('identity_locked');
    await wait(limits.identity.lockMs - 1);
    expect(await refusal(known)).to.equal('identity_locked');
    await wait(1);
    expect((await fail()).identityBlockedUntil).to.equal(undefined);
    expect((await submit(known)).session.identityStep).to.equal('documents');
    const events = await operator.events(sessionId);
    // The last one matched, so it used up nothing.
    const attempts = events.flatMap((event) =>
      event.kind === 'identity.checked' ? [event.body.attemptsLeft] : [],
    );
    expect(attempts).to.deep.equal([4, 3, 2, 1, 0, 4, 4]);
  });

  it('decides one after the other what is typed at once: no more tries than one by one', async () => {
    await request();
    const tries = await Promise.all(
      Array.from({ length: 12 }, () =>
        submit(unknown).then(
          () => 'checked',
          () => 'refused',
        ),
      ),
    );
    expect(tries.filter((outcome) => outcome === 'checked')).to.have.length(3);
  });

  it('keeps nothing that was typed: not in the database, not on the operator’s wire, not in the log', async () => {
    await request();
    await submit(unknown);
    await submit(known);
    await world.settle();
    await operator.events(sessionId);
    const everything = [
      JSON.stringify(await world.dump()),
      operator.wire.lines.join('\n'),
      JSON.stringify(world.log),
    ].join('\n');
    for (const typed of ['7707083893', '11223344595', '112-233-445', 'Неизвестная', 'Иванова']) {
      expect(everything, typed).not.to.include(typed);
    }
    expect(everything).to.include('identity.checked');
  });
});
