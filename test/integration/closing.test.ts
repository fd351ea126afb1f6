import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { CitizenClient, Refused, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const hour = 3_600_000;

describe('Closing', () => {
  let world: World;
  let operator: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  const start = async (options: { isRecorded?: boolean } = {}) => {
    citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата', options);
    sessionId = await operator.accept();
    await operator.say(sessionId, 'Здравствуйте');
  };
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire({ pools: ['payments'] });
    await start();
  });
  afterEach(() => world.close());

  const state = () => world.app.services.log.getState(sessionId);
  const appeal = async () => {
    await world.settle();
    const { citizenId } = await state();
    return (await world.app.domain.appeals.listOfCitizen(citizenId))[0];
  };
  const propose = async (input: { outcome?: 'solved' | 'in_progress'; dueAt?: string } = {}) =>
    operator.ask('closing:propose', {
      ...{ sessionId, outcome: 'solved', summary: 'ИТОГ: платёж найден', ...input },
      lastPublicSeq: (await state()).publicHeadSeq,
    });
  /** A jump over hours in which nobody needs to answer pings. */
  const jump = async (ms: number) => {
    await world.settle();
    world.clock.advance(ms);
    await world.app.jobs.runDue();
    await world.settle();
  };
  const ofKind = async (kind: string) => {
    const events = await world.app.services.log.listEvents(sessionId, 0, 1_000);
    return events.filter((event) => event.kind === kind);
  };

  it('is refused while the operator has not seen the citizen’s newest word', async () => {
    const { publicHeadSeq: lastPublicSeq } = await state();
    await citizen.say('И ещё вопрос');
    const input = { sessionId, outcome: 'solved' as const, summary: 'x', lastPublicSeq };
    expect(await operator.refusal('closing:propose', input)).to.equal('newer_message');
    await propose();
    expect(await state()).to.include({ status: 'awaiting_confirmation', stage: 'confirmation' });
  });

  it('frees the seat at once, shows number and summary, and ends with the citizen’s yes; rated once', async () => {
    const { appealNumber } = await citizen.view();
    await propose();
    const asked = await citizen.view();
    expect(asked).to.include({ status: 'awaiting_confirmation', appealNumber });
    expect(asked.closing).to.include({ outcome: 'solved', summary: 'ИТОГ: платёж найден' });
    expect(await appeal()).to.include({ status: 'answered' });
    const seats = await world.app.domain.stores.seats.listSeats();
    expect(seats.filter((seat) => seat.offerId)).to.deep.equal([]);
    await citizen.ask('closing:confirm', { sessionId, isSolved: true });
    expect(await appeal()).to.include({ status: 'closed' });
    await citizen.ask('rating:give', { sessionId, score: 4, comment: '' });
    const { session } = await citizen.ask('rating:give', { sessionId, score: 1, comment: 'нет' });
    expect(session.rating).to.equal(4);
  });

  it('with work that goes on keeps the appeal open, with a responsible and a day that must be named', async () => {
    const nameless = {
      sessionId,
      outcome: 'in_progress' as const,
      summary: 'x',
      lastPublicSeq: 99,
    };
    expect(await operator.refusal('closing:propose', nameless)).to.equal('bad_request');
    const dueAt = new Date(world.clock.nowMs() + 48 * hour).toISOString();
    await propose({ outcome: 'in_progress', dueAt });
    await citizen.ask('closing:confirm', { sessionId, isSolved: true });
    expect((await citizen.view()).closing).to.include({ responsibleName: operator.name, dueAt });
    const card = await appeal();
    expect(card).to.include({ status: 'in_progress', responsibleName: operator.name });
    expect(card?.dueAt.toISOString()).to.equal(dueAt);
  });

  it('that did not help comes back to the front: 20 s for who knows the case, then for anyone', async () => {
    const colleague = await world.hire({ pools: ['payments'] });
    await operator.ask('presence:set', { presence: 'away' });
    await propose();
    await citizen.ask('closing:confirm', { sessionId, isSolved: false });
    await world.settle();
    expect(await state()).to.include({ status: 'queued', isFront: true });
    expect((await ofKind('session.queued')).at(-1)?.plain).to.include({
      ...{ reason: 'not_solved', preferredOperatorId: operator.operatorId },
    });
    await world.advance(limits.queue.stickyMs - 1);
    expect(colleague.payloads('offer:made')).to.deep.equal([]);
    await world.advance(1);
    expect(await colleague.nextOffer()).to.include({ sessionId });
  });

  it('that did not help is offered to the same operator at once where they are free', async () => {
    await world.hire({ pools: ['payments'] });
    await propose();
    await citizen.ask('closing:confirm', { sessionId, isSolved: false });
    expect(await operator.accept()).to.equal(sessionId);
    expect((await state()).closing).to.equal(undefined);
  });

  it('without an answer closes by itself after 24 hours and not before, once, through a restart', async () => {
    await propose();
    await jump(24 * hour - 1);
    expect((await state()).status).to.equal('awaiting_confirmation');
    await world.restart();
    await jump(1);
    const closed = await ofKind('session.closed');
    expect(closed.map((event) => event.plain)).to.deep.equal([
      { by: 'system', reason: 'not_confirmed' },
    ]);
    expect(closed[0]?.audience).to.equal('all');
    await jump(hour);
    expect(await ofKind('session.closed')).to.have.length(1);
  });

  it('is not put off by a second proposal that is refused', async () => {
    await propose();
    const again = { sessionId, outcome: 'solved' as const, summary: 'ещё раз', lastPublicSeq: 99 };
    await jump(23 * hour);
    expect(await operator.refusal('closing:propose', again)).to.equal('not_owner');
    await jump(hour);
    expect(await state()).to.include({ status: 'closed', closeReason: 'not_confirmed' });
  });

  it('is undone by a later word within seven days, first for who knows the case; after that it stands', async () => {
    await propose();
    await citizen.ask('closing:confirm', { sessionId, isSolved: true });
    await jump(limits.closing.reopenMs);
    await citizen.say('Снова не работает');
    await world.settle();
    expect(await state()).to.include({ status: 'queued', isFront: true });
    expect((await ofKind('session.queued')).at(-1)?.plain).to.include({
      ...{ reason: 'reopened', preferredOperatorId: operator.operatorId },
    });
    const reopened = await appeal();
    expect(reopened).to.include({ status: 'reopened' });
    expect(reopened).not.to.have.property('closedAt');

    await citizen.ask('session:close', { sessionId });
    expect(await appeal()).to.include({ status: 'closed' });
    await jump(limits.closing.reopenMs + 1);
    const word = { sessionId, clientMessageId: 'a-week-later', text: 'ау', attachmentIds: [] };
    expect(await citizen.refusal('message:send', word)).to.equal('session_closed');
  });

  it('that stands is followed by a linked repeat appeal, raised, and only by the citizen’s own', async () => {
    await citizen.ask('session:close', { sessionId });
    const before = await citizen.view();
    expect(Date.parse(before.reopensUntil ?? '')).to.equal(
      Date.parse(before.closedAt ?? '') + limits.closing.reopenMs,
    );
    const first = before.appealNumber;
    await jump(limits.closing.reopenMs + 1);
    const dashless = first.replaceAll('-', '');
    const { session } = await citizen.openInput('payments: то же самое', 'a-week-later', {
      repeatOf: dashless,
    });
    await world.settle();
    expect(session.appealNumber).not.to.equal(first);
    const repeat = await world.app.services.log.getState(session.sessionId);
    expect(repeat).to.include({ repeatOf: first, priority: 'raised' });
    const card = await world.app.domain.appeals.findByNumber(session.appealNumber);
    expect(card).to.include({ repeatOf: first, priority: 'raised' });
    expect(repeat.rankAt).to.equal((repeat.queuedAt?.getTime() ?? 0) - limits.queue.boostMs.raised);

    const stranger = await world.citizen();
    const theirs = stranger.openInput('payments: чужое', 'not-mine', { repeatOf: first });
    expect(await theirs.catch((error: unknown) => (error as Refused).code)).to.equal('not_found');
  });

  it('by the citizen ends a queued chat, and a call for a senior with it', async () => {
    await propose();
    await citizen.ask('closing:confirm', { sessionId, isSolved: false });
    await citizen.ask('escalation:request', { sessionId });
    const { session } = await citizen.ask('session:close', { sessionId });
    expect(session).to.include({ status: 'closed' });
    expect(session).not.to.have.property('escalation');
    await world.advance(11 * 60_000);
    expect(await ofKind('escalation.stepped')).to.deep.equal([]);
    const seats = await world.app.domain.stores.seats.listSeats();
    expect(seats.filter((seat) => seat.offerId)).to.deep.equal([]);
  });

  describe('of a talk nobody allowed to record', () => {
    beforeEach(async () => {
      await propose();
      await citizen.ask('closing:confirm', { sessionId, isSolved: true });
      await start({ isRecorded: false });
      await propose();
      await citizen.ask('closing:confirm', { sessionId, isSolved: true });
      await citizen.ask('rating:give', { sessionId, score: 5, comment: 'хорошо' });
    });
    const sealed = async () =>
      (await world.app.services.log.listEvents(sessionId, 0, 1_000)).filter((one) => one.sealed);

    it('keeps the text for ten minutes for a copy, then destroys it; the card stays', async () => {
      const { destroyedAt } = await citizen.view();
      expect(new Date(destroyedAt ?? 0).getTime() - world.clock.nowMs()).to.equal(
        limits.closing.unrecordedKeepMs,
      );
      await jump(limits.closing.unrecordedKeepMs - 1);
      expect(await sealed()).not.to.deep.equal([]);
      expect(JSON.stringify(await citizen.events())).to.include('не прошла оплата');
      await world.restart();
      await jump(1);
      expect(await sealed()).to.deep.equal([]);
      expect(await ofKind('recording.destroyed')).to.have.length(1);
      const after = await state();
      expect(after).to.include({ isDestroyed: true, rating: 5 });
      expect(after).not.to.have.property('lastMessage');
      expect(after.closing).not.to.have.property('summary');
      expect(await appeal()).to.include({ status: 'closed', requestType: 'payments', rating: 5 });
    });

    it('keeps it while the talk was reopened, and counts from the next close', async () => {
      await jump(limits.closing.unrecordedKeepMs - 60_000);
      await citizen.say('Ещё одно');
      await jump(120_000);
      expect((await state()).isDestroyed).to.equal(false);
      await citizen.ask('session:close', { sessionId });
      await jump(limits.closing.unrecordedKeepMs - 1);
      expect((await state()).isDestroyed).to.equal(false);
      await jump(1);
      expect(await sealed()).to.deep.equal([]);
      const word = { sessionId, clientMessageId: 'after-destroyed', text: 'ау', attachmentIds: [] };
      expect(await citizen.refusal('message:send', word)).to.equal('session_closed');
    });
  });
});
