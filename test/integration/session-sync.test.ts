import { expect } from 'chai';
import { World, namedClassifier } from '../helpers/world.js';

describe('What a citizen’s screens are made of', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  afterEach(() => world.close());

  it('a sync beyond the head answers nothing and the head; one that is no number is refused', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: не прошла оплата');
    await world.settle();
    const { sessionId } = citizen;
    const { events, head } = await citizen.ask('session:sync', { sessionId, after: 0 });
    expect(events.at(-1)?.publicSeq).to.equal(head);
    for (const after of [head, head + 1, 1_000_000, Number.MAX_SAFE_INTEGER]) {
      const answer = await citizen.ask('session:sync', { sessionId, after });
      expect(answer).to.deep.equal({ events: [], head });
    }
    for (const after of [-1, 0.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, '1', null]) {
      const input = { sessionId, after: after as number };
      expect(await citizen.refusal('session:sync', input)).to.equal('bad_request');
    }
  });

  it('several sessions of one citizen go on beside each other, each with its own words', async () => {
    const citizen = await world.citizen();
    const { session: first } = await citizen.openInput('payments: первый', 'first-one');
    const { session: second } = await citizen.openInput('profile: второй', 'second-one');
    expect(first.appealNumber).not.to.equal(second.appealNumber);
    const say = (sessionId: string, text: string) =>
      citizen.ask('message:send', { sessionId, clientMessageId: text, text, attachmentIds: [] });
    await Promise.all([
      say(first.sessionId, 'to-the-first'),
      say(second.sessionId, 'to-the-second'),
    ]);
    await world.settle();
    for (const [session, word] of [
      [first, 'to-the-first'],
      [second, 'to-the-second'],
    ] as const) {
      const { events } = await citizen.ask('session:sync', {
        ...{ sessionId: session.sessionId, after: 0 },
      });
      const ids = events.flatMap(({ clientMessageId }) => clientMessageId ?? []);
      expect(ids).to.include(word);
      expect(ids).to.have.length(2);
      const heard = citizen
        .payloads('session:event')
        .filter(({ sessionId }) => sessionId === session.sessionId);
      expect(heard.some(({ event }) => event.clientMessageId === word)).to.equal(true);
    }
  });

  it('two tabs show the same, whichever of them speaks', async () => {
    const tab = await world.citizen();
    await tab.open('payments: не прошла оплата');
    const other = await world.comeBack(tab);
    await Promise.all([tab.say('из первой'), other.say('из второй'), tab.say('снова из первой')]);
    await world.settle();
    const [one, two] = [await tab.events(), await other.events()];
    expect(one).to.deep.equal(two);
    const seqs = one.map(({ publicSeq }) => publicSeq);
    expect(seqs).to.deep.equal(seqs.map((_, index) => index + 1));
    for (const client of [tab, other]) {
      const pushed = client.payloads('session:event').map(({ event }) => event.publicSeq);
      expect(pushed).to.deep.equal([...pushed].sort((left, right) => left - right));
      expect(pushed.at(-1)).to.equal(seqs.at(-1));
    }
  });

  it('a word that meets the close has one outcome for everybody', async () => {
    const operator = await world.hire();
    for (let round = 0; round < 10; round += 1) {
      const citizen = await world.citizen();
      await citizen.open('payments: не прошла оплата');
      const sessionId = await operator.accept();
      const word = { sessionId, clientMessageId: `a-last-word-${round}`, text: 'ещё одно' };
      const [sent] = await Promise.allSettled([
        citizen.ask('message:send', { ...word, attachmentIds: [] }),
        citizen.ask('session:close', { sessionId }),
      ]);
      await world.settle();
      const events = await citizen.events();
      const stored = events.filter(
        ({ clientMessageId }) => clientMessageId === word.clientMessageId,
      );
      // Before the close, or after it as a word that opens the chat again: never lost, never doubled.
      expect(sent.status).to.equal('fulfilled');
      expect(stored).to.have.length(1);
      const { status } = await world.app.services.log.getState(sessionId);
      const isLast = (events.at(-1)?.kind ?? '') === 'session.closed';
      expect(status === 'closed').to.equal(isLast);
      await citizen.ask('session:close', { sessionId });
      await world.settle();
    }
  });
});
