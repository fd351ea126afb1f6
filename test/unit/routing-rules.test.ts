import { expect } from 'chai';
import type { StaffActor } from '../../server/features/auth/actor.js';
import { Desk, listsFor, listsOf } from '../../server/features/routing/desk.js';
import { computeNextStep } from '../../server/features/routing/next-step.js';
import type { ChatSessionState, OpenOffer } from '../../server/features/session-log/state.js';
import { buildState } from '../helpers/build-state.js';

const at = new Date(0);
const owner = {
  ...{ operatorId: 'o1', name: 'Анна', tier: 'operator', offerId: 'f1' },
  ...{ seatKind: 'normal', joinedAt: at },
} satisfies ChatSessionState['owner'];
const escalation = {
  ...{ escalationId: 'e1', openedBy: 'citizen', openedAt: at, deadlineAt: at },
  ...{ step: 'same_pool', steps: [], passedBy: [] },
} satisfies ChatSessionState['escalation'];
const decided = {
  ...{ requestType: 'payments', confidence: 1, decidedBy: 'model' },
  ...{ isDecided: true, alternatives: [] },
} satisfies ChatSessionState['classification'];
const said = (publicSeq: number) => ({ citizenSpoke: { publicSeq, at } });

describe('What a session waits for', () => {
  it('is read, then queued, and nothing before its first word', () => {
    expect(computeNextStep(buildState())).to.equal(null);
    expect(computeNextStep(buildState(said(4)))).to.equal('classify');
    expect(computeNextStep(buildState({ ...said(4), classifiedUpTo: 4 }))).to.equal(null);
    expect(computeNextStep(buildState({ ...said(6), classifiedUpTo: 4 }))).to.equal('classify');
    expect(computeNextStep(buildState({ ...said(4), classification: decided }))).to.equal('queue');
  });

  it('comes back after a later word of the citizen, whatever it was set aside for', () => {
    for (const status of ['waiting_citizen', 'awaiting_confirmation'] as const) {
      const aside = { status, pausedAtPublicSeq: 7 };
      expect(computeNextStep(buildState(aside))).to.equal(null);
      expect(computeNextStep(buildState({ ...aside, ...said(7) }))).to.equal(null);
      expect(computeNextStep(buildState({ ...aside, ...said(8) }))).to.equal('return');
    }
    const vanished = { status: 'waiting_citizen', pausedAtPublicSeq: -1 } as const;
    expect(computeNextStep(buildState({ ...vanished, ...said(3) }))).to.equal('return');
  });

  it('is nothing while people have it, or nobody will', () => {
    for (const status of ['queued', 'active', 'closed'] as const)
      expect(computeNextStep(buildState({ ...said(4), status, classification: decided }))).to.equal(
        null,
      );
  });
});

describe('The lists of the console', () => {
  it('hold a session where its people look for it', () => {
    expect(listsOf(buildState())).to.deep.equal(['overseers']);
    expect(listsOf(buildState({ status: 'queued', poolId: 'p1' }))).to.deep.equal([
      'pool:p1',
      'overseers',
    ]);
    expect(listsOf(buildState({ status: 'active', poolId: 'p1', owner }))).to.deep.equal([
      'operator:o1',
      'overseers',
    ]);
    const lastOwner = { operatorId: 'o2', name: 'Борис' };
    expect(listsOf(buildState({ status: 'waiting_citizen', lastOwner }))).to.deep.equal([
      'operator:o2',
      'overseers',
    ]);
    expect(
      listsOf(buildState({ status: 'queued', poolId: 'p1', lastOwner, escalation })),
    ).to.have.members(['pool:p1', 'escalations:p1', 'overseers']);
    const wider = { ...escalation, step: 'all_pools' as const };
    expect(
      listsOf(buildState({ status: 'queued', poolId: 'p1', escalation: wider })),
    ).to.have.members(['pool:p1', 'escalations:p1', 'escalations', 'overseers']);
    const handOverFrom = { ...lastOwner, escalationId: 'e1' };
    expect(listsOf(buildState({ status: 'active', owner, handOverFrom }))).to.deep.equal([
      'operator:o1',
      'operator:o2',
      'overseers',
    ]);
    expect(listsOf(buildState({ status: 'closed', lastOwner }))).to.deep.equal([]);
  });

  it('are those of one’s pools, one’s own, for seniors and above the escalations, for overseers all', () => {
    const actor = (role: StaffActor['role']): StaffActor => ({
      ...{ kind: 'staff', operatorId: 'o1', name: 'Анна', role, poolIds: ['p1', 'p2'] },
      ...{ familyId: 'f', tokenExpiresAt: at },
    });
    expect(listsFor(actor('operator'))).to.deep.equal(['operator:o1', 'pool:p1', 'pool:p2']);
    expect(listsFor(actor('senior'))).to.include.members(['escalations', 'escalations:p1']);
    expect(listsFor(actor('senior'))).to.not.include('overseers');
    expect(listsFor(actor('supervisor'))).to.include('overseers');
  });

  it('follow a session through its life and forget it at its close', () => {
    const desk = new Desk();
    const offer = {
      ...{ offerId: 'f1', purpose: 'queue', operatorId: 'o1', operatorName: 'Анна' },
      ...{ seatKind: 'normal', madeAt: at, expiresAt: at },
    } satisfies OpenOffer;
    desk.note(buildState({ status: 'queued', poolId: 'p1', offers: [offer] }));
    expect(desk.listSessions('pool:p1')).to.deep.equal(['session-1']);
    expect(desk.listOfferedTo('o1')).to.deep.equal(['session-1']);
    desk.note(buildState({ status: 'active', poolId: 'p1', owner }));
    expect(desk.listSessions('pool:p1')).to.deep.equal([]);
    expect(desk.listOfferedTo('o1')).to.deep.equal([]);
    expect(desk.listSessions('operator:o1')).to.deep.equal(['session-1']);
    expect(desk.listOfCitizen('citizen-1')).to.deep.equal(['session-1']);
    desk.note(buildState({ status: 'closed' }));
    expect(desk.listSessions('operator:o1')).to.deep.equal([]);
    expect(desk.listOfCitizen('citizen-1')).to.deep.equal([]);
  });
});
