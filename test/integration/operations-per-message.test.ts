import { expect } from 'chai';
import type { StaffClient } from '../helpers/clients.js';
import { namedClassifier, World } from '../helpers/world.js';

/** What the database was asked for while `work` ran and everything it caused, as `command collection`. */
const commandsDuring = async (world: World, work: () => Promise<unknown>): Promise<string[]> => {
  await world.settle();
  const client = world.connection.getClient();
  const commands: string[] = [];
  const note = ({ commandName, command }: { commandName: string; command: object }) => {
    const target = (command as Record<string, unknown>)[commandName];
    commands.push(`${commandName} ${String(target)}`);
  };
  client.on('commandStarted', note);
  try {
    await work();
    await world.settle();
  } finally {
    client.off('commandStarted', note);
  }
  return commands;
};

/** Times differ from machine to machine, numbers of round trips do not: these are upper bounds. */
describe('operations a message costs', () => {
  let world: World;
  let operator: StaffClient;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire();
  });
  after(() => world.close());

  it('is one insert and one projection for a word of the citizen, and a deadline for one of the operator', async () => {
    const citizen = await world.citizen();
    await citizen.open('payments: не проходит оплата');
    const sessionId = await operator.accept();

    const asked = await commandsDuring(world, () => citizen.say('Деньги списали дважды'));
    expect(asked).to.have.members(['insert sessionEvents', 'update chatSessions']);

    const answered = await commandsDuring(world, () => operator.say(sessionId, 'Проверяю платёж'));
    expect(answered).to.have.members([
      'insert sessionEvents',
      'update chatSessions',
      'update deadlines',
    ]);
    await citizen.ask('session:close', { sessionId });
  });

  it('stays within 30 from the first word of a chat to the offer', async () => {
    const citizen = await world.citizen();
    const commands = await commandsDuring(world, async () => {
      await citizen.open('payments: второй вопрос');
      await operator.nextOffer();
    });
    const inserts = commands.filter((command) => command === 'insert sessionEvents');
    const told = commands.join('\n');
    expect(inserts.length, told).to.be.at.most(8);
    expect(commands.length, told).to.be.at.most(30);
  });
});
