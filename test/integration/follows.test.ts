import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { CitizenClient } from '../helpers/clients.js';
import { namedClassifier, World } from '../helpers/world.js';

const wordsOf = async (citizen: CitizenClient): Promise<string[]> =>
  (await citizen.events()).flatMap(({ kind, clientMessageId }) =>
    kind === 'message.created' ? (clientMessageId ?? []) : [],
  );

describe('A message that names the one before it', () => {
  let world: World;
  let citizen: CitizenClient;
  let opening: string;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    citizen = await world.citizen();
    const { session } = await citizen.openInput('payments: первый вопрос', randomUUID());
    await world.settle();
    opening = (await wordsOf(citizen))[0] ?? '';
    expect(session.sessionId).to.equal(citizen.sessionId);
  });
  afterEach(() => world.close());

  const send = (clientMessageId: string, follows?: string) =>
    citizen.ask('message:send', {
      ...{ sessionId: citizen.sessionId, clientMessageId, text: clientMessageId },
      ...(follows === undefined ? {} : { follows }),
    });
  const refusal = (clientMessageId: string, follows: string) =>
    citizen.refusal('message:send', {
      ...{ sessionId: citizen.sessionId, clientMessageId, text: clientMessageId, follows },
    });

  it('is put off while that one is not stored, and stored once it is', async () => {
    expect(await refusal('second-word', 'first-word-')).to.equal('retry');
    await send('first-word-');
    await send('second-word', 'first-word-');
    expect(await wordsOf(citizen)).to.deep.equal([opening, 'first-word-', 'second-word']);
  });

  it('finds it among older words too, and its own repeat gets the first answer', async () => {
    await send('first-word-');
    await send('second-word');
    await send('third-word-', 'first-word-');
    const again = await send('third-word-', 'never-stored');
    expect(again.event.clientMessageId).to.equal('third-word-');
    expect(await wordsOf(citizen)).to.deep.equal([
      ...[opening, 'first-word-', 'second-word', 'third-word-'],
    ]);
  });

  it('costs no second try where the words come in order, however close', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `close-word-${index}`);
    await Promise.all(ids.map((id, index) => send(id, ids[index - 1])));
    expect((await wordsOf(citizen)).slice(1)).to.deep.equal(ids);
  });

  it('asks for a word of its own author and session, not of another', async () => {
    const operator = await world.hire();
    await operator.accept();
    const answer = await operator.say(citizen.sessionId, 'Здравствуйте');
    expect(await refusal('second-word', answer.clientMessageId ?? '')).to.equal('retry');
    const other = await world.citizen();
    await other.openInput('payments: другой вопрос', 'another-chat');
    expect(await refusal('second-word', 'another-chat-first')).to.equal('retry');
  });

  it('keeps the order of many in flight at once, over two connections and after a restart', async () => {
    const other = await world.comeBack(citizen);
    const ids = Array.from({ length: 6 }, (_, index) => `word-number-${index}`);
    const sendBy = (client: CitizenClient, index: number) =>
      client.ask('message:send', {
        ...{ sessionId: citizen.sessionId, clientMessageId: ids[index]!, text: 'слово' },
        ...(index === 0 ? {} : { follows: ids[index - 1]! }),
      });
    // From the last to the first, by turns over two connections, until all are stored.
    for (let waiting = ids.map((_, index) => index).reverse(); waiting.length > 0;) {
      const tries = await Promise.allSettled(
        waiting.map((index) => sendBy(index % 2 === 0 ? citizen : other, index)),
      );
      waiting = waiting.filter((_, at) => tries[at]?.status === 'rejected');
    }
    expect((await wordsOf(citizen)).slice(1)).to.deep.equal(ids);
    await world.restart();
    citizen = await world.comeBack(citizen);
    await send('after-the-restart', ids.at(-1));
    expect((await wordsOf(citizen)).at(-1)).to.equal('after-the-restart');
  });
});
