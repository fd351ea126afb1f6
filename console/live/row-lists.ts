import type { SessionRowView } from '../../shared/views/chat-session.js';
import type { StaffMeView } from '../../shared/views/accounts.js';

/** The console's lists, each in the order it is shown. */
export interface RowLists {
  /** Escalations a senior can see and does not hold: the shortest window first. */
  escalations: SessionRowView[];
  /** Handed to a senior; my summary is still owed. */
  owed: SessionRowView[];
  /** Mine, and being talked in. */
  active: SessionRowView[];
  /** Mine, waiting for the citizen's word or confirmation. */
  waiting: SessionRowView[];
  /** Nobody's, of my pools, in the order they will be served. */
  queue: SessionRowView[];
  /** Held by others: in my lists because of an escalation, or because I handed them over. */
  others: SessionRowView[];
}

/** Sees every chat, not only those of the own lists. */
export const isOverseer = (me: StaffMeView): boolean =>
  me.role === 'supervisor' || me.role === 'administrator';

const isSenior = (me: StaffMeView) => me.role !== 'operator';

export const isMine = (row: SessionRowView, me: StaffMeView): boolean =>
  row.owner?.operatorId === me.operatorId;

const byDeadline = (left: SessionRowView, right: SessionRowView) =>
  Date.parse(left.escalation?.deadlineAt ?? '') - Date.parse(right.escalation?.deadlineAt ?? '');

/**
 * I hold it, or did until the citizen fell silent or was asked whether it helped: then nobody holds it, and it stands in the
 * list of its last operator alone.
 */
const isInMyHands = (row: SessionRowView, me: StaffMeView): boolean =>
  isMine(row, me) || isLeftWithMe(row, me);

/** A senior has it from me and waits for what I know. */
export const owesSummary = (row: SessionRowView, me: StaffMeView): boolean =>
  row.handOverFrom?.operatorId === me.operatorId;

/** I held it last; nobody holds it now and nobody waits for an operator. */
export const isLeftWithMe = (row: SessionRowView, me: StaffMeView): boolean =>
  row.lastOwner?.operatorId === me.operatorId &&
  (row.status === 'waiting_citizen' || row.status === 'awaiting_confirmation');

/** Escalated first, then by age: a list that follows every new word would jump under the hand. */
const compareMine = (left: SessionRowView, right: SessionRowView): number => {
  if (left.escalation && right.escalation) return byDeadline(left, right);
  if (left.escalation) return -1;
  if (right.escalation) return 1;
  return Date.parse(left.openedAt) - Date.parse(right.openedAt);
};

/** Front, `rankAt`, ties by id: the same order the server serves in. */
const compareQueued = (left: SessionRowView, right: SessionRowView): number =>
  Number(right.isFront === true) - Number(left.isFront === true) ||
  (left.rankAt ?? 0) - (right.rankAt ?? 0) ||
  (left.sessionId < right.sessionId ? -1 : 1);

/** Of one of my pools, or overflowing into one. */
const isForMe = ({ poolId, overflowPoolId }: SessionRowView, { poolIds }: StaffMeView): boolean =>
  [poolId, overflowPoolId].some((id) => id !== undefined && poolIds.includes(id));

export const buildRowLists = (rows: Iterable<SessionRowView>, me: StaffMeView): RowLists => {
  const lists: RowLists = {
    escalations: [],
    owed: [],
    active: [],
    waiting: [],
    queue: [],
    others: [],
  };
  for (const row of rows) {
    if (row.status === 'closed') continue;
    if (owesSummary(row, me)) lists.owed.push(row);
    else if (isInMyHands(row, me)) {
      const isWaiting = row.status === 'waiting_citizen' || row.status === 'awaiting_confirmation';
      (isWaiting ? lists.waiting : lists.active).push(row);
    } else if (row.escalation && isSenior(me)) lists.escalations.push(row);
    else if (row.status === 'queued') {
      // An overseer hears of every queue; theirs to take from are those of their pools.
      if (isForMe(row, me)) lists.queue.push(row);
    } else if (row.owner) lists.others.push(row);
  }
  lists.escalations.sort(byDeadline);
  lists.active.sort(compareMine);
  lists.waiting.sort(compareMine);
  lists.queue.sort(compareQueued);
  lists.others.sort(compareMine);
  return lists;
};
