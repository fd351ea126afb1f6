import type { SessionChange } from '../session-log/session-change.js';
import type { Answering } from './answering.js';
import type { FirstWordsStore } from './first-words.store.js';
import type { IncidentStore } from './incident.store.js';

/**
 * Keeps the list of an incident's chats in step with their logs, and gives who joins late the current answer. The list
 * is written before the answer is looked for, and an answer is stored before the list is read: whoever is second sees
 * the first.
 */
export const createMembership = (deps: {
  incidents: IncidentStore;
  words: FirstWordsStore;
  answering: Answering;
}) => {
  const { answering, incidents, words } = deps;
  return async ({ event, before, after }: SessionChange): Promise<void> => {
    if (event.kind !== 'incident.joined' && event.kind !== 'incident.left') return;
    const isIn = event.kind === 'incident.joined';
    const { incidentId } = event.plain;
    await incidents.putMember({
      ...{ _id: after._id, incidentId: after.incidentId ?? null, seq: event.seq },
      joinedAt: event.at,
    });
    await words.setOfIncident(after._id, isIn);
    if (before.incidentId !== undefined && before.incidentId !== incidentId)
      await incidents.touch(before.incidentId);
    if (isIn) await answering.answerLater(incidentId, after._id);
    await incidents.touch(incidentId, isIn ? event.at : undefined);
  };
};
