import type { StaffActor } from '../auth/actor.js';
import { isForEverySenior, oversees } from '../chat-sessions/session.policy.js';
import { servingPools } from '../session-log/serving-pools.js';
import type { ChatSessionState } from '../session-log/state.js';

/** A list of the console a session stands in, also the name of the room that hears of it. */
export type ListKey =
  | `pool:${string}`
  | `operator:${string}`
  /** Open escalations of one pool: its seniors are asked first. */
  | `escalations:${string}`
  /** Those that seniors of every pool are asked about by now. */
  | 'escalations'
  /** Every open session. */
  | 'overseers';

/** In whose lists a session stands: its pool's queue, its owner's chats, the escalations of who is asked, the overseers' all. */
export const listsOf = (state: ChatSessionState): ListKey[] => {
  const lists = new Set<ListKey>(escalationListsOf(state));
  if (state.status === 'closed') return [...lists];
  if (state.status === 'queued')
    for (const poolId of servingPools(state)) lists.add(`pool:${poolId}`);
  const isHeld = state.status !== 'queued' && state.status !== 'clarifying';
  const holder = state.owner ?? (isHeld ? state.lastOwner : undefined);
  if (holder) lists.add(`operator:${holder.operatorId}`);
  if (state.handOverFrom) lists.add(`operator:${state.handOverFrom.operatorId}`);
  lists.add('overseers');
  return [...lists];
};

const escalationListsOf = (state: ChatSessionState): ListKey[] => {
  if (!state.escalation) return [];
  return [
    ...(state.poolId === undefined ? [] : [`escalations:${state.poolId}` as const]),
    ...(isForEverySenior(state) ? (['escalations'] as const) : []),
  ];
};

const escalationListsFor = (actor: StaffActor): ListKey[] => {
  if (actor.role !== 'senior') return [];
  return ['escalations', ...actor.poolIds.map((poolId) => `escalations:${poolId}` as const)];
};

/** The lists a member of staff sees. */
export const listsFor = (actor: StaffActor): ListKey[] => [
  `operator:${actor.operatorId}`,
  ...actor.poolIds.map((poolId) => `pool:${poolId}` as const),
  ...escalationListsFor(actor),
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

  /** The lists a session stands in; none where it is closed or unknown. */
  listsOfSession(sessionId: string): readonly ListKey[] {
    return this.#sessions.get(sessionId)?.lists ?? [];
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
