import type { SessionStatus } from '../../shared/domain/states.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';

export const chatStates = ['escalated', 'waiting', 'talking', 'silent'] as const;
export type ChatState = (typeof chatStates)[number];

/** What an overseer looks for among all open chats; an absent part lets everything through. */
export interface ChatFilter {
  poolId?: string;
  state?: ChatState;
  operatorId?: string;
  /** Parts of a name, of an operator's name, or of an appeal number. */
  words: string;
}

export const noFilter: ChatFilter = { words: '' };

const stateOf: Record<SessionStatus, ChatState | null> = {
  clarifying: 'waiting',
  queued: 'waiting',
  active: 'talking',
  waiting_citizen: 'silent',
  awaiting_confirmation: 'silent',
  closed: null,
};

const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

const hasWords = (row: SessionRowView, words: string): boolean => {
  const text = fold([row.citizenName, row.owner?.name, row.lastOwner?.name].join(' '));
  const digits = words.replaceAll(/\D/g, '');
  const isNumber = digits !== '' && /^[\d\s-]+$/.test(words);
  if (isNumber) return row.appealNumber.replaceAll('-', '').includes(digits);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
};

const isWanted = (row: SessionRowView, filter: ChatFilter): boolean => {
  if (row.status === 'closed') return false;
  if (filter.poolId !== undefined && row.poolId !== filter.poolId) return false;
  if (filter.operatorId !== undefined && row.owner?.operatorId !== filter.operatorId) return false;
  if (filter.state === 'escalated' && !row.escalation) return false;
  const isOfState = filter.state === undefined || filter.state === 'escalated';
  if (!isOfState && stateOf[row.status] !== filter.state) return false;
  return filter.words.trim() === '' || hasWords(row, filter.words.trim());
};

/** Escalated by deadline, then the queue as it is served, then the rest by age: nothing jumps at a new word. */
const compare = (left: SessionRowView, right: SessionRowView): number => {
  const placeOf = (row: SessionRowView) => (row.escalation ? 0 : row.status === 'queued' ? 1 : 2);
  const orderOf = (row: SessionRowView) =>
    row.escalation
      ? Date.parse(row.escalation.deadlineAt)
      : ((row.status === 'queued' ? row.rankAt : undefined) ?? Date.parse(row.openedAt));
  return (
    placeOf(left) - placeOf(right) ||
    orderOf(left) - orderOf(right) ||
    (left.sessionId < right.sessionId ? -1 : 1)
  );
};

/** Every open chat that the filter lets through, in order. */
export const selectChats = (rows: Iterable<SessionRowView>, filter: ChatFilter): SessionRowView[] =>
  [...rows].filter((row) => isWanted(row, filter)).sort(compare);
