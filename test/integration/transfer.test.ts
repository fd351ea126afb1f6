import { expect } from 'chai';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { World, namedClassifier, poolId } from '../helpers/world.js';

const note = 'СЛУЖЕБНО: вопрос про портал';

describe('A transfer', () => {
  let world: World;
  let sender: StaffClient;
  let citizen: CitizenClient;
  let sessionId: string;

  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    sender = await world.hire({ pools: ['payments'] });
    citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    sessionId = await sender.accept();
  });
  afterEach(async () => {
    expect(citizen.wire.lines.join('\n')).not.to.include('СЛУЖЕБНО');
    await world.close();
  });

  const state = () => world.app.services.log.getState(sessionId);
  const takenBy = async ({ operatorId }: StaffClient) => {
    await world.settle();
    const seats = await world.app.domain.stores.seats.listSeats();
    return seats.filter((seat) => seat.operatorId === operatorId && seat.offerId).length;
  };
  const toldEnd = () =>
    sender.until(() => {
      const ends = sender
        .payloads('session:event')
        .flatMap(({ event }) => (event.kind === 'transfer.ended' ? [event.body.outcome] : []));
      return ends.length > 0 && ends;
    }, 'the end of the transfer');

  it('leaves the chat with its sender until the target takes it, and corrects the type with the department', async () => {
    const target = await world.hire({ pools: ['technical'] });
    await sender.ask('transfer:request', { sessionId, poolId: poolId('technical'), note });
    const offer = await target.nextOffer();
    expect(offer).to.include({ purpose: 'transfer', transferNote: note });
    expect(offer.transferFromName).to.equal(sender.name);
    await sender.say(sessionId, 'Сейчас подключу коллегу');
    expect(await takenBy(sender)).to.equal(1);
    expect(await takenBy(target)).to.equal(1);

    await target.accept();
    expect(await takenBy(sender)).to.equal(0);
    expect(await takenBy(target)).to.equal(1);
    const after = await state();
    expect(after.owner?.operatorId).to.equal(target.operatorId);
    expect(after.poolId).to.equal(poolId('technical'));
    expect(after.classification).to.include({ decidedBy: 'transfer' });
    const { session } = await target.ask('session:join', { sessionId });
    expect(session.requestType).to.be.oneOf(['technical_fault', 'mobile_app']);
    const words = (await target.events(sessionId)).filter(({ kind }) => kind === 'message.created');
    expect(JSON.stringify(words)).to.include('не прошла оплата');
    const late = { sessionId, clientMessageId: 'too-late-1', text: 'поздно', attachmentIds: [] };
    expect(await sender.refusal('message:send', { ...late, audience: 'all' })).to.equal(
      'not_owner',
    );
  });

  it('to a person of another department corrects the type as well', async () => {
    const target = await world.hire({ pools: ['signature'] });
    const { operatorId } = target;
    await sender.ask('transfer:request', { sessionId, operatorId, note });
    await target.accept();
    expect((await state()).classification).to.include({
      ...{ requestType: 'e_signature', decidedBy: 'transfer' },
    });
  });

  it('to a type goes to the pool that serves it', async () => {
    const target = await world.hire({ pools: ['social'] });
    await sender.ask('transfer:request', { sessionId, requestType: 'benefits', note });
    await target.accept();
    const after = await state();
    expect(after.poolId).to.equal(poolId('social'));
    expect(after.classification?.requestType).to.equal('benefits');
  });

  it('can be cancelled: the offer leaves the target’s screen and the seat falls free', async () => {
    const target = await world.hire({ pools: ['technical'] });
    await sender.ask('transfer:request', { sessionId, operatorId: target.operatorId, note });
    const { offerId } = await target.nextOffer();
    const again = { sessionId, requestType: 'benefits' as const, note };
    expect(await sender.refusal('transfer:request', again)).to.equal('transfer_open');
    await sender.ask('transfer:cancel', { sessionId });
    expect(await toldEnd()).to.deep.equal(['cancelled']);
    await target.until(
      () => target.payloads('offer:ended').find((end) => end.offerId === offerId),
      'the withdrawal',
    );
    expect(await takenBy(target)).to.equal(0);
    expect(await target.refusal('offer:accept', { sessionId, offerId })).to.equal('offer_gone');
    expect((await state()).owner?.operatorId).to.equal(sender.operatorId);
  });

  it('comes back to its sender with a notice when the named person declines, or lets it run out', async () => {
    const target = await world.hire({ pools: ['technical'] });
    const request = { sessionId, operatorId: target.operatorId, note };
    await sender.ask('transfer:request', request);
    const { offerId } = await target.nextOffer();
    await target.ask('offer:decline', { sessionId, offerId, reason: 'not_my_topic' });
    expect(await toldEnd()).to.deep.equal(['declined']);

    await sender.ask('transfer:request', request);
    await target.nextOffer();
    await world.advance(30_999);
    expect((await state()).transfer).not.to.equal(undefined);
    await world.advance(1);
    expect(await toldEnd()).to.deep.equal(['declined', 'expired']);
    expect((await state()).owner?.operatorId).to.equal(sender.operatorId);
    expect(await takenBy(target)).to.equal(0);
  });

  it('comes back at once when everybody on the line has let it pass', async () => {
    const [first, second] = [
      await world.hire({ pools: ['technical'] }),
      await world.hire({ pools: ['technical'] }),
    ];
    await sender.ask('transfer:request', { sessionId, poolId: poolId('technical'), note });
    const decline = async (target: StaffClient) => {
      const { offerId } = await target.nextOffer();
      await target.ask('offer:decline', { sessionId, offerId, reason: 'break' });
      await world.settle();
    };
    await decline(first);
    expect((await state()).transfer).to.not.equal(undefined);
    await decline(second);
    expect(await toldEnd()).to.deep.equal(['declined']);
    expect((await state()).owner?.operatorId).to.equal(sender.operatorId);
    expect(await takenBy(first)).to.equal(0);
  });

  it('waits for a full operator and goes out as soon as a seat falls free', async () => {
    const target = await world.hire({ pools: ['social'], capacity: 1 });
    const other = await world.citizen();
    await other.open('benefits: пособие');
    const busyWith = await target.accept();
    await sender.ask('transfer:request', { sessionId, operatorId: target.operatorId, note });
    await world.advance(60_000);
    expect(target.payloads('offer:made')).to.have.length(1);
    const { publicHeadSeq } = await world.app.services.log.getState(busyWith);
    await target.ask('closing:propose', {
      ...{ sessionId: busyWith, outcome: 'solved', summary: 'Готово' },
      lastPublicSeq: publicHeadSeq,
    });
    expect(await target.nextOffer()).to.include({ sessionId, purpose: 'transfer' });
    await target.accept();
    expect((await state()).owner?.operatorId).to.equal(target.operatorId);
  });

  it('that nobody takes within three minutes ends then and not before, also after a restart', async () => {
    await sender.ask('transfer:request', { sessionId, poolId: poolId('technical'), note });
    await world.advance(90_000);
    await world.restart();
    await world.signIn(sender.operatorId, sender.name);
    await world.advance(89_999);
    expect((await state()).transfer).not.to.equal(undefined);
    await world.advance(1);
    expect((await state()).transfer).to.equal(undefined);
    const events = await world.app.services.log.listEvents(sessionId, 0, 1_000);
    const ends = events.filter(({ kind }) => kind === 'transfer.ended');
    expect(ends.map((event) => event.plain)).to.have.nested.property('[0].outcome', 'expired');
    expect(ends).to.have.length(1);
  });

  it('is refused to oneself, to nobody, and by who does not hold the chat', async () => {
    const outsider = await world.hire({ pools: ['payments'] });
    const to = (operatorId: string) => ({ sessionId, operatorId, note });
    expect(await sender.refusal('transfer:request', to(sender.operatorId))).to.equal(
      'transfer_no_target',
    );
    const nobody = { sessionId, poolId: 'f'.repeat(24), note };
    expect(await sender.refusal('transfer:request', nobody)).to.equal('transfer_no_target');
    expect(await outsider.refusal('transfer:request', to(sender.operatorId))).to.equal('not_owner');
    expect((await state()).transfer).to.equal(undefined);
  });
});
