import type { Random } from '../seed/random.js';
import type { TrainingCitizen } from '../seed/citizens.js';
import type { Story } from '../seed/stories/story.js';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import { CitizenClient } from './citizen-client.js';
import { Intention, type Pace } from './pace.js';
import { findStory, neutralAnswers, selectNextLine } from './script.js';

export interface PracticeCitizenDeps {
  address: string;
  pace: Pace;
  random: Random;
  /** Names of the operators who act by themselves. */
  practiceNames: ReadonlySet<string>;
  onFailed: (error: unknown) => void;
  /** The chat is over and the connection closed. */
  onDone: () => void;
}

const escalationShare = 0.15;

/** A citizen who acts by themselves: asks, answers, sometimes calls a senior, confirms, rates, and goes. */
export class PracticeCitizen {
  readonly #deps: PracticeCitizenDeps;
  readonly #client: CitizenClient;
  readonly #person: TrainingCitizen;
  readonly #next: Intention;
  readonly #patience: Intention;
  readonly #isImpatient: boolean;
  #story: Story | null = null;
  #session: CitizenSessionView | null = null;
  #said: string[] = [];
  #lastWord: CitizenEventView | null = null;
  #isFilled = false;
  #isConfirming = false;
  #isDone = false;

  constructor(person: TrainingCitizen, deps: PracticeCitizenDeps) {
    this.#deps = deps;
    this.#person = person;
    this.#client = new CitizenClient(deps.address, person, {
      onSession: (session) => this.#take(session),
      onEvents: (events) => this.#hear(events),
      onFilled: () => this.#begin(),
    });
    this.#next = new Intention(deps.random, deps.onFailed);
    this.#patience = new Intention(deps.random, deps.onFailed);
    this.#isImpatient = deps.random.chance(escalationShare);
  }

  /** What the chat is about. */
  get story(): Story | null {
    return this.#story;
  }

  /** Whether somebody holds the chat who does not act by themselves: the visitor. */
  get isWithVisitor(): boolean {
    const name = this.#session?.operator?.name;
    return name !== undefined && !this.#deps.practiceNames.has(name);
  }

  /** Goes on with a chat left open before; false where there is none. */
  async resume(): Promise<boolean> {
    const appeals = await this.#client.listAppeals();
    const ended = ['closed', 'answered'];
    const open = appeals.find(({ status, closedAt }) => !ended.includes(status) && !closedAt);
    if (open?.sessionId === undefined) return false;
    await this.#client.connect();
    const { session } = await this.#client.join(open.sessionId);
    if (session.status === 'closed') {
      this.#client.close();
      return false;
    }
    this.#take(session);
    return true;
  }

  async begin(story: Story): Promise<void> {
    const { random } = this.#deps;
    this.#story = story;
    const opening = random.pick(story.openings);
    this.#said = [opening];
    await this.#client.connect();
    const { session } = await this.#client.open(opening);
    this.#take(session);
    await this.#client.giveName(this.#person.name);
  }

  /** Ends the chat and the connection. */
  async leave(): Promise<void> {
    const isOpen = !this.#isDone && this.#session !== null;
    // A word said after the end would open the chat again.
    this.#beSilent();
    if (isOpen) await this.#client.leave().catch(this.#deps.onFailed);
    this.#finish();
  }

  /** Goes without a word; the chat stays open for the next start. */
  disconnect(): void {
    this.#beSilent();
    this.#client.close();
  }

  #beSilent(): void {
    this.#isDone = true;
    this.#next.drop();
    this.#patience.drop();
  }

  #take(session: CitizenSessionView): void {
    if (this.#session && this.#session.publicSeq > session.publicSeq) return;
    this.#session = session;
  }

  #hear(events: readonly CitizenEventView[]): void {
    for (const event of events) {
      if (event.kind === 'message.created') this.#lastWord = event;
      const own = ownWords(event);
      if (own !== null && !this.#said.includes(own)) this.#said.push(own);
      if (own === null && this.#isFilled) this.#react(event);
    }
  }

  /** The log is read: whatever it ends with waits for an answer. */
  #begin(): void {
    this.#isFilled = true;
    this.#story ??= findStory(this.#said[0] ?? '', this.#session?.requestType);
    this.#react(this.#lastWord);
  }

  #react(event: CitizenEventView | null): void {
    if (this.#isDone) return;
    const { pace } = this.#deps;
    switch (this.#session?.status) {
      case 'queued':
        this.#patience.plan(pace.patience, () => this.leave());
        return;
      case 'clarifying':
        if (event?.kind === 'message.created')
          this.#next.plan(pace.finish, () => this.#choose(event));
        return;
      case 'active':
        this.#patience.drop();
        if (event?.kind === 'message.created' && event.body.author === 'operator')
          this.#next.plan(pace.answer, () => this.#answer());
        return;
      case 'awaiting_confirmation':
        this.#next.plan(pace.finish, () => this.#confirm());
        return;
      case 'closed':
        // Who has just confirmed still gives a rating.
        if (!this.#isConfirming) this.#finish();
        return;
      default:
    }
  }

  async #choose(event: Extract<CitizenEventView, { kind: 'message.created' }>): Promise<void> {
    const offered = (event.body.choices ?? []).flatMap((choice) =>
      choice.kind === 'request_type' ? [choice.requestType] : [],
    );
    const wanted = this.#story?.requestType;
    const requestType = offered.find((type) => type === wanted) ?? offered[0];
    if (requestType !== undefined) await this.#client.chooseType(requestType);
  }

  async #answer(): Promise<void> {
    const { random } = this.#deps;
    const session = this.#session;
    if (!session || !this.#story) return;
    await this.#client.read(session.publicSeq);
    const isAmongUs = !this.isWithVisitor;
    const fromStory = isAmongUs ? selectNextLine(this.#story, 'citizen', this.#said) : null;
    // Who has told all still answers: the operator waits for a word before going on.
    const text = fromStory ?? random.pick(neutralAnswers);
    // Meanwhile the operator may have proposed the end: a word after it would open the chat again.
    const { status } = this.#session ?? session;
    if (this.#isDone || status !== 'active') return;
    this.#said.push(text);
    await this.#client.say(text);
    const mayEscalate = isAmongUs && session.operator?.tier === 'operator' && !session.escalation;
    if (this.#isImpatient && this.#said.length === 3 && mayEscalate)
      await this.#client.callSenior();
  }

  async #confirm(): Promise<void> {
    const { random } = this.#deps;
    this.#isConfirming = true;
    const { status } = await this.#client.confirm().finally(() => {
      this.#isConfirming = false;
    });
    // A word of one's own crossed the operator's proposal: the chat goes on.
    if (status !== 'closed') return;
    this.#beSilent();
    if (random.chance(0.8)) await this.#client.rate(random.chance(0.85) ? random.between(4, 5) : 3);
    this.#finish();
  }

  #finish(): void {
    this.disconnect();
    this.#deps.onDone();
  }
}

/** What this citizen said in an event; null where it is not theirs. */
const ownWords = (event: CitizenEventView): string | null =>
  event.kind === 'message.created' && event.body.author === 'citizen'
    ? (event.body.text ?? '')
    : null;
