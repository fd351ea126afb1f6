import type { Random } from '../seed/random.js';
import { greet } from '../seed/stories/stories.js';
import type { StaffSessionView } from '../../shared/views/chat-session.js';
import type { OfferView } from '../../shared/views/routing.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import { Refusal } from './connection.js';
import { Intention, type Pace } from './pace.js';
import { findStory, selectNextLine } from './script.js';
import { StaffClient } from './staff-client.js';

export interface PracticeOperatorDeps {
  address: string;
  pace: Pace;
  random: Random;
  onFailed: (error: unknown) => void;
}

interface Held {
  session: StaffSessionView;
  readonly events: StaffEventView[];
  readonly next: Intention;
}

/** An operator who acts by themselves: takes what is offered, follows the story, hands over, proposes the end. */
export class PracticeOperator {
  readonly #deps: PracticeOperatorDeps;
  readonly #client: StaffClient;
  readonly #held = new Map<string, Held>();

  constructor(credentials: { login: string; password: string }, deps: PracticeOperatorDeps) {
    this.#deps = deps;
    this.#client = new StaffClient(deps.address, credentials, {
      onConnected: () => void this.#takeUp().catch(deps.onFailed),
      onOffer: (offer) => this.#consider(offer),
    });
  }

  async begin(): Promise<void> {
    await this.#client.connect();
    await this.#client.setPresence('online');
  }

  async goOffline(): Promise<void> {
    await this.#client.setPresence('offline').catch((error: unknown) => {
      // A summary that is owed keeps them on the line until they are gone anyway.
      if (!(error instanceof Refusal)) this.#deps.onFailed(error);
    });
    this.disconnect();
  }

  disconnect(): void {
    for (const { next } of this.#held.values()) next.drop();
    this.#held.clear();
    this.#client.close();
  }

  async #takeUp(): Promise<void> {
    const { sessions, offers } = await this.#client.openDesk();
    const me = this.#client.me?.operatorId;
    const mine = sessions.filter(({ owner, handOverFrom }) =>
      [owner?.operatorId, handOverFrom?.operatorId].includes(me),
    );
    for (const { sessionId } of mine) this.#hold(sessionId);
    for (const offer of offers) this.#consider(offer);
  }

  #consider({ sessionId, offerId }: OfferView): void {
    const { random, pace, onFailed } = this.#deps;
    new Intention(random, onFailed).plan(pace.accept, async () => {
      try {
        await this.#client.accept(sessionId, offerId);
      } catch (error) {
        // Withdrawn or taken by another meanwhile.
        if (error instanceof Refusal) return;
        throw error;
      }
      this.#hold(sessionId);
    });
  }

  #hold(sessionId: string): void {
    const { random, onFailed } = this.#deps;
    const next = new Intention(random, onFailed);
    const events: StaffEventView[] = [];
    const react = () => {
      const held = this.#held.get(sessionId);
      if (held) this.#react(held);
    };
    let isFilled = false;
    this.#client.hold(sessionId, {
      onSession: (session) => {
        const held = this.#held.get(sessionId);
        if (!held) this.#held.set(sessionId, { session, events, next });
        else if (held.session.seq <= session.seq) held.session = session;
      },
      onEvents(told) {
        events.push(...told);
        if (isFilled) react();
      },
      onCaughtUp() {
        isFilled = true;
        react();
      },
    });
  }

  #react(held: Held): void {
    const { session, next } = held;
    const me = this.#client.me?.operatorId;
    const { sessionId } = session;
    const isMine = session.owner?.operatorId === me && session.status === 'active';
    const owesSummary = session.handOverFrom?.operatorId === me;
    if (!isMine && !owesSummary) {
      next.drop();
      this.#held.delete(sessionId);
      this.#client.release(sessionId);
      return;
    }
    if (this.#isTheirTurn(held) && !owesSummary) return;
    next.plan(this.#deps.pace.answer, () => this.#act(held, owesSummary));
  }

  /** An operator's words wait for an answer; a greeting alone does not. */
  #isTheirTurn({ events }: Held): boolean {
    const last = events.findLast(
      (event) => event.kind === 'message.created' && event.audience === 'all',
    );
    if (last?.kind !== 'message.created' || last.body.author !== 'operator') return false;
    return (
      last.body.text !== greet(last.body.authorName ?? '') &&
      !this.#hasJoinedSince(events, last.seq)
    );
  }

  #hasJoinedSince(events: readonly StaffEventView[], seq: number): boolean {
    return events.some((event) => event.kind === 'operator.joined' && event.seq > seq);
  }

  async #act({ session, events }: Held, owesSummary: boolean): Promise<void> {
    const { sessionId } = session;
    const words = (by: 'citizen' | 'operator') =>
      events.flatMap((event) =>
        event.kind === 'message.created' && event.body.author === by ? [event.body.text ?? ''] : [],
      );
    const story = findStory(words('citizen')[0] ?? '', session.requestType);
    if (owesSummary) {
      await this.#client.handOver(sessionId, story.summary);
      return;
    }
    await this.#client.read(sessionId, session.publicSeq);
    const greeting = greet(this.#client.me?.name ?? '');
    const said = words('operator');
    if (!said.includes(greeting)) {
      await this.#client.say(sessionId, greeting);
      await this.#client.setStage(sessionId, 'request');
      return;
    }
    const line = selectNextLine(story, 'operator', said);
    if (line !== null) {
      await this.#client.say(sessionId, line);
      if (said.length === 2) await this.#client.setStage(sessionId, 'analysis');
      if (said.length === 3) await this.#client.setStage(sessionId, 'solution');
    } else if (!session.escalation) {
      await this.#client.propose(sessionId, story.summary, session.publicSeq);
    }
  }
}
