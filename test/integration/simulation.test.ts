import { expect } from 'chai';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import { demoOperatorId, demoPassword, demoPeople } from '../../server/seed/demo-people.js';
import { silentLogger } from '../../server/lib/logger.js';
import type { Pace } from '../../server/simulation/pace.js';
import { Simulation } from '../../server/simulation/simulation.js';
import { StaffClient } from '../../server/simulation/staff-client.js';
import { CitizenClient } from '../helpers/clients.js';
import { startDemo, type RunningDemo } from '../helpers/running-demo.js';

const hurried: Pace = {
  arrival: [20, 60],
  accept: [5, 20],
  answer: [10, 30],
  finish: [10, 30],
  patience: [60_000, 60_000],
};

const practising = new Set(
  demoPeople.filter((one) => one.isTraining === true).map(({ login }) => demoOperatorId(login)),
);

describe('The simulation', () => {
  let demo: RunningDemo;
  let simulation: Simulation;
  const changes: SessionChange[] = [];
  const waiting: (() => void)[] = [];

  /** Resolves once an event that has come, or will, is what `look` wants. */
  const seen = (look: (change: SessionChange) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = () => {
        if (changes.some(look)) resolve();
        else waiting.push(check);
      };
      check();
    });

  before(async function () {
    this.timeout(40_000);
    demo = await startDemo();
    demo.server.app.domain.bus.subscribe('watch', (change) => {
      changes.push(change);
      for (const check of waiting.splice(0)) check();
      return Promise.resolve();
    });
    const { address } = demo;
    simulation = new Simulation({ address, logger: silentLogger, pace: hurried, seed: 7 });
    await simulation.start();
  });
  after(async () => {
    simulation.disconnect();
    await demo.close();
  });

  it('takes up the live chats it finds', () => {
    expect(simulation.openCount).to.be.at.least(8);
  });

  it('goes through whole talks over real sockets, from the queue to a rating', async () => {
    await seen(({ event }) => event.kind === 'rating.given');
    const rated = changes.find(({ event }) => event.kind === 'rating.given')!;
    expect(rated.after).to.include({ status: 'closed', isTraining: true });
    await seen(({ event, after }) => event.kind === 'operator.joined' && after.isTraining === true);
  });

  it('brings an escalation to its own senior, who gets a summary', async () => {
    await seen(({ event }) => event.kind === 'escalation.handed_over');
    const joined = changes.find(
      ({ event }) => event.kind === 'operator.joined' && event.plain.how === 'escalation',
    )!;
    expect(joined.after.owner?.operatorId).to.equal(demoOperatorId('vera'));
  });

  it('never lets practice people have the visitor’s chat, nor the visitor’s people practice chats', async () => {
    const anna = new StaffClient(demo.address, { login: 'operator', password: demoPassword });
    await anna.connect();
    const tokens = await demo.server.app.domain.auth.citizenSignIn.signIn({}, '127.0.0.1');
    const visitor = await CitizenClient.connect(demo.server.port, () =>
      Promise.resolve(tokens.accessToken),
    );
    await visitor.open('не могу войти в личный кабинет, забыл пароль');
    const isVisitors = ({ after }: SessionChange) => after._id === visitor.sessionId;
    await seen((change) => isVisitors(change) && change.event.kind === 'offer.made');
    const others = changes.filter(({ event }) => event.kind === 'operator.joined').length;
    await seen(
      () => changes.filter(({ event }) => event.kind === 'operator.joined').length > others,
    );
    visitor.socket.disconnect();
    anna.close();

    for (const { event, after } of changes) {
      if (event.kind !== 'offer.made') continue;
      const isAmongPractice = practising.has(event.plain.operatorId);
      expect(isAmongPractice, after.appealNumber).to.equal(after.isTraining === true);
    }
  });

  it('lets no more than eight chats of its own be open when new citizens come', async () => {
    const opened = changes.filter(({ event }) => event.kind === 'session.opened').length;
    await seen(
      () => changes.filter(({ event }) => event.kind === 'session.opened').length > opened + 3,
    );
    expect(simulation.openCount).to.be.at.most(10);
  });

  it('leaves a quiet stage when it is switched off', async () => {
    await simulation.stop();
    expect(simulation.openCount).to.equal(0);
    await demo.server.app.idle();
    const { presence } = demo.server.app.services;
    for (const operatorId of practising) expect(presence.stateOf(operatorId)).to.equal('offline');
    const states = await demo.server.app.domain.stores.log.listAllStates();
    const open = states.filter(({ status, isTraining }) => isTraining && status !== 'closed');
    expect(open.map(({ status }) => status)).to.deep.equal([]);
  });
});
