import type { Stored } from '../rig/checker.js';
import type { History } from '../rig/history.js';
import { compareScreen } from './screens.js';

const countKinds = ({ faults }: History): string => {
  const kinds = new Map<string, number>();
  for (const { what } of faults) kinds.set(what, (kinds.get(what) ?? 0) + 1);
  return [...kinds].map((pair) => pair.join(' ')).join(', ');
};

/** What a run of the baseline came to, in the rig's lines and one more for the screens. */
export const describeBaseline = (run: {
  history: History;
  stored: Stored;
  problems: readonly string[];
  /** How often a server process ended without being ended. */
  ownEnds: number;
}): string[] => {
  const { history, stored, problems, ownEnds } = run;
  const { faults, screens, sends } = history;
  const count = (outcome: string) => sends.filter((send) => send.outcome === outcome).length;
  const starting = (word: string) => problems.filter((line) => line.startsWith(word)).length;
  const kills = faults.filter(({ what }) => what.startsWith('kill')).length;
  const acknowledged = new Set(
    sends.flatMap(({ clientMessageId, outcome }) => (outcome === 'ok' ? [clientMessageId] : [])),
  );
  const sum = { missing: 0, repeated: 0, misplaced: 0 };
  let differing = 0;
  for (const { eventIds, sessionId } of screens) {
    // What was given up and is stored all the same is nobody's promise, and stands on some screens.
    const unpromised = new Set<string>();
    const wanted: string[] = [];
    for (const event of stored.events) {
      if (event.sessionId !== sessionId) continue;
      wanted.push(event._id);
      if (!acknowledged.has(event.clientMessageId ?? '')) unpromised.add(event._id);
    }
    const shown = new Set(eventIds);
    const due = wanted.filter((id) => shown.has(id) || !unpromised.has(id));
    const { missing, repeated, misplaced } = compareScreen(eventIds, due);
    sum.missing += missing;
    sum.repeated += repeated;
    sum.misplaced += misplaced;
    if (missing + repeated + misplaced > 0) differing += 1;
  }
  return [
    `faults: ${faults.length}, of them kill -9: ${kills} (${countKinds(history)})`,
    `sends: ${sends.length}, ok ${count('ok')}, unknown ${count('unknown')}`,
    `stored: ${stored.events.length} messages; ${screens.length} screens compared`,
    `server processes that ended by themselves: ${ownEnds}`,
    `lost ${starting('lost')}, doubled ${starting('doubled')} in the database`,
    `screens that differ: ${differing} of ${screens.length}; acknowledged and not shown ${sum.missing}, shown twice ${sum.repeated}, out of order ${sum.misplaced}`,
    `what the rig's checker says: ${problems.length} problems, of them order of one author's words ${starting('order')}`,
  ];
};
