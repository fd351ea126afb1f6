import { expect } from 'chai';
import type { StaffActor } from '../../server/features/auth/actor.js';
import type { SessionEvent } from '../../server/features/session-log/session-event.js';
import { checkHistory, type Stored } from '../faults/rig/checker.js';
import type { History, Screen, Send } from '../faults/rig/history.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 9, 0, second));
const sessionId = 'session-1';

const event = (seq: number, kind: string, plain: object, rest: object = {}): SessionEvent =>
  ({
    ...{ _id: `event-${seq}`, sessionId, appealId: 'appeal-1', seq, publicSeq: seq },
    ...{ audience: 'all', authorId: 'system', at: at(seq), kind, plain },
    ...rest,
  }) as unknown as SessionEvent;
const word = (seq: number, clientMessageId: string) =>
  event(
    seq,
    'message.created',
    { author: 'citizen', attachmentIds: [] },
    { authorId: 'citizen-1', clientMessageId },
  );
const send = (clientMessageId: string, outcome: Send['outcome']): Send => ({
  ...{ clientMessageId, sessionId, authorId: 'citizen-1', text: '', outcome, invokedAt: 0 },
});
const screen = (personId: string, ...seqs: number[]): Screen => ({
  ...{ sessionId, personId, lagsMs: [], takenAt: at(59).getTime() },
  ...{ eventIds: seqs.map((seq) => `event-${seq}`) },
});

const operator: StaffActor = {
  ...{ kind: 'staff', operatorId: 'operator-1', name: 'Анна', role: 'operator', poolIds: ['a'] },
  ...{ familyId: '', tokenExpiresAt: at(0) },
};
const check = (history: Partial<History>, stored: Partial<Stored>): string[] =>
  checkHistory(
    { seed: 1, sends: [], screens: [], faults: [], ...history },
    {
      ...{ events: [], seats: [], capacities: new Map() },
      staff: new Map([[operator.operatorId, operator]]),
      ...stored,
    },
  );
const joined = (seq: number, operatorId: string, offerId: string) =>
  event(seq, 'operator.joined', {
    ...{ operatorId, operatorName: operatorId, tier: 'operator', offerId, how: 'taken' },
  });

