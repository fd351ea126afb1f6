import { expect } from 'chai';
import { fold, emptyState } from '../../server/features/session-log/fold.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('The session log', () => {
  let world: World;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  after(() => world.close());

  const stored = (sessionId: string) =>
    world.app.domain.stores.log.listEvents(sessionId, 0, Number.MAX_SAFE_INTEGER);

  it('numbers 60 messages of three writers at once without a gap, each once', async () => {
    const operator = await world.hire();
    const citizen = await world.citizen();
    await citizen.open('payments: вопрос');
    const sessionId = await operator.accept();
    const texts = Array.from({ length: 20 }, (_, index) => `слово ${index}`);
    await Promise.all(
      texts.flatMap((text) => [
        citizen.say(`гражданин ${text}`),
        operator.say(sessionId, `оператор ${text}`),
        operator.say(sessionId, `заметка ${text}`, 'staff'),
      ]),
    );
    await world.settle();
    const events = await stored(sessionId);
    expect(events.map((event) => event.seq)).to.deep.equal(events.map((_, index) => index + 1));
    const open = events.flatMap((event) => event.publicSeq ?? []);
    expect(open).to.deep.equal(open.map((_, index) => index + 1));
    expect(events.filter((event) => event.kind === 'message.created')).to.have.length(62);
  });

  it('projects what a fold from the first event gives', async () => {
    const citizen = await world.citizen();
    await citizen.open('profile: сменить телефон');
    await citizen.say('ещё слово');
    await world.settle();
    const projected = await world.app.domain.stores.log.findState(citizen.sessionId);
    const events = await stored(citizen.sessionId);
    const state = await world.app.services.log.getState(citizen.sessionId);
    const { _id: sessionId, appealId, appealNumber, citizenId, clientSessionId, openedAt } = state;
    const head = { sessionId, appealId, appealNumber, citizenId, clientSessionId, openedAt };
    const rebuilt = events.reduce(fold, emptyState(head));
    expect(JSON.parse(JSON.stringify(projected))).to.deep.equal(
      JSON.parse(JSON.stringify(rebuilt)),
    );
  });

  it('answers a repeated send with the first result, and refuses another body under the same id', async () => {
    const citizen = await world.citizen();
    const { sessionId } = await citizen.open('payments: повтор');
    const input = { sessionId, clientMessageId: 'one-and-only', text: 'раз', attachmentIds: [] };
    const answers = await Promise.all([1, 2, 3, 4].map(() => citizen.ask('message:send', input)));
    expect(new Set(answers.map(({ event }) => event.eventId))).to.have.property('size', 1);
    expect(await citizen.refusal('message:send', { ...input, text: 'два' })).to.equal(
      'message_conflict',
    );
    const events = await citizen.events();
    expect(events.filter((event) => event.clientMessageId === 'one-and-only')).to.have.length(1);
  });

  it('opens one session and one appeal for an opening that is sent five times', async () => {
    const citizen = await world.citizen();
    const { session } = await citizen.openInput('payments: дважды нажал', 'twice-pressed');
    const again = await Promise.all(
      [1, 2, 3, 4].map(() => citizen.openInput('payments: дважды нажал', 'twice-pressed')),
    );
    expect(new Set(again.map((answer) => answer.session.sessionId))).to.deep.equal(
      new Set([session.sessionId]),
    );
    const { citizenId } = await world.app.services.log.getState(session.sessionId);
    expect(await world.app.domain.appeals.listOfCitizen(citizenId)).to.have.length(1);
    expect(
      (await citizen.events()).filter(({ kind }) => kind === 'message.created'),
    ).to.have.length.at.least(1);
  });

  it('keeps nothing of what was written in plain text', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: секретное слово абракадабра');
    const { sessionId } = citizen;
    await citizen.ask('details:give', {
      sessionId,
      name: 'Аполлинария',
      contact: 'a@example.test',
    });
    await world.settle();
    const dump = JSON.stringify(await world.dump());
    for (const word of ['абракадабра', 'Аполлинария', 'a@example.test']) {
      expect(dump).not.to.include(word);
      expect(dump).not.to.include(Buffer.from(word).toString('base64').slice(0, -4));
    }
  });

  it('keeps no hash by which a short word could be guessed', async () => {
    const hashes = await Promise.all(
      ['payments: первый', 'payments: второй'].map(async (opening) => {
        const citizen = await world.citizen();
        const { sessionId } = await citizen.open(opening);
        const clientMessageId = 'the-same-word';
        const text = '+7 900 000-00-00';
        await citizen.ask('message:send', { sessionId, clientMessageId, text, attachmentIds: [] });
        const events = await stored(sessionId);
        return events.find((event) => event.clientMessageId === clientMessageId)?.bodyHash;
      }),
    );
    expect(hashes[0]).to.be.a('string');
    expect(hashes[0]).not.to.equal(hashes[1]);
  });

  it('tells everybody of an event whose insert seemed lost, once it is found', async () => {
    const operator = await world.hire();
    const citizen = await world.citizen();
    await citizen.open('payments: ответ базы потерялся');
    const sessionId = await operator.accept();
    await world.settle();
    const { log } = world.app.services;
    const { store, bus } = { store: world.app.domain.stores.log, bus: world.app.domain.bus };
    const told: number[] = [];
    bus.subscribe('watch', ({ event }) => {
      if (event.sessionId === sessionId) told.push(event.seq);
    });
    // Another process writes the next event: this one meets it as a duplicate, as it meets its own lost insert.
    const [last] = (await stored(sessionId)).slice(-1);
    const foreign = {
      ...{ _id: 'f'.repeat(24), sessionId, appealId: last!.appealId, seq: last!.seq + 1 },
      ...{ audience: 'staff', kind: 'stage.changed', at: world.clock.now(), authorId: 'other' },
      plain: { stage: 'identity' },
    } as SessionEvent;
    expect(await store.insertEvents([foreign])).to.deep.equal(['stored']);
    await operator.say(sessionId, 'слово после');
    await world.settle();
    expect(told).to.deep.equal([foreign.seq, foreign.seq + 1]);
    expect((await log.getState(sessionId)).stage).to.equal('identity');
    const seen = operator.payloads('session:event').map(({ event }) => event.seq);
    expect(seen).to.include.members([foreign.seq, foreign.seq + 1]);
  });

  it('goes on after a restart with the head it had', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: перед остановкой');
    await citizen.say('слово до');
    const { sessionId } = citizen;
    await world.settle();
    const before = (await stored(sessionId)).length;
    await world.restart();
    const state = await world.app.services.log.getState(sessionId);
    expect(state.headSeq).to.equal(before);
    expect(world.app.services.queue.positionOf(sessionId)).to.be.a('number');
  });
});
