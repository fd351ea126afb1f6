import { expect } from 'chai';
import type { CitizenActor } from '../../server/features/auth/actor.js';
import { newId } from '../../server/lib/ids.js';
import { World, namedClassifier } from '../helpers/world.js';

const citizenOf = (citizenId: string): CitizenActor => ({
  ...{ kind: 'citizen', citizenId, familyId: 'family', tokenExpiresAt: new Date(0) },
});

describe('Appeals', () => {
  let world: World;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  after(() => world.close());

  const register = (appealId: string, citizenId: string) =>
    world.app.domain.appeals.registerAppeal({
      ...{ appealId, citizenId, sessionId: newId(), priority: 'normal' },
    });

  it('200 registered at once get 200 numbers, each found again', async () => {
    const ids = Array.from({ length: 200 }, () => newId());
    const appeals = await Promise.all(ids.map((id) => register(id, 'a')));
    expect(new Set(appeals.map(({ number }) => number)).size).to.equal(200);
    const found = await Promise.all(
      appeals.map(({ number }) => world.app.domain.appeals.getByNumber(citizenOf('a'), number)),
    );
    expect(found.map(({ _id }) => _id)).to.deep.equal(ids);
  });

  it('the same appeal registered by many at once is one, with one number', async () => {
    const id = newId();
    const appeals = await Promise.all(Array.from({ length: 20 }, () => register(id, 'b')));
    expect(new Set(appeals.map(({ number }) => number)).size).to.equal(1);
    expect(await world.app.domain.appeals.listOfCitizen('b')).to.have.length(1);
  });

  it('are found with and without dashes, and never by another citizen', async () => {
    const { number, _id } = await register(newId(), 'c');
    const { appeals } = world.app.domain;
    for (const typed of [number, number.replaceAll('-', ''), ` № ${number}`]) {
      expect((await appeals.getByNumber(citizenOf('c'), typed))._id).to.equal(_id);
      const refused: unknown = await appeals
        .getByNumber(citizenOf('d'), typed)
        .catch((error: unknown) => error);
      expect(refused).to.have.property('code', 'not_found');
    }
  });

  it('a number cited in the first words makes a repeat appeal, raised, with the short window', async () => {
    const citizen = await world.citizen();
    const first = await citizen.open('payments: не прошла оплата');
    const again = await citizen.open(`payments: снова то же, ${first.appealNumber}`);
    const state = await world.app.services.log.getState(again.sessionId);
    expect(state).to.include({ repeatOf: first.appealNumber, priority: 'raised' });
    const { session } = await citizen.ask('escalation:request', { sessionId: again.sessionId });
    const { deadlineAt, openedAt } = session.escalation ?? { deadlineAt: '', openedAt: '' };
    expect(Date.parse(deadlineAt) - Date.parse(openedAt)).to.equal(5 * 60_000);

    const stranger = await world.citizen();
    const { sessionId } = await stranger.open(`payments: ${first.appealNumber}`);
    expect(await world.app.services.log.getState(sessionId)).not.to.have.property('repeatOf');
  });
});
