import type { EscalationStep } from '../../shared/domain/states.js';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import type { Floor } from '../floor/floor.js';
import type { PlannedChat } from './plan.js';
import type { PlannedPerson } from './staffing.js';

export type Urgency = 'normal' | 'raised' | 'urgent';

/** What a day came to, gathered event by event. */
export class Measures {
  /** From the first place in a queue to the first person, in ms. */
  readonly waits: Record<Urgency, number[]> = { normal: [], raised: [], urgent: [] };
  /** From the beginning of a promised call's slot to whoever calls, in ms. */
  readonly callsLateMs: number[] = [];
  /** From a return to the next person, in ms. */
  readonly returnWaits: number[] = [];
  readonly seniors: Record<EscalationStep, number> = {
    ...{ same_pool: 0, all_pools: 0, reserve: 0, breach: 0 },
  };
  readonly counts = {
    ...{ arrived: 0, offers: 0, declined: 0, missed: 0, withdrawn: 0, transfers: 0, moved: 0 },
    ...{ vanished: 0, silent: 0, returned: 0, gaveUp: 0 },
    ...{ booked: 0, reached: 0, calledAgain: 0, notReached: 0, later: 0, answeredLater: 0 },
    ...{ escalations: 0, callbacks: 0, takenBack: 0, widened: 0, overflowed: 0 },
  };
  /** Chats that got no person before they left, by whether they had been offered to anybody. */
  readonly #first = new Map<string, Urgency>();
  readonly #planned: Map<string, PlannedChat>;
  readonly #offeredTo = new Map<string, number>();
  readonly #onlineSinceMs = new Map<string, number>();
  readonly #onlineMs = new Map<string, number>();
  readonly #floor: Floor;
  readonly #endsAtMs: number;

  /** `endsAtMs`: of what comes after the day, calls for the next morning, only the waits count. */
  constructor(floor: Floor, chats: readonly PlannedChat[], endsAtMs: number) {
    this.#floor = floor;
    this.#endsAtMs = endsAtMs;
    this.#planned = new Map(chats.map((chat) => [chat.sessionId, chat]));
    floor.observe((change) => this.#learn(change));
    floor.presence.onChanged(({ operatorId, state }) => this.#noteOnline(operatorId, state));
  }

  /** Offers of each operator an hour online, pool by pool: of those who were there an hour at least. */
  listRates(people: readonly PlannedPerson[]): number[][] {
    const byPool = new Map<string, number[]>();
    for (const { person } of people) {
      const onlineMs = this.#onlineMs.get(person.operatorId) ?? 0;
      if (person.role !== 'operator' || onlineMs < 3_600_000) continue;
      const [home = ''] = person.poolIds;
      const rate = ((this.#offeredTo.get(person.operatorId) ?? 0) * 3_600_000) / onlineMs;
      byPool.set(home, [...(byPool.get(home) ?? []), rate]);
    }
    return [...byPool.values()].filter(({ length }) => length >= 4);
  }

  #noteOnline(operatorId: string, state: string): void {
    const nowMs = Math.min(this.#endsAtMs, this.#floor.agenda.nowMs());
    const sinceMs = this.#onlineSinceMs.get(operatorId);
    if (state === 'online' && sinceMs === undefined) this.#onlineSinceMs.set(operatorId, nowMs);
    if (state === 'online' || sinceMs === undefined) return;
    this.#onlineSinceMs.delete(operatorId);
    this.#onlineMs.set(operatorId, (this.#onlineMs.get(operatorId) ?? 0) + nowMs - sinceMs);
  }

  #learn({ event, before, after }: SessionChange): void {
    const { counts } = this;
    switch (event.kind) {
      case 'session.opened':
        counts.arrived += 1;
        return;
      case 'session.queued':
        if (event.plain.reason === 'classified')
          this.#first.set(after._id, this.#urgencyOf(after._id));
        else counts.returned += 1;
        return;
      case 'session.overflowed':
        counts.widened += 1;
        return;
      case 'offer.made':
        if (event.plain.purpose !== 'queue') return;
        counts.offers += 1;
        if (event.at.getTime() >= this.#endsAtMs) return;
        this.#offeredTo.set(
          event.plain.operatorId,
          (this.#offeredTo.get(event.plain.operatorId) ?? 0) + 1,
        );
        return;
      case 'offer.ended':
        if (event.plain.outcome === 'declined') counts.declined += 1;
        else if (event.plain.outcome === 'expired') counts.missed += 1;
        else counts.withdrawn += 1;
        return;
      case 'operator.joined':
        this.#learnJoin(before, event.at.getTime(), event.plain);
        return;
      case 'operator.left':
        counts.vanished += 1;
        return;
      case 'transfer.requested':
        counts.transfers += 1;
        return;
      case 'silence.seat_freed':
        counts.silent += 1;
        return;
      case 'wait.changed':
        if (event.plain.mode === 'later') counts.later += 1;
        return;
      case 'callback.booked':
        counts.booked += 1;
        return;
      case 'callback.tried':
        if (event.plain.isReached) counts.reached += 1;
        else if (event.plain.nextAt) counts.calledAgain += 1;
        else counts.notReached += 1;
        return;
      case 'escalation.opened':
        counts.escalations += 1;
        // Who calls while waiting is urgent from then on.
        if (before.status === 'queued' && this.#first.has(after._id))
          this.#first.set(after._id, 'urgent');
        return;
      case 'escalation.ended':
        if (event.plain.outcome === 'callback') counts.callbacks += 1;
        else counts.takenBack += 1;
        return;
      case 'session.closed':
        if (before.escalation) counts.takenBack += 1;
        if (before.status === 'queued') counts.gaveUp += 1;
        return;
      default:
        return;
    }
  }

  #learnJoin(
    before: SessionChange['before'],
    atMs: number,
    { how, operatorId, tier }: { how: string; operatorId: string; tier: string },
  ): void {
    if (how === 'transfer') this.counts.moved += 1;
    if (tier === 'senior' && before.escalation) this.seniors[before.escalation.step] += 1;
    if (before.status !== 'queued' || !before.queuedAt) return;
    const pools = this.#floor.staff.find(operatorId)?.poolIds ?? [];
    if (how === 'offer' && !pools.includes(before.poolId ?? '')) this.counts.overflowed += 1;
    const waitMs = atMs - before.queuedAt.getTime();
    if (before.callback?.isDue === true)
      this.callsLateMs.push(atMs - before.callback.callAt.getTime());
    if (before.later) this.counts.answeredLater += 1;
    const urgency = this.#first.get(before._id);
    // Not a wait in the chat any more.
    if (before.hasEndedWait === true) {
      this.#first.delete(before._id);
      return;
    }
    if (urgency === undefined) {
      this.returnWaits.push(waitMs);
      return;
    }
    this.#first.delete(before._id);
    this.waits[urgency].push(waitMs);
  }

  #urgencyOf(sessionId: string): Urgency {
    const chat = this.#planned.get(sessionId);
    if (chat?.callsAtOnce === true) return 'urgent';
    return chat?.isRepeat === true ? 'raised' : 'normal';
  }
}
