import type { SessionEvent } from '../../../server/features/session-log/session-event.js';
import { silentLogger } from '../../../server/lib/logger.js';
import { connectDatabase } from '../../../server/storage/connection.js';
import { checkHistory } from '../rig/checker.js';
import type { Rig } from '../rig/rig.js';
import type { Crowd } from './crowd.js';

export interface CrowdCheck {
  sends: number;
  screens: number;
  events: SessionEvent[];
  problems: string[];
}

/** The rig's checker over a crowd that has fallen silent: each word once, each list what is stored. */
export const checkCrowd = async (rig: Rig, crowd: Crowd): Promise<CrowdCheck> => {
  const { sends, screens } = await crowd.history();
  const database = await connectDatabase(rig.databaseUri, silentLogger);
  const events = await database.connection
    .collection<SessionEvent>('sessionEvents')
    .find()
    .toArray();
  await database.close();
  const problems = checkHistory(
    { seed: 0, sends, screens, faults: [] },
    { events: events, seats: [], capacities: new Map(), staff: new Map() },
  );
  const sessions = new Map<string, number>();
  for (const { sessionId, audience } of events) {
    if (audience === 'all') sessions.set(sessionId, (sessions.get(sessionId) ?? 0) + 1);
  }
  const behind = screens.filter(
    ({ sessionId, eventIds }) => eventIds.length < (sessions.get(sessionId) ?? 0),
  );
  if (behind.length > 0) problems.push(`${behind.length} screens are behind what is stored`);
  return {
    ...{ sends: sends.length, screens: screens.length, events: events },
    problems: [
      ...sends.flatMap(({ outcome, code }) =>
        outcome === 'ok' ? [] : [`a word was ${outcome} (${code ?? 'no answer'})`],
      ),
      ...problems,
    ],
  };
};
