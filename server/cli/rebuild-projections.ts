import { isDeepStrictEqual } from 'node:util';
import type { Domain } from '../compose/domain.js';
import { computeProgress } from '../features/appeals/progress.js';
import { emptyState, fold } from '../features/session-log/fold.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { factsOfLog } from '../features/statistics/facts-of.js';

export interface RebuildReport {
  sessions: number;
  events: number;
  /** What is kept of waits, offers, promises and transfers for comparison. */
  facts: number;
  /** Ids of sessions whose stored projection was not what the log adds up to. */
  differing: string[];
}

interface RebuildDomain {
  stores: Pick<Domain['stores'], 'appeals' | 'facts' | 'log'>;
  review: Pick<Domain['review'], 'learn'>;
}

/** Documents as values: the driver's own classes and fields that are absent compare as what they mean. */
const asValue = (state: ChatSessionState): unknown => JSON.parse(JSON.stringify(state));

/**
 * `liniya rebuild-projections`: folds every session from its first event, compares the result with the stored
 * projection, and replaces what differs, the appeal's card with it; what a log says of the classifier is read anew, and
 * the facts of the statistics are stored anew. A projection that a running server has carried further meanwhile is left
 * alone.
 */
export const rebuildProjections = async (
  { review, stores }: RebuildDomain,
  { isDryRun }: { isDryRun: boolean },
): Promise<RebuildReport> => {
  const { appeals, facts, log } = stores;
  const report: RebuildReport = { sessions: 0, events: 0, facts: 0, differing: [] };
  for (const stored of await log.listAllStates()) {
    const events = await log.listEvents(stored._id, 0, stored.headSeq);
    const { _id: sessionId, appealId, appealNumber, citizenId, clientSessionId, openedAt } = stored;
    const head = { sessionId, appealId, appealNumber, citizenId, clientSessionId, openedAt };
    const folded = events.reduce(fold, emptyState(head));
    report.sessions += 1;
    report.events += events.length;
    const told = factsOfLog(head, events);
    report.facts += told.length;
    if (!isDryRun) {
      await review.learn(folded, events);
      await facts.put(told);
    }
    if (isDeepStrictEqual(asValue(folded), asValue(stored))) continue;
    report.differing.push(sessionId);
    if (isDryRun) continue;
    await log.replaceState(folded, stored.headSeq);
    await appeals.progress(appealId, computeProgress(folded));
  }
  return report;
};

export const describeRebuild = ({
  sessions,
  events,
  facts,
  differing,
}: RebuildReport): string[] => [
  `Folded ${events} events of ${sessions} sessions; ${facts} facts for the statistics.`,
  differing.length === 0
    ? 'Every projection is what its log adds up to.'
    : `${differing.length} projections differed: ${differing.join(', ')}`,
];
