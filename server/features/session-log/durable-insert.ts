import type { Logger } from '../../lib/logger.js';
import { GroupCommit } from './group-commit.js';
import type { SessionEvent } from './session-event.js';
import type { InsertOutcome, SessionLogStore } from './session-log.store.js';

/** How often an insert of unknown outcome is read back and tried again. */
const maxReadBacks = 4;
/** Longer each time; scattered, because a cut leaves many sessions in doubt in one instant. */
const pauseMs = (attempt: number): number => 100 * 3 ** attempt * (0.5 + Math.random() / 2);

/** `duplicate`: somebody else's event was first. `unknown`: the database has not said, however often it was asked. */
export type DurableInsert = (event: SessionEvent) => Promise<'stored' | 'duplicate' | 'unknown'>;

/**
 * One insert to a known outcome, read back by `_id` after an unknown one, and only then tried again: alone, so that a
 * document which spoils its batch spoils no second one.
 */
export const createDurableInsert = (store: SessionLogStore, logger: Logger): DurableInsert => {
  const commit = new GroupCommit(store);
  const insertAlone = async (event: SessionEvent): Promise<InsertOutcome> =>
    (await store.insertEvents([event]))[0] ?? { unknown: 'no outcome' };
  return async (event) => {
    const { sessionId } = event;
    for (let attempt = 0; attempt < maxReadBacks; attempt += 1) {
      const outcome = await (attempt === 0 ? commit.write(event) : insertAlone(event));
      if (outcome === 'stored') return 'stored';
      if (outcome !== 'duplicate') {
        logger.warn({ event: 'append.unknown', sessionId, error: outcome.unknown });
        await new Promise((resolve) => setTimeout(resolve, pauseMs(attempt)));
      }
      try {
        // A second insert of our own document may be reported as a duplicate of any unique index.
        if (await store.findEventById(event._id)) return 'stored';
        if (outcome === 'duplicate') return 'duplicate';
      } catch (error) {
        logger.warn({ event: 'append.read_back_failed', sessionId, error });
      }
    }
    return 'unknown';
  };
};
