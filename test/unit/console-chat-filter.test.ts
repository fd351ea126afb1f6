import { expect } from 'chai';
import { noFilter, selectChats, type ChatFilter } from '../../console/live/chat-filter.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';

const at = (minute: number) => new Date(minute * 60_000).toISOString();
const row = (sessionId: string, part: Partial<SessionRowView>): SessionRowView => ({
  sessionId,
  appealNumber: '26-0004111-1',
  status: 'active',
  priority: 'normal',
  openedAt: at(1),
  isFlagged: false,
  isCitizenOnline: true,
  stage: 'greeting',
  seq: 1,
  publicSeq: 1,
  ...part,
});
const owner = { operatorId: 'o1', name: 'Анна Ковалёва', tier: 'operator' as const };
const escalation = {
  escalationId: 'e',
  openedBy: 'citizen' as const,
  openedAt: at(0),
  deadlineAt: at(9),
  step: 'same_pool' as const,
};

const rows = [
  row('talk', { owner, poolId: 'p1', citizenName: 'Пётр Ёлкин', openedAt: at(3) }),
  row('older', { owner, poolId: 'p2', openedAt: at(2), appealNumber: '26-0004122-9' }),
  row('second', { status: 'queued', rankAt: 20, poolId: 'p1' }),
  row('first', { status: 'queued', rankAt: 10, poolId: 'p1' }),
  row('asked', { status: 'awaiting_confirmation', lastOwner: owner, openedAt: at(1) }),
  row('called', { owner, escalation, poolId: 'p2' }),
  row('closed', { status: 'closed' }),
];
const select = (part: Partial<ChatFilter>) =>
  selectChats(rows, { ...noFilter, ...part }).map(({ sessionId }) => sessionId);

describe('console chat filter', () => {
  it('lets every open chat through: escalated ones, the queue as it is served, the rest by age', () => {
    expect(select({})).to.deep.equal(['called', 'first', 'second', 'asked', 'older', 'talk']);
  });

  it('filters by pool, by state and by operator, together', () => {
    expect(select({ poolId: 'p2' })).to.deep.equal(['called', 'older']);
    expect(select({ state: 'waiting' })).to.deep.equal(['first', 'second']);
    expect(select({ state: 'escalated' })).to.deep.equal(['called']);
    expect(select({ state: 'silent' })).to.deep.equal(['asked']);
    expect(select({ operatorId: 'o1', poolId: 'p1' })).to.deep.equal(['talk']);
  });

  it('finds a name in any order of words, ё as е, and a holder, also the last one', () => {
    expect(select({ words: 'елкин  ПЁТР' })).to.deep.equal(['talk']);
    expect(select({ words: 'ковалева' })).to.deep.equal(['called', 'asked', 'older', 'talk']);
    expect(select({ words: 'никого' })).to.deep.equal([]);
  });

  it('finds a number with and without dashes', () => {
    expect(select({ words: '26-0004122' })).to.deep.equal(['older']);
    expect(select({ words: '260004122' })).to.deep.equal(['older']);
  });
});
