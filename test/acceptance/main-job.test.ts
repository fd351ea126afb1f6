import { expect } from 'chai';
import { World, namedClassifier } from '../helpers/world.js';

describe('The main job over real sockets', () => {
  let world: World;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  after(() => world.close());

  it('goes from a description to a rated, closed chat', async () => {
    const operator = await world.hire();
    const citizen = await world.citizen();
    const opened = await citizen.open('payments: не прошла оплата');
    expect(opened.appealNumber).to.match(/^\d{2}-\d{7}-\d$/);

    const sessionId = await operator.accept();
    expect(sessionId).to.equal(citizen.sessionId);
    await operator.say(sessionId, 'Здравствуйте, сейчас проверю');
    const heard = await citizen.until(
      () =>
        citizen
          .payloads('session:event')
          .find(
            ({ event }) => event.kind === 'message.created' && event.body.author === 'operator',
          ),
      'the answer',
    );
    expect(heard.event.body).to.include({ text: 'Здравствуйте, сейчас проверю' });

    await citizen.say('Спасибо');
    const { lastPublicSeq } = await operator.until(() => {
      const last = operator.payloads('session:event').at(-1);
      const isThanks =
        last?.event.kind === 'message.created' && last.event.body.author === 'citizen';
      return isThanks && { lastPublicSeq: last.session.publicSeq };
    }, 'the thanks');
    await operator.ask('closing:propose', {
      ...{ sessionId, lastPublicSeq, outcome: 'solved', summary: 'Платёж найден' },
    });
    await citizen.ask('closing:confirm', { sessionId, isSolved: true });
    const { session } = await citizen.ask('rating:give', {
      sessionId,
      score: 5,
      comment: 'быстро',
    });
    expect(session).to.include({ status: 'closed', rating: 5 });

    const events = await citizen.events();
    expect(events.map((event) => event.publicSeq)).to.deep.equal(
      events.map((_, index) => index + 1),
    );
    await world.settle();
    const appeals = await world.app.domain.appeals.listOfCitizen(
      (await world.app.services.log.getState(sessionId)).citizenId,
    );
    expect(appeals[0]).to.include({ status: 'closed', requestType: 'payments', rating: 5 });
    expect(world.log).to.deep.equal([]);
  });
});
