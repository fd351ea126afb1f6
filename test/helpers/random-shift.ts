import { randomUUID } from 'node:crypto';
import { Random } from '../../server/seed/random.js';
import { presenceChoices } from '../../shared/domain/states.js';
import { Refused, wasCut, type CitizenClient, type StaffClient } from './clients.js';
import { poolId, type World } from './world.js';

type Move = () => Promise<unknown>;

const types = ['payments', 'profile', 'benefits'] as const;
const poolCodes = ['payments', 'access', 'social'];
/** More than the seats of the shift, so that there is a queue. */
const mostCitizens = 22;

/** The connection was closed here: the person is back, or will be, on another one. */
const isGone = ({ lastId }: CitizenClient | StaffClient): boolean => lastId !== undefined;

/** A small shift at which everybody does something at random: the same seed, the same wishes in the same order. */
export class RandomShift {
  readonly staff: StaffClient[] = [];
  /** What was done, newest last: printed where something does not hold. */
  readonly done: string[] = [];
  readonly #world: World;
  readonly #random: Random;
  #citizens: CitizenClient[] = [];

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#random = new Random(seed);
  }

  async begin(): Promise<void> {
    for (const pools of [['payments'], ['payments', 'access'], ['access'], ['social', 'access']]) {
      this.staff.push(await this.#world.hire({ pools, capacity: 2 }));
    }
    this.staff.push(await this.#world.hire({ role: 'senior', pools: ['payments'], capacity: 1 }));
    this.staff.push(
      await this.#world.hire({ role: 'senior', pools: ['access', 'social'], capacity: 2 }),
    );
    this.staff.push(await this.#world.hire({ role: 'supervisor' }));
  }

  /** One to four people act at the same moment; a refusal is an answer like any other. */
  async actTogether(): Promise<void> {
    await this.#seeOff();
    const moves = Array.from({ length: this.#random.between(1, 4) }, () => this.#choose());
    await Promise.all(
      moves.map(async ([name, move]) => {
        this.done.push(name);
        try {
          await move();
        } catch (error) {
          // Whose connection goes in the middle of a question never hears the answer.
          if (error instanceof Error && wasCut(error)) return;
          if (!(error instanceof Refused) || error.code === 'internal') throw error;
          this.done.push(`${name}: ${error.code}`);
        }
      }),
    );
  }

  async letTimePass(): Promise<void> {
    const ms = this.#random.pick([1, 1_000, 5_000, 15_500, 31_000, 95_000]);
    this.done.push(`time ${ms}`);
    await this.#world.advance(ms);
  }

  /** Everybody signs in anew, as after the end of the server's process. */
  async restart(): Promise<void> {
    this.done.push('restart');
    const open = this.#citizens;
    await this.#world.restart();
    this.#citizens = [];
    for (const citizen of open) this.#citizens.push(await this.#world.comeBack(citizen));
    for (const [index, { operatorId, name }] of this.staff.entries()) {
      this.staff[index] = await this.#world.signIn(operatorId, name);
    }
  }

  /** Whose chat is closed mostly goes home and makes room; now and then one stays and writes again. */
  async #seeOff(): Promise<void> {
    for (const citizen of [...this.#citizens]) {
      const { status } = await this.#world.app.services.log.getState(citizen.sessionId);
      if (status !== 'closed' || this.#random.chance(0.7)) continue;
      citizen.close();
      this.#citizens = this.#citizens.filter((other) => other !== citizen);
    }
  }

  #choose(): [name: string, move: Move] {
    const moves = this.#moves();
    const total = moves.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.#random.next() * total;
    for (const [weight, name, move] of moves) {
      left -= weight;
      if (left < 0) return [name, move];
    }
    return ['say', () => this.#say()];
  }

  #moves(): [weight: number, name: string, move: Move][] {
    const mayOpen = this.#citizens.length < mostCitizens;
    const person = this.#random.pick(this.staff);
    const citizen = this.#citizens.length > 0 ? this.#random.pick(this.#citizens) : null;
    const sessionId = citizen?.sessionId ?? '';
    const ofCitizen: [number, string, Move][] = citizen
      ? [
          [8, 'say', () => this.#say()],
          [4, 'escalate', () => citizen.ask('escalation:request', { sessionId })],
          [2, 'withdraw', () => citizen.ask('escalation:withdraw', { sessionId })],
          [1, 'close', () => citizen.ask('session:close', { sessionId })],
          [3, 'solved', () => citizen.ask('closing:confirm', { sessionId, isSolved: true })],
          [2, 'not solved', () => citizen.ask('closing:confirm', { sessionId, isSolved: false })],
          [1, 'reconnect', () => this.#reconnect(citizen)],
          [4, 'book', () => this.#book(citizen)],
          [2, 'cancel call', () => citizen.ask('callback:cancel', { sessionId })],
          [3, 'leave', () => citizen.ask('wait:set', { sessionId, mode: 'later' })],
          [2, 'stay', () => citizen.ask('wait:set', { sessionId, mode: 'live' })],
        ]
      : [];
    return [
      [mayOpen ? 12 : 0, 'open', () => this.#open()],
      ...ofCitizen,
      [20, 'accept', () => this.#answerOffer(true)],
      [3, 'decline', () => this.#answerOffer(false)],
      [4, 'take', () => this.#take(person)],
      [6, 'answer', () => this.#withOwn((one, id) => one.say(id, 'Смотрю'))],
      [6, 'propose', () => this.#propose()],
      [6, 'transfer', () => this.#transfer()],
      [
        2,
        'cancel',
        () => this.#withOwn((one, id) => one.ask('transfer:cancel', { sessionId: id })),
      ],
      [
        3,
        'call',
        () => this.#withOwn((one, id) => one.ask('escalation:request', { sessionId: id })),
      ],
      [2, 'presence', () => this.#choosePresence(person)],
      [8, 'online', () => person.ask('presence:set', { presence: 'online' })],
      [1, 'vanish', () => this.#vanish(person)],
    ];
  }

  async #open(): Promise<void> {
    const type = this.#random.pick(types);
    const citizen = await this.#world.citizen();
    await citizen.open(`${type}: вопрос`);
    this.#citizens.push(citizen);
  }

  async #say(): Promise<void> {
    if (this.#citizens.length > 0) await this.#random.pick(this.#citizens).say('И ещё одно');
  }

  async #reconnect(citizen: CitizenClient): Promise<void> {
    if (isGone(citizen)) return;
    citizen.close();
    this.#citizens = this.#citizens.filter((other) => other !== citizen);
    this.#citizens.push(await this.#world.comeBack(citizen));
  }

  /** One of the first slots: several want the same one. */
  async #book(citizen: CitizenClient): Promise<void> {
    const { sessionId } = citizen;
    const { slots } = await citizen.ask('callback:slots', { sessionId });
    const callAt = slots[this.#random.between(0, 2)] ?? '';
    const request = { clientCallbackId: randomUUID(), phone: '8 916 123-45-67' };
    await citizen.ask('callback:book', { ...request, sessionId, callAt });
  }

  /** Whoever has an offer open answers it, mostly in time. */
  async #answerOffer(isAccepted: boolean): Promise<void> {
    const { desk, log } = this.#world.app.services;
    const asked = this.staff.flatMap((person) =>
      desk.listOfferedTo(person.operatorId).map((sessionId) => ({ person, sessionId })),
    );
    if (asked.length === 0) return;
    const { person, sessionId } = this.#random.pick(asked);
    const { offers } = await log.getState(sessionId);
    const offer = offers.find(({ operatorId }) => operatorId === person.operatorId);
    if (!offer) return;
    const { offerId } = offer;
    if (isAccepted) await person.ask('offer:accept', { sessionId, offerId });
    else await person.ask('offer:decline', { sessionId, offerId, reason: 'other' });
  }

  async #take(person: StaffClient): Promise<void> {
    const waiting = this.#world.app.services.queue.listPool(poolId(this.#random.pick(poolCodes)));
    if (waiting.length === 0) return;
    const { sessionId } = this.#random.pick(waiting);
    await person.ask('queue:take', { sessionId });
  }

  /** The owner of some chat does something with it. */
  async #withOwn(act: (person: StaffClient, sessionId: string) => Promise<unknown>): Promise<void> {
    const held = (await this.#world.app.services.log.listOpenSessions()).filter(
      ({ owner }) => owner,
    );
    if (held.length === 0) return;
    const { _id, owner } = this.#random.pick(held.sort((a, b) => (a._id < b._id ? -1 : 1)));
    const person = this.staff.find(({ operatorId }) => operatorId === owner?.operatorId);
    if (person) await act(person, _id);
  }

  #propose(): Promise<void> {
    return this.#withOwn(async (person, sessionId) => {
      const { publicHeadSeq } = await this.#world.app.services.log.getState(sessionId);
      await person.ask('closing:propose', {
        ...{ sessionId, outcome: 'solved', summary: 'Готово', lastPublicSeq: publicHeadSeq },
      });
    });
  }

  #transfer(): Promise<void> {
    const target = this.#random.pick([
      { poolId: poolId(this.#random.pick(poolCodes)) },
      { operatorId: this.#random.pick(this.staff).operatorId },
      { requestType: this.#random.pick(types) },
    ]);
    return this.#withOwn((person, sessionId) =>
      person.ask('transfer:request', { sessionId, note: randomUUID(), ...target }),
    );
  }

  async #choosePresence(person: StaffClient): Promise<void> {
    await person.ask('presence:set', { presence: this.#random.pick(presenceChoices) });
  }

  /** The machine is gone without a word; somebody signs in on another one a while later. */
  async #vanish(person: StaffClient): Promise<void> {
    if (isGone(person)) return;
    person.close();
    const index = this.staff.indexOf(person);
    if (this.#random.chance(0.5)) await this.#letTimePassUnseen(95_000);
    this.staff[index] = await this.#world.signIn(person.operatorId, person.name);
  }

  /** Nobody settles in between: what falls due meets what people do at the same moment. */
  async #letTimePassUnseen(ms: number): Promise<void> {
    this.#world.clock.advance(ms);
    await this.#world.app.jobs.runDue();
  }
}
