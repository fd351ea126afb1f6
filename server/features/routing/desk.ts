import type { StaffActor } from '../auth/actor.js';
import { oversees } from '../chat-sessions/session.policy.js';
import type { ChatSessionState } from '../session-log/state.js';

/** A list of the console a session stands in, also the name of the room that hears of it. */
export type ListKey = `pool:${string}` | `operator:${string}` | 'escalations' | 'overseers';

/** In whose lists a session stands: its pool's queue, its owner's chats, the seniors' escalations, the overseers' all. */
export const listsOf = (state: ChatSessionState): ListKey[] => {
  if (state.status === 'closed') return state.escalation ? ['escalations'] : [];
  const lists = new Set<ListKey>();
  if (state.status === 'queued' && state.poolId !== undefined) lists.add(`pool:${state.poolId}`);
  const isHeld = state.status !== 'queued' && state.status !== 'clarifying';
  const holder = state.owner ?? (isHeld ? state.lastOwner : undefined);
  if (holder) lists.add(`operator:${holder.operatorId}`);
  if (state.handOverFrom) lists.add(`operator:${state.handOverFrom.operatorId}`);
  if (state.escalation) lists.add('escalations');
  lists.add('overseers');
  return [...lists];
};

/** The lists a member of staff sees. */
export const listsFor = (actor: StaffActor): ListKey[] => [
  `operator:${actor.operatorId}`,
  ...actor.poolIds.map((poolId) => `pool:${poolId}` as const),
  ...(actor.role === 'operator' ? [] : ['escalations' as const]),
  ...(oversees(actor) ? ['overseers' as const] : []),
];

interface Known {
  lists: ListKey[];
  citizenId: string;
  offeredTo: string[];
}

/** Which sessions stand in which list, in memory: what a console starts from. */
export class Desk {
  readonly #sessions = new Map<string, Known>();
  readonly #lists = new Map<string, Set<string>>();

  note(state: ChatSessionState): void {
    const known = this.#sessions.get(state._id);
    for (const key of known ? keysOf(known) : []) this.#lists.get(key)?.delete(state._id);
    if (state.status === 'closed') {
      this.#sessions.delete(state._id);
      return;
    }
    const next: Known = {
      lists: listsOf(state),
      citizenId: state.citizenId,
      offeredTo: state.offers.map((offer) => offer.operatorId),
    };
    this.#sessions.set(state._id, next);
    for (const key of keysOf(next)) {
      const list = this.#lists.get(key) ?? new Set();
      this.#lists.set(key, list.add(state._id));
    }
  }

  listSessions(list: ListKey): string[] {
    return [...(this.#lists.get(list) ?? [])];
  }

  /** Sessions with an open offer to this operator. */
  listOfferedTo(operatorId: string): string[] {
    return [...(this.#lists.get(`offer:${operatorId}`) ?? [])];
  }

  /** Open sessions of a citizen. */
  listOfCitizen(citizenId: string): string[] {
    return [...(this.#lists.get(`citizen:${citizenId}`) ?? [])];
  }
}

const keysOf = (known: Known): string[] => [
  ...known.lists,
  `citizen:${known.citizenId}`,
  ...known.offeredTo.map((operatorId) => `offer:${operatorId}`),
];
