import { expect } from 'chai';
import { World, namedClassifier, poolId } from '../helpers/world.js';

describe('A colleague whose account was made beside a running server', () => {
  let world: World;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  after(() => world.close());

  it('is offered chats from the first sign-in on', async () => {
    const login = 'nina';
    // As `liniya create-user` does: into the database, past the memory of this process.
    const { _id: operatorId } = await world.app.domain.operators.createOperator(
      { kind: 'system' },
      {
        ...{ login, name: login, role: 'operator', password: 'korrekt horse 17' },
        poolIds: [poolId('payments')],
      },
    );
    const nina = await world.signIn(operatorId, login);
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await world.advance(1);
    await nina.accept();
    expect((await citizen.view()).operator?.name).to.equal(login);
  });
});