describe('The checker of the fault rig', () => {
  it('finds nothing wrong where every promise was kept', () => {
    const events = [word(1, 'first'), word(2, 'second')];
    const history = {
      sends: [send('first', 'ok'), send('second', 'unknown'), send('third', 'unknown')],
      screens: [screen('citizen-1', 1, 2)],
    };
    expect(check(history, { events })).to.deep.equal([]);
  });

  it('finds what was lost, doubled, refused and stored all the same', () => {
    const twice = [word(1, 'first'), word(2, 'first')];
    expect(check({ sends: [send('gone', 'ok')] }, { events: twice })[0]).to.include('lost');
    expect(check({ sends: [send('first', 'unknown')] }, { events: twice })[0]).to.include(
      'doubled',
    );
    const stored = { events: [word(1, 'first')] };
    expect(check({ sends: [send('first', 'failed')] }, stored)[0]).to.include('refused and stored');
  });

  it('finds a hole in the numbers, and a screen that differs from what is stored', () => {
    expect(check({}, { events: [word(1, 'a'), word(3, 'b')] }).join()).to.include('seq 3 at 2');
    const events = [word(1, 'a'), word(2, 'b')];
    for (const seqs of [[1], [2, 1], [1, 2, 2]]) {
      const found = check({ screens: [screen('citizen-1', ...seqs)] }, { events });
      expect(found, seqs.join()).to.have.length(1);
    }
  });

  it('lets the newest words be on their way, and no others', () => {
    const events = [word(1, 'a'), word(2, 'b')];
    const seen = (second: number) =>
      check(
        { screens: [{ ...screen('citizen-1', 1), takenAt: at(second).getTime() }] },
        { events },
      );
    expect(seen(10)).to.deep.equal([]);
    expect(seen(40)[0]).to.include('a tail was lost');
  });

  it('finds a node that writes by a clock of its own', () => {
    const ahead = { ...word(1, 'first'), at: at(40) };
    expect(check({}, { events: [word(1, 'first'), word(2, 'second')] })).to.deep.equal([]);
    expect(check({}, { events: [ahead, word(2, 'second')] })).to.have.length(1);
  });

  it("finds one author's words in another order than they were sent", () => {
    const sends = [send('a', 'ok'), send('b', 'ok')];
    expect(check({ sends }, { events: [word(1, 'a'), word(2, 'b')] })).to.deep.equal([]);
    expect(check({ sends }, { events: [word(1, 'b'), word(2, 'a')] })[0]).to.include('order');
  });

  it('finds what came to somebody who may not see it any more', () => {
    const queued = event(1, 'session.queued', {
      ...{ poolId: 'a', queuedAt: at(1), boostMs: 0, isFront: false, isFlagged: false },
      reason: 'classified',
    });
    const away = event(2, 'session.queued', {
      ...{ poolId: 'b', queuedAt: at(2), boostMs: 0, isFront: false, isFlagged: false },
      reason: 'classified',
    });
    const events = [queued, away, word(3, 'secret')];
    const of = (...seqs: number[]) =>
      check({ screens: [screen('operator-1', ...seqs)] }, { events });
    expect(of(1)).to.deep.equal([]);
    expect(of(1, 2, 3)[0]).to.include('3 shown of 1');
  });

  it('finds an operator with more chats than seats', () => {
    const events = [
      joined(1, 'operator-1', 'offer-1'),
      { ...joined(1, 'operator-1', 'offer-2'), sessionId: 'session-2', _id: 'event-other' },
    ];
    const capacities = (count: number) => ({ capacities: new Map([['operator-1', count]]) });
    expect(check({}, { events, ...capacities(2) })).to.deep.equal([]);
    expect(check({}, { events, ...capacities(1) })[0]).to.include('held 2 of 1');
  });

  it('does not take the difference of two clocks for a chat too many', () => {
    const moved = (seconds: number, what: SessionEvent, other: string) => ({
      ...what,
      ...{
        sessionId: other,
        at: new Date(at(10).getTime() + seconds * 1_000),
        publicSeq: 1,
        seq: 1,
      },
    });
    const overlap = (seconds: number) => {
      const closed = event(2, 'session.closed', { by: 'citizen', reason: 'confirmed' });
      const events = [
        joined(1, 'operator-1', 'offer-1'),
        { ...closed, at: new Date(at(10).getTime() + seconds * 1_000) },
        moved(0, joined(1, 'operator-1', 'offer-2'), 'session-2'),
      ];
      return check({}, { events, capacities: new Map([['operator-1', 1]]) });
    };
    expect(overlap(0.4)).to.deep.equal([]);
    expect(overlap(4).join()).to.include('held 2 of 1');
  });

  it('finds a step that came twice or early, and an offer that ran out before its time', () => {
    const steps = [{ step: 'all_pools', dueAt: at(10) }];
    const opened = event(1, 'escalation.opened', {
      ...{ escalationId: 'e', openedBy: 'citizen', openedAt: at(1), deadlineAt: at(20), steps },
      boostMs: 0,
    });
    const stepped = (seq: number, second: number) =>
      event(
        seq,
        'escalation.stepped',
        { escalationId: 'e', step: 'all_pools' },
        { at: at(second) },
      );
    expect(check({}, { events: [opened, stepped(2, 10)] })).to.deep.equal([]);
    expect(check({}, { events: [opened, stepped(2, 9)] })[0]).to.include('came early');
    const both = check({}, { events: [opened, stepped(2, 10), stepped(3, 11)] });
    expect(both[0]).to.include('happened twice');
    const made = event(1, 'offer.made', {
      ...{ offerId: 'o', purpose: 'queue', operatorId: 'operator-1', operatorName: 'Анна' },
      ...{ seatKind: 'normal', expiresAt: at(30) },
    });
    const ended = event(2, 'offer.ended', {
      ...{ offerId: 'o', operatorId: 'operator-1', outcome: 'expired' },
    });
    expect(check({}, { events: [made, ended] })[0]).to.include('came early');
  });
});
