import { demoPassword, demoPeople } from '../seed/demo-people.js';
import { trainingCitizens, type TrainingCitizen } from '../seed/citizens.js';
import { Random } from '../seed/random.js';
import { poolCodeOf } from '../seed/reference-data.js';
import { stories } from '../seed/stories/stories.js';
import type { Story } from '../seed/stories/story.js';
import type { Logger } from '../lib/logger.js';
import { Refusal } from './connection.js';
import { humanPace, Intention, type Pace } from './pace.js';
import { PracticeCitizen } from './practice-citizen.js';
import { PracticeOperator } from './practice-operator.js';

/** Chats of practice citizens that are open at once, and no more. */
const maxOpen = 8;
/** Of those, chats in pools that no practice operator serves. */
const maxForVisitor = 3;

const practicePools = new Set(
  demoPeople.flatMap(({ isTraining, pools = [] }) => (isTraining === true ? pools : [])),
);
const isServed = ({ requestType }: Story): boolean => practicePools.has(poolCodeOf(requestType));

export interface SimulationOptions {
  /** Where the server is reached, e.g. `http://127.0.0.1:3000`. */
  address: string;
  logger: Logger;
  pace?: Pace;
  seed?: number;
}

/**
 * Practice citizens and operators of the demo as real Socket.IO clients, at a human pace. Matching keeps their chats
 * among themselves: nobody here is ever offered the visitor's.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #pace: Pace;
  readonly #random: Random;
  readonly #arrivals: Intention;
  readonly #citizens = new Map<string, PracticeCitizen>();
  #operators: PracticeOperator[] = [];
  #isRunning = false;
  #arriving: Promise<void> = Promise.resolve();

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#pace = options.pace ?? humanPace;
    this.#random = new Random(options.seed ?? Date.now());
    this.#arrivals = new Intention(this.#random, (error) => this.#note(error));
  }

  get openCount(): number {
    return this.#citizens.size;
  }

  /** Signs the operators in, takes up chats left open before, and lets new citizens come. */
  async start(): Promise<void> {
    this.#isRunning = true;
    const { address } = this.#options;
    const deps = { address, pace: this.#pace, random: this.#random, onFailed: this.#note };
    this.#operators = demoPeople
      .filter((person) => person.isTraining === true)
      .map(({ login }) => new PracticeOperator({ login, password: demoPassword }, deps));
    for (const citizen of trainingCitizens) {
      if (!this.#citizens.has(citizen.portalUserId)) await this.#resume(citizen);
    }
    for (const operator of this.#operators) await operator.begin();
    this.#planArrival();
  }

  /** Practice citizens say goodbye, except to the visitor; practice operators go offline. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#arrivals.drop();
    await this.#arriving;
    const leaving = [...this.#citizens.values()].filter((citizen) => !citizen.isWithVisitor);
    await Promise.all(leaving.map((citizen) => citizen.leave()));
    await Promise.all(this.#operators.map((operator) => operator.goOffline()));
    this.#operators = [];
  }

  /** Everybody drops the line; chats stay open for the next start. */
  disconnect(): void {
    this.#isRunning = false;
    this.#arrivals.drop();
    for (const citizen of this.#citizens.values()) citizen.disconnect();
    this.#citizens.clear();
    for (const operator of this.#operators) operator.disconnect();
    this.#operators = [];
  }

  readonly #note = (error: unknown): void => {
    // A refusal is a race somebody else has won: the next event says how things stand.
    if (error instanceof Refusal) return;
    this.#options.logger.warn({ event: 'simulation.failed', error });
  };

  #planArrival(): void {
    this.#arrivals.plan(this.#pace.arrival, async () => {
      this.#arriving = this.#arrive().catch(this.#note);
      await this.#arriving;
      if (this.#isRunning) this.#planArrival();
    });
  }

  async #arrive(): Promise<void> {
    const idle = trainingCitizens.filter(({ portalUserId }) => !this.#citizens.has(portalUserId));
    if (this.#citizens.size >= maxOpen || idle.length === 0) return;
    const person = this.#random.pick(idle);
    const citizen = this.#make(person);
    try {
      await citizen.begin(this.#pickStory());
    } catch (error) {
      this.#forget(person);
      citizen.disconnect();
      throw error;
    }
  }

  /** Mostly what practice operators serve; some for the visitor to take from the queue. */
  #pickStory(): Story {
    const forVisitor = [...this.#citizens.values()].filter(
      ({ story }) => story && !isServed(story),
    );
    return this.#random.pick(
      forVisitor.length < maxForVisitor ? stories : stories.filter(isServed),
    );
  }

  async #resume(person: TrainingCitizen): Promise<void> {
    const citizen = this.#make(person);
    try {
      if (await citizen.resume()) return;
    } catch (error) {
      this.#note(error);
    }
    citizen.disconnect();
    this.#forget(person);
  }

  #make(person: TrainingCitizen): PracticeCitizen {
    const citizen = new PracticeCitizen(person, {
      ...{ address: this.#options.address, pace: this.#pace, random: this.#random },
      practiceNames: new Set(
        demoPeople.filter((one) => one.isTraining === true).map((one) => one.name),
      ),
      onFailed: this.#note,
      onDone: () => this.#forget(person),
    });
    this.#citizens.set(person.portalUserId, citizen);
    return citizen;
  }

  #forget({ portalUserId }: TrainingCitizen): void {
    this.#citizens.delete(portalUserId);
  }
}
