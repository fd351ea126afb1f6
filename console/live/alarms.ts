import { limits } from '../../shared/limits.js';
import type { StaffMeView } from '../../shared/views/accounts.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';
import { isMine, isOverseer, owesSummary } from './row-lists.js';

/** What must not be overlooked, wherever in the console one is. It stands until it is dealt with. */
export interface Alarm {
  kind:
    | 'assigned'
    /** My summary, for which a senior waits. */
    | 'owed'
    /** Mine to be called, and the time has come. */
    | 'call'
    /** A call past its 70 % step, which an overseer hears of [spec 4]. */
    | 'unanswered'
    /** Somebody’s summary, for longer than it may take. */
    | 'late';
  row: SessionRowView;
}

/** A breach has put the chat upon me, and the citizen has had no word of mine since. */
const isAssigned = (row: SessionRowView, me: StaffMeView): boolean => {
  const forcedAt = row.owner?.forcedAt;
  if (!isMine(row, me) || forcedAt === undefined || row.status !== 'active') return false;
  const isAnswered = row.lastAuthor === 'operator' && (row.lastMessageAt ?? '') >= forcedAt;
  return !isAnswered;
};

const isToBeCalled = (row: SessionRowView, me: StaffMeView): boolean =>
  isMine(row, me) && row.status === 'active' && row.callback?.isDue === true;

const isUnanswered = ({ escalation }: SessionRowView): boolean =>
  escalation?.step === 'reserve' || escalation?.step === 'breach';

const isLate = ({ handOverFrom }: SessionRowView, nowMs: number): boolean =>
  handOverFrom !== undefined &&
  nowMs - Date.parse(handOverFrom.since) > limits.escalation.summaryLateMs;

const kindOf = (row: SessionRowView, me: StaffMeView, nowMs: number): Alarm['kind'] | null => {
  if (row.status === 'closed') return null;
  if (isAssigned(row, me)) return 'assigned';
  if (owesSummary(row, me)) return 'owed';
  if (isToBeCalled(row, me)) return 'call';
  if (!isOverseer(me)) return null;
  if (isUnanswered(row)) return 'unanswered';
  return isLate(row, nowMs) ? 'late' : null;
};

const order: readonly Alarm['kind'][] = ['assigned', 'owed', 'call', 'unanswered', 'late'];

/** When an alarm of its kind began to matter, or ends: the earliest is the most urgent. */
const momentOf = ({ kind, row }: Alarm): string =>
  (kind === 'call' ? row.callback?.callAt : undefined) ??
  row.escalation?.deadlineAt ??
  row.handOverFrom?.since ??
  row.owner?.forcedAt ??
  row.openedAt;

/** My own before those of others, the most urgent first. Pure. */
export const listAlarms = (
  rows: Iterable<SessionRowView>,
  me: StaffMeView,
  nowMs: number,
): Alarm[] =>
  [...rows]
    .flatMap((row) => {
      const kind = kindOf(row, me, nowMs);
      return kind === null ? [] : [{ kind, row }];
    })
    .sort(
      (left, right) =>
        order.indexOf(left.kind) - order.indexOf(right.kind) ||
        Date.parse(momentOf(left)) - Date.parse(momentOf(right)),
    );
