import { expect } from 'chai';
import { World, namedClassifier } from '../helpers/world.js';

describe('What a citizen’s wire carries', () => {
  let world: World;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  after(() => world.close());

  it('never a note, a staff id, or a hole in the numbers that would hint at one', async () => {
    const operator = await world.hire();
    const colleague = await world.hire({ pools: ['general'] });
    const citizen = await world.citizen();
    await citizen.open('payments: не прошёл платёж');
    const sessionId = await operator.accept();
    const note = await operator.say(sessionId, 'ТАЙНАЯ ЗАМЕТКА про гражданина', 'staff');
    await operator.say(sessionId, 'Проверяю');
    await operator.ask('stage:set', { sessionId, stage: 'analysis' });
    await operator.ask('transfer:request', {
      sessionId,
      operatorId: colleague.operatorId,
      note: 'СЛУЖЕБНОЕ ПОЯСНЕНИЕ',
    });
    const offer = await colleague.nextOffer();
    await colleague.ask('offer:decline', { ...pick(offer), reason: 'not_my_topic' });
    await operator.say(sessionId, 'Нашёл');
    await world.settle();
    const events = await citizen.events();
    await citizen.view();
    expect(events.map((event) => event.publicSeq)).to.deep.equal(
      events.map((_, index) => index + 1),
    );
    // Ids of one citizen's events have nothing in common but the second they were made in.
    const ends = events.map((event) => parseInt(event.eventId.slice(8), 16));
    const isCounted = ends.some((end, index) => Math.abs(end - (ends[index + 1] ?? 0)) < 2 ** 24);
    expect(isCounted, ends.join()).to.equal(false);
    const wire = citizen.wire.lines.join('\n');
    expect(wire).to.include('Нашёл');
    const secrets = [
      'ТАЙНАЯ ЗАМЕТКА',
      'СЛУЖЕБНОЕ ПОЯСНЕНИЕ',
      note.eventId,
      offer.offerId,
      operator.operatorId,
      colleague.operatorId,
      'not_my_topic',
      '"seq"',
      'seatKind',
    ];
    for (const secret of secrets) expect(wire, secret).not.to.include(secret);
  });

  it('never another citizen’s session, by whatever event it is asked for', async () => {
    const owner = await world.citizen();
    const { sessionId } = await owner.open('profile: моё дело');
    const stranger = await world.citizen();
    const asked = await Promise.all([
      stranger.refusal('session:join', { sessionId }),
      stranger.refusal('session:sync', { sessionId, after: 0 }),
      stranger.refusal('message:send', {
        sessionId,
        clientMessageId: 'stranger-1',
        text: 'я',
        attachmentIds: [],
      }),
      stranger.refusal('receipt:set', { sessionId, read: 1 }),
      stranger.refusal('typing:set', { sessionId, isTyping: true }),
      stranger.refusal('operator:call', { sessionId }),
      stranger.refusal('escalation:request', { sessionId }),
      stranger.refusal('escalation:withdraw', { sessionId }),
      stranger.refusal('session:close', { sessionId }),
      stranger.refusal('closing:confirm', { sessionId, isSolved: true }),
      stranger.refusal('rating:give', { sessionId, score: 1 }),
      stranger.refusal('details:give', { sessionId, name: 'Я' }),
      stranger.refusal('classification:choose', { sessionId, requestType: 'payments' }),
      stranger.refusal('identity:submit', {
        sessionId,
        fullName: 'Я',
        document: 'inn',
        number: '500100732259',
      }),
    ]);
    expect(new Set(asked)).to.deep.equal(new Set(['not_found']));
    await owner.say('слово для оператора');
    expect(stranger.wire.lines.join('\n')).not.to.include('слово для оператора');
  });

  it('gives nobody the answer to what a colleague accepted', async () => {
    const operator = await world.hire({ pools: ['quality'] });
    const citizen = await world.citizen();
    await citizen.open('complaint: жалоба');
    const { sessionId, offerId } = await operator.nextOffer();
    await operator.ask('offer:accept', { sessionId, offerId });
    const outsider = await world.hire({ pools: ['signature'] });
    expect(await outsider.refusal('offer:accept', { sessionId, offerId })).to.equal('offer_gone');
    expect(outsider.wire.lines.join('\n')).not.to.include(operator.operatorId);
    expect(outsider.wire.lines.join('\n')).not.to.include('жалоба');
  });

  it('an operator sees nothing of pools that are not theirs', async () => {
    const outsider = await world.hire({ pools: ['signature'] });
    const citizen = await world.citizen();
    const { sessionId } = await citizen.open('benefits: пособие');
    expect(await outsider.refusal('session:join', { sessionId })).to.equal('not_found');
    expect(await outsider.refusal('session:sync', { sessionId, after: 0 })).to.equal('not_found');
    expect(await outsider.refusal('queue:take', { sessionId })).to.equal('not_found');
    expect(await outsider.refusal('board:watch', {})).to.equal('forbidden');
    await world.settle();
    expect(outsider.wire.lines.join('\n')).not.to.include(sessionId);
  });
});

const pick = ({ sessionId, offerId }: { sessionId: string; offerId: string }) => ({
  sessionId,
  offerId,
});
