import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { namedClassifier, World } from '../helpers/world.js';

type Filter = Record<string, unknown>;
interface Question {
  collection: string;
  filter: Filter;
}

/** These grow with every chat for years. */
const growing = [
  ...['sessionEvents', 'chatSessions', 'appeals', 'citizens', 'receipts', 'deadlines'],
  ...['attachments', 'refreshFamilies', 'transcripts', 'classificationTraces', 'driftAlarms'],
  ...['routingFacts', 'freeTimes'],
];

const questionsIn = (commandName: string, command: Record<string, unknown>): Question[] => {
  const collection = String(command[commandName]);
  const rows = (field: string) => (command[field] ?? []) as { q: Filter }[];
  switch (commandName) {
    case 'find':
      return [{ collection, filter: (command['filter'] ?? {}) as Filter }];
    case 'findAndModify':
      return [{ collection, filter: (command['query'] ?? {}) as Filter }];
    case 'aggregate': {
      const [{ $match = {} } = {}] = (command['pipeline'] ?? []) as { $match?: Filter }[];
      return [{ collection, filter: $match }];
    }
    case 'update':
      return rows('updates').map(({ q }) => ({ collection, filter: q }));
    case 'delete':
      return rows('deletes').map(({ q }) => ({ collection, filter: q }));
    default:
      return [];
  }
};

/** Two filters of one shape are read in one way. */
const shapeOf = ({ collection, filter }: Question): string => {
  const fields = Object.entries(filter).map(([field, wanted]) => {
    const isPlain = typeof wanted !== 'object' || wanted === null || wanted instanceof Date;
    return isPlain ? field : `${field} ${Object.keys(wanted).join(' ')}`;
  });
  return `${collection}: ${fields.join(', ')}`;
};

describe('What the database reads', () => {
  let world: World;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
  });
  after(() => world.close());

  it('is found by an index, wherever a collection grows with every chat', async () => {
    const asked = new Map<string, Question>();
    const note = ({ commandName, command }: { commandName: string; command: object }) => {
      for (const question of questionsIn(commandName, command as Record<string, unknown>)) {
        if (growing.includes(question.collection)) asked.set(shapeOf(question), question);
      }
    };
    const client = world.connection.getClient();
    client.on('commandStarted', note);
    try {
      const [operator, colleague] = [await world.hire(), await world.hire({ isOnline: false })];
      await world.hire({ role: 'senior', isOnline: false });
      const citizen = await world.citizen();
      await citizen.open('payments: не проходит оплата');
      const sessionId = await operator.accept();
      await citizen.say('Деньги списали дважды');
      const word = { sessionId, clientMessageId: randomUUID(), text: 'Дважды' };
      await citizen.ask('message:send', word);
      await citizen.ask('message:send', word);
      await operator.say(sessionId, 'Проверяю платёж');
      await citizen.ask('session:sync', { sessionId, after: 0 });
      await operator.ask('session:sync', { sessionId, after: 0 });
      await colleague.ask('presence:set', { presence: 'online' });
      await citizen.ask('escalation:request', { sessionId });
      await operator.ask('classification:correct', { sessionId, requestType: 'benefits' });
      await world.app.domain.review.getReview(28);
      await world.app.domain.review.listCorrections({ days: 28 });
      await world.app.domain.review.listCorrections({ days: 28, type: 'benefits' });
      await world.advance(60_000);
      const again = await world.comeBack(citizen);
      await again.say('Всё ещё жду');
      await again.ask('session:close', { sessionId });
      await world.advance(20 * 60_000);
      await world.restart();
      await world.advance(20_000);
    } finally {
      client.off('commandStarted', note);
    }
    expect(asked).to.have.property('size').above(15);

    const scans: string[] = [];
    for (const [shape, { collection, filter }] of asked) {
      const plan = await world.connection.collection(collection).find(filter).explain();
      if (JSON.stringify(plan).includes('COLLSCAN')) scans.push(shape);
    }
    expect(scans, [...asked.keys()].join('\n')).to.deep.equal([]);
  });
});
