import { limits } from '../../shared/limits.js';
import type { PresenceChoice } from '../../shared/domain/states.js';
import type { Floor } from '../floor/floor.js';
import { dayMs, minuteMs, streamOf } from './plan.js';
import type { PlannedPerson, Span } from './staffing.js';

const isIn = (spans: readonly Span[], ms: number): boolean =>
  spans.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);

/** So many days the same people come at the same hours: whoever still waits at midnight is served in the morning. */
const days = 3;
const graceEveryMs = 1_000;

/** Lets the staff come and go: shifts, breaks, lost connections, and back after the system has set somebody away. */
export class Shifts {
  readonly #floor: Floor;
  readonly #startMs: number;
  readonly #people: Map<string, PlannedPerson>;
  /** Whose pings are acknowledged. */
  readonly #connected = new Set<string>();
  readonly #onShift = new Set<string>();
  #lost = 0;
  #isWatching = false;
  #setAway = 0;

  constructor(floor: Floor, people: readonly PlannedPerson[], startMs: number) {
    this.#floor = floor;
    this.#startMs = startMs;
    this.#people = new Map(people.map((planned) => [planned.person.operatorId, planned]));
    for (const planned of people)
      for (let day = 0; day < days; day += 1) this.#planDay(planned, startMs + day * dayMs);
    this.#ping();
    floor.presence.onChanged(({ operatorId, reason }) => {
      if (reason === 'offers_missed') this.#planReturn(operatorId);
    });
  }

  /** Set away after three missed offers, so often. */
  get setAway(): number {
    return this.#setAway;
  }

  /** Sits at a screen that is connected. */
  canAct(operatorId: string): boolean {
    const planned = this.#people.get(operatorId);
    return (
      planned !== undefined &&
      this.#connected.has(operatorId) &&
      !isIn(planned.absent, this.#timeOfShift(planned))
    );
  }

  #planDay(planned: PlannedPerson, midnightMs: number): void {
    const { agenda } = this.#floor;
    const { operatorId } = planned.person;
    const { breaks, busy, lost, shift } = planned;
    agenda.at(midnightMs + shift.fromMs, () => {
      this.#onShift.add(operatorId);
      this.#connected.add(operatorId);
      return this.#choose(planned);
    });
    for (const { fromMs, toMs } of [...breaks, ...busy])
      for (const ms of [fromMs, toMs]) agenda.at(midnightMs + ms, () => this.#choose(planned));
    for (const { fromMs, toMs } of lost) {
      agenda.at(midnightMs + fromMs, () => this.#lose(operatorId));
      agenda.at(midnightMs + toMs, () => this.#find(planned));
    }
    agenda.at(midnightMs + shift.toMs, () => this.#leave(planned));
  }

  /** A shift after midnight belongs to the day before. */
  #timeOfShift({ shift }: PlannedPerson): number {
    const ms = (this.#floor.agenda.nowMs() - this.#startMs) % dayMs;
    return ms < shift.fromMs && shift.toMs > dayMs ? ms + dayMs : ms;
  }

  #wishOf(planned: PlannedPerson): PresenceChoice {
    const ms = this.#timeOfShift(planned);
    if (isIn(planned.breaks, ms)) return 'away';
    return isIn(planned.busy, ms) ? 'busy' : 'online';
  }

  async #choose(planned: PlannedPerson): Promise<void> {
    const { operatorId } = planned.person;
    if (!this.#onShift.has(operatorId) || !this.#connected.has(operatorId)) return;
    await this.#floor.presence.choose(operatorId, this.#wishOf(planned));
  }

  #lose(operatorId: string): void {
    if (!this.#onShift.has(operatorId) || !this.#connected.delete(operatorId)) return;
    this.#lost += 1;
    if (!this.#isWatching) this.#watch();
  }

  async #find(planned: PlannedPerson): Promise<void> {
    const { operatorId } = planned.person;
    if (!this.#onShift.has(operatorId) || this.#connected.has(operatorId)) return;
    this.#lost -= 1;
    this.#connected.add(operatorId);
    this.#floor.presence.renew(operatorId);
    await this.#choose(planned);
  }

  /** No new chats; home once the open ones are done. */
  async #leave(planned: PlannedPerson): Promise<void> {
    const { agenda, desk, presence, seats } = this.#floor;
    const { operatorId } = planned.person;
    if (!this.#connected.has(operatorId)) {
      agenda.at(agenda.nowMs() + minuteMs, () => this.#leave(planned));
      return;
    }
    this.#onShift.delete(operatorId);
    await presence.choose(operatorId, 'away');
    const goHome = async (): Promise<void> => {
      const holds = desk
        .listSessions(`operator:${operatorId}`)
        .some(
          (sessionId) => this.#floor.memory.stateOf(sessionId).owner?.operatorId === operatorId,
        );
      if (this.#onShift.has(operatorId)) return;
      if (holds || seats.loadOf(operatorId) > 0) {
        agenda.at(agenda.nowMs() + minuteMs, goHome);
        return;
      }
      await presence.choose(operatorId, 'offline');
      this.#connected.delete(operatorId);
    };
    await goHome();
  }

  #planReturn(operatorId: string): void {
    const planned = this.#people.get(operatorId);
    if (!planned) return;
    const { agenda } = this.#floor;
    this.#setAway += 1;
    const awayMs = streamOf(planned.seed, this.#setAway).between(4, 12) * minuteMs;
    agenda.at(agenda.nowMs() + awayMs, () => this.#choose(planned));
  }

  #ping(): void {
    const { agenda, presence } = this.#floor;
    for (const operatorId of this.#connected) presence.renew(operatorId);
    agenda.at(agenda.nowMs() + limits.presence.pingMs, () => this.#ping());
  }

  /** The server looks for leases that have run out each second; here only while there can be some. */
  #watch(): void {
    const { agenda, presence } = this.#floor;
    this.#isWatching = this.#lost > 0;
    if (!this.#isWatching) return;
    agenda.at(agenda.nowMs() + graceEveryMs, async () => {
      await presence.expire();
      this.#watch();
    });
  }
}
