import { expect } from 'chai';
import { rebuildProjections } from '../../server/cli/rebuild-projections.js';
import { computeProgress } from '../../server/features/appeals/progress.js';
import { offersInUse } from '../../server/features/routing/session-effects.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { pastTalkCount } from '../../server/seed/demo-world.js';
import { demoOperatorId } from '../../server/seed/demo-people.js';
import { startDemo, type RunningDemo } from '../helpers/running-demo.js';

describe('The seeded world', () => {
  let demo: RunningDemo;
  let states: ChatSessionState[];
  const stores = () => demo.server.app.domain.stores;
  before(async function () {
    this.timeout(40_000);
    demo = await startDemo();
    await demo.server.app.idle();
    states = await stores().log.listAllStates();
  });
  after(() => demo.close());

  it('holds 150 past appeals, six live chats with one escalation, and a queue', () => {
    const of = (status: string) => states.filter((state) => state.status === status).length;
    expect(of('closed') + of('awaiting_confirmation')).to.equal(pastTalkCount);
    expect(of('active')).to.equal(6);
    expect(of('queued')).to.equal(4);
    expect(states.filter((state) => state.escalation)).to.have.length(1);
    expect(states.filter((state) => state.rating !== undefined).length).to.be.greaterThan(60);
  });

  it('has an escalation that is young enough to be watched: three minutes before seniors of other pools come', () => {
    const steps = states.flatMap(({ escalation }) => escalation?.steps ?? []);
    const widening = steps.find(({ step }) => step === 'all_pools');
    expect(widening?.dueAt.getTime()).to.be.greaterThan(Date.now() + 3 * 60_000);
  });

  it('has a log without gaps that adds up to every projection', async () => {
    const domain = { stores: stores(), review: demo.server.app.domain.review };
    const report = await rebuildProjections(domain, { isDryRun: true });
    expect(report).to.include({ sessions: states.length });
    expect(report.differing).to.deep.equal([]);
    for (const state of states) {
      const events = await stores().log.listEvents(state._id, 0, Number.MAX_SAFE_INTEGER);
      expect(events.map(({ seq }) => seq)).to.deep.equal(events.map((_, index) => index + 1));
      const shown = events.flatMap(({ publicSeq }) => publicSeq ?? []);
      expect(shown).to.deep.equal(shown.map((_, index) => index + 1));
      const moments = events.map(({ at }) => at.getTime());
      expect(moments).to.deep.equal(moments.toSorted((a, b) => a - b));
      expect(moments.at(-1)).to.be.at.most(Date.now() + 1_000);
    }
  });

  it('has an appeal card for each session that says the same', async () => {
    for (const state of states) {
      const appeal = await stores().appeals.findById(state.appealId);
      const { status, rating, requestType } = computeProgress(state);
      expect(appeal).to.include({ number: state.appealNumber, sessionId: state._id, status });
      expect(appeal?.rating).to.equal(rating);
      expect(appeal?.requestType).to.equal(requestType);
    }
  });

  it('has a seat taken for each live chat and for nothing else', async () => {
    const taken = (await stores().seats.listSeats()).flatMap(({ offerId }) => offerId ?? []);
    const used = states.flatMap((state) => [...offersInUse(state)]);
    expect(taken.toSorted()).to.deep.equal(used.toSorted());
  });

  it('keeps no word and no name in the clear', async () => {
    const events = await stores().log.listEvents(states[0]!._id, 0, 50);
    expect(JSON.stringify([states, events])).not.to.match(/Здравствуйте|Учебный ·|example\.org/);
  });

  it('lets the people whom a visitor plays begin online, once they connect', () => {
    const { presence } = demo.server.app.services;
    for (const login of ['operator', 'senior', 'supervisor']) {
      expect(presence.isAvailable(demoOperatorId(login))).to.equal(false);
      presence.renew(demoOperatorId(login));
      expect(presence.stateOf(demoOperatorId(login))).to.equal('online');
    }
  });

  it('mends a projection that is not what its log adds up to', async () => {
    const domain = { stores: stores(), review: demo.server.app.domain.review };
    const spoilt = states.find((state) => state.status === 'closed')!;
    await stores().log.replaceState(
      { ...spoilt, stage: 'greeting', priority: 'urgent' },
      spoilt.headSeq,
    );
    const { differing } = await rebuildProjections(domain, { isDryRun: false });
    expect(differing).to.deep.equal([spoilt._id]);
    const mended = await stores().log.findState(spoilt._id);
    expect(mended).to.include({ stage: spoilt.stage, priority: spoilt.priority });
  });

  it('is not made twice, and a restart finds its live chats again', async () => {
    await demo.restart();
    const after = await stores().log.listAllStates();
    expect(after).to.have.length(states.length);
    const { desk, queue } = demo.server.app.services;
    const listed = desk.listSessions(`operator:${demoOperatorId('denis')}`);
    const held = after.filter(({ owner }) => owner?.operatorId === demoOperatorId('denis'));
    expect(held).to.have.length(2);
    expect(listed).to.include.members(held.map(({ _id }) => _id));
    expect(queue.size).to.equal(4);
  });
});
