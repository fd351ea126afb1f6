import { expect } from 'chai';
import { buildRowLists } from '../../console/live/row-lists.js';
import type { StaffMeView } from '../../shared/views/accounts.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';

const me: StaffMeView = {
  operatorId: 'me',
  login: 'me',
  name: 'Анна',
  role: 'operator',
  poolIds: ['p1'],
  capacity: 4,
};
const senior: StaffMeView = { ...me, role: 'senior' };
const owner = (operatorId: string) => ({ operatorId, name: operatorId, tier: 'operator' as const });
const at = (minute: number) => new Date(minute * 60_000).toISOString();
const row = (sessionId: string, part: Partial<SessionRowView>): SessionRowView => ({
  sessionId,
  appealNumber: sessionId,
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
const escalation = (minute: number) => ({
  escalationId: 'e',
  openedBy: 'citizen' as const,
  openedAt: at(0),
  deadlineAt: at(minute),
  step: 'same_pool' as const,
});
const ids = (rows: SessionRowView[]) => rows.map((item) => item.sessionId);

describe('console row lists', () => {
  it('parts mine from the queue and from others, and leaves closed ones out', () => {
    const lists = buildRowLists(
      [
        row('mine', { owner: owner('me') }),
        row('asked', { lastOwner: owner('me'), status: 'awaiting_confirmation' }),
        row('queued', { status: 'queued', poolId: 'p1' }),
        row('theirs', { owner: owner('other') }),
        row('closed', { owner: owner('me'), status: 'closed' }),
      ],
      me,
    );
    expect(ids(lists.active)).to.deep.equal(['mine']);
    expect(ids(lists.waiting)).to.deep.equal(['asked']);
    expect(ids(lists.queue)).to.deep.equal(['queued']);
    expect(ids(lists.others)).to.deep.equal(['theirs']);
  });

  it('counts neither other pools’ queues nor other operators’ silent chats as mine, which an overseer hears of', () => {
    const overheard = [
      row('elsewhere', { status: 'queued', poolId: 'p2' }),
      row('silent', { lastOwner: owner('other'), status: 'waiting_citizen' }),
    ];
    const lists = buildRowLists(overheard, { ...me, role: 'supervisor' });
    expect(lists.queue).to.deep.equal([]);
    expect(lists.waiting).to.deep.equal([]);
  });

  it('orders the queue by rank, ties by id', () => {
    const queued = (id: string, rankAt: number) =>
      row(id, { status: 'queued', poolId: 'p1', rankAt });
    const lists = buildRowLists([queued('c', 5), queued('b', 5), queued('a', 9)], me);
    expect(ids(lists.queue)).to.deep.equal(['b', 'c', 'a']);
  });

  it('puts my escalated chats first, the nearest deadline on top', () => {
    const mine = (id: string, part: Partial<SessionRowView>) =>
      row(id, { owner: owner('me'), ...part });
    const lists = buildRowLists(
      [
        mine('old', { openedAt: at(0) }),
        mine('late', { escalation: escalation(9) }),
        mine('soon', { escalation: escalation(4) }),
        mine('new', { openedAt: at(5) }),
      ],
      me,
    );
    expect(ids(lists.active)).to.deep.equal(['soon', 'late', 'old', 'new']);
  });

  it('shows others’ escalations to seniors, and to operators as others’', () => {
    const rows = [row('e', { owner: owner('other'), escalation: escalation(4) })];
    expect(ids(buildRowLists(rows, senior).escalations)).to.deep.equal(['e']);
    expect(ids(buildRowLists(rows, me).others)).to.deep.equal(['e']);
  });

  it('lists a chat whose summary I owe once', () => {
    const handOverFrom = { operatorId: 'me', name: 'Анна', escalationId: 'e', since: at(2) };
    const lists = buildRowLists([row('e', { owner: owner('senior'), handOverFrom })], me);
    expect(ids(lists.owed)).to.deep.equal(['e']);
    expect(lists.others).to.deep.equal([]);
  });
});
