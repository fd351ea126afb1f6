import { expect } from 'chai';
import { listAlarms } from '../../console/live/alarms.js';
import { limits } from '../../shared/limits.js';
import type { StaffMeView } from '../../shared/views/accounts.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';

const nowMs = Date.parse('2026-03-11T10:00:00.000Z');
const ago = (ms: number) => new Date(nowMs - ms).toISOString();
const operator: StaffMeView = {
  ...{ operatorId: 'me', login: 'me', name: 'Анна', role: 'operator' },
  ...{ poolIds: ['p1'], capacity: 4 },
};
const supervisor: StaffMeView = { ...operator, role: 'supervisor' };
const row = (sessionId: string, part: Partial<SessionRowView>): SessionRowView => ({
  ...{ sessionId, appealNumber: sessionId, status: 'active', priority: 'normal' },
  ...{ openedAt: ago(900_000), isFlagged: false, isCitizenOnline: true, stage: 'greeting' },
  ...{ seq: 1, publicSeq: 1 },
  ...part,
});
const call = (step: 'same_pool' | 'all_pools' | 'reserve' | 'breach', leftMs: number) => ({
  ...{ escalationId: 'e', openedBy: 'citizen' as const, step },
  ...{ openedAt: ago(600_000 - leftMs), deadlineAt: ago(-leftMs) },
});
const owedBy = (operatorId: string, ms: number) => ({
  handOverFrom: { operatorId, name: operatorId, escalationId: 'e', since: ago(ms) },
});
const seen = (rows: SessionRowView[], me: StaffMeView) =>
  listAlarms(rows, me, nowMs).map(({ kind, row: { sessionId } }) => `${kind} ${sessionId}`);

describe('console alarms', () => {
  it('ask whoever handed over for the summary until it is written, and tell an overseer when it is late', () => {
    const { summaryLateMs } = limits.escalation;
    const rows = [
      row('mine', owedBy('me', 1)),
      row('theirs', owedBy('other', summaryLateMs)),
      row('late', owedBy('other', summaryLateMs + 1)),
    ];
    expect(seen(rows, operator)).to.deep.equal(['owed mine']);
    expect(seen(rows, supervisor)).to.deep.equal(['owed mine', 'late late']);
    expect(seen([row('closed', { ...owedBy('me', 1), status: 'closed' })], operator)).to.be.empty;
  });

  it('tell of a call that is due whoever has the chat, and nobody else', () => {
    const callback = {
      ...{ callbackId: 'c', attempt: 1, isDue: true },
      ...{ callAt: ago(60_000), callUntil: ago(-1_740_000) },
    };
    const owner = { operatorId: 'me', name: 'Анна', tier: 'operator' as const };
    const rows = [
      row('later', { owner, callback }),
      row('sooner', { owner, callback: { ...callback, callAt: ago(90_000) } }),
      row('planned', { owner, callback: { ...callback, isDue: false } }),
      row('waiting', { status: 'queued', callback }),
    ];
    expect(seen(rows, operator)).to.deep.equal(['call sooner', 'call later']);
    expect(seen(rows, { ...supervisor, operatorId: 'other' })).to.be.empty;
  });

  it('tell an overseer of calls past 70 %, the nearest end first, and nobody else', () => {
    const rows = [
      row('early', { escalation: call('all_pools', 200_000) }),
      row('second', { escalation: call('reserve', 170_000) }),
      row('first', { escalation: call('reserve', 20_000) }),
    ];
    expect(seen(rows, supervisor)).to.deep.equal(['unanswered first', 'unanswered second']);
    expect(seen(rows, operator)).to.be.empty;
  });

  it('tell whom a breach put a chat upon, until the first own word', () => {
    const owner = { operatorId: 'me', name: 'Анна', tier: 'senior' as const, forcedAt: ago(50) };
    const said = (author: 'citizen' | 'operator', ms: number) =>
      seen([row('forced', { owner, lastAuthor: author, lastMessageAt: ago(ms) })], supervisor);
    expect(said('operator', 100)).to.deep.equal(['assigned forced']);
    expect(said('citizen', 10)).to.deep.equal(['assigned forced']);
    expect(said('operator', 10)).to.be.empty;
  });
});
