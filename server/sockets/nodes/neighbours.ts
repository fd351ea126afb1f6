import type { NodeService } from '../../features/nodes/node.service.js';
import type { CitizenPresence, CitizenSighting } from '../../features/presence/citizen-presence.js';
import type { PresenceService } from '../../features/presence/presence.service.js';
import type { SightingStore } from '../../features/presence/sighting.store.js';
import type { Desk } from '../../features/routing/desk.js';
import type { SessionChange } from '../../features/session-log/session-change.js';
import type { SessionLog } from '../../features/session-log/session-log.service.js';
import type { SessionHead, SessionLogStore } from '../../features/session-log/session-log.store.js';
import type { Clock } from '../../lib/clock.js';
import type { Logger } from '../../lib/logger.js';
import type { Marks } from '../marks.js';
import {
  sessionOfRoom,
  sessionRoom,
  type CitizenNamespace,
  type StaffNamespace,
} from '../sockets.js';
import type { Hint, NodeLink } from './node-link.js';

export interface NeighboursDeps {
  citizens: CitizenNamespace;
  staff: StaffNamespace;
  link: NodeLink;
  nodes: NodeService;
  log: Pick<SessionLog, 'learn'>;
  heads: Pick<SessionLogStore, 'listHeads' | 'listHeadsOfferedTo'>;
  sightings: SightingStore;
  /** Makes sure that this process knows the member of staff. */
  meetStaff: (operatorId: string) => Promise<void>;
  presence: PresenceService;
  citizenPresence: CitizenPresence;
  desk: Pick<Desk, 'listsOfSession'>;
  marks: Marks;
  clock: Clock;
  logger: Logger;
}

/** Sightings younger than this are read again: another process may have written them late. */
const overlapMs = 5_000;
/** Who stays connected is told again, before what was told first is deleted. */
const citizensToldAgainMs = 20 * 60_000;

/**
 * The other server processes: they are told by hints what changes here, and what changes there is learnt from their
 * hints, and once a second from the database, which needs no hint.
 */
export class Neighbours {
  readonly #deps: NeighboursDeps;
  /** What others need to know of citizens here, since the last write. */
  readonly #seen = new Map<string, CitizenSighting>();
  #readUpToMs: number;
  #toldAgainAtMs: number;
  readonly #learning = new Set<Promise<void>>();

  constructor(deps: NeighboursDeps) {
    this.#deps = deps;
    this.#readUpToMs = deps.clock.nowMs() - 2 * citizensToldAgainMs;
    this.#toldAgainAtMs = deps.clock.nowMs();
    deps.link.onHint((hint) => this.#track(this.#hear(hint)));
    deps.presence.onChosen(() => deps.link.tell({ kind: 'presence' }));
    deps.citizenPresence.onChangedHere((citizenId, isOnline) => {
      this.#note(citizenId, isOnline);
      const { nodeId } = deps.nodes;
      deps.link.tell({ kind: 'citizen', nodeId, citizenId, isOnline });
    });
  }

  /** The bus's listener: the others hear that there is more. */
  tell({ event, after, isOwn }: SessionChange): void {
    if (!isOwn) return;
    const isTalk = event.kind === 'message.created';
    this.#deps.link.tell({ kind: 'session', sessionId: after._id, seq: after.headSeq, isTalk });
  }

  /** Once a second. */
  async poll(): Promise<void> {
    const { heads, staff } = this.#deps;
    await this.#learnPresence();
    await this.#exchangeSightings();
    const shown = await heads.listHeads(this.#sessionsOnScreens());
    const operators = new Set([...staff.sockets.values()].map(({ data }) => data.actor.operatorId));
    const offered = operators.size > 0 ? await heads.listHeadsOfferedTo([...operators]) : [];
    await Promise.all([...shown, ...offered].map((head) => this.#learn(head, true)));
  }

  get isIdle(): boolean {
    return this.#learning.size === 0;
  }

  async idle(): Promise<void> {
    while (this.#learning.size > 0) await Promise.all(this.#learning);
  }

  async #hear(hint: Hint): Promise<void> {
    const { citizenPresence, marks, nodes } = this.#deps;
    switch (hint.kind) {
      case 'session':
        return this.#learn(hint, !hint.isTalk || this.#isOnScreens(hint.sessionId));
      case 'presence':
        return this.#learnPresence();
      case 'citizen':
        if (hint.nodeId !== nodes.nodeId) citizenPresence.learn(hint);
        return;
      case 'typing':
      case 'receipts':
        return marks.show(hint);
    }
  }

  async #learnPresence(): Promise<void> {
    const { meetStaff, presence } = this.#deps;
    const records = await presence.readStored();
    // An account younger than this process: who can be asked has to be known first.
    for (const { _id } of records) await meetStaff(_id);
    presence.learn(records);
  }

  /** Sessions somebody here has open. */
  #sessionsOnScreens(): string[] {
    const { citizens, staff } = this.#deps;
    const rooms = [...citizens.adapter.rooms.keys(), ...staff.adapter.rooms.keys()];
    return [...new Set(rooms.flatMap((room) => sessionOfRoom(room) ?? []))];
  }

  /** Whether somebody here has the session open, or a list it stands in: lists show the last words. */
  #isOnScreens(sessionId: string): boolean {
    const { citizens, desk, staff } = this.#deps;
    const room = sessionRoom(sessionId);
    if (citizens.adapter.rooms.has(room) || staff.adapter.rooms.has(room)) return true;
    return desk.listsOfSession(sessionId).some((list) => staff.adapter.rooms.has(list));
  }

  async #exchangeSightings(): Promise<void> {
    const { citizenPresence, clock, nodes, sightings } = this.#deps;
    if (clock.nowMs() - this.#toldAgainAtMs > citizensToldAgainMs) {
      this.#toldAgainAtMs = clock.nowMs();
      for (const citizenId of citizenPresence.listHere()) this.#note(citizenId, true);
    }
    const told = [...this.#seen.values()];
    this.#seen.clear();
    try {
      await sightings.putMany(told);
    } catch (error) {
      for (const { citizenId } of told) this.#note(citizenId, citizenPresence.isHere(citizenId));
      throw error;
    }
    const readUpTo = clock.nowMs();
    const since = new Date(this.#readUpToMs - overlapMs);
    for (const sighting of await sightings.listSince(since)) {
      if (sighting.nodeId !== nodes.nodeId) citizenPresence.learn(sighting);
    }
    this.#readUpToMs = readUpTo;
  }

  #note(citizenId: string, isOnline: boolean): void {
    const { clock, nodes } = this.#deps;
    const { nodeId } = nodes;
    this.#seen.set(citizenId, { nodeId, citizenId, isOnline, at: clock.now() });
  }

  #track(work: Promise<void>): void {
    const learning = work
      .catch((error: unknown) => {
        this.#deps.logger.warn({ event: 'neighbours.failed', error });
      })
      .finally(() => this.#learning.delete(learning));
    this.#learning.add(learning);
  }

  async #learn({ sessionId, seq }: SessionHead, isWanted: boolean): Promise<void> {
    try {
      await this.#deps.log.learn(sessionId, seq, isWanted);
    } catch (error) {
      // The next look finds it.
      this.#deps.logger.warn({ event: 'neighbours.failed', sessionId, error });
    }
  }
}
