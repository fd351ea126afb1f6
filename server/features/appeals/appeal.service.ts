import { formatAppealNumber, parseAppealNumber } from '../../../shared/domain/appeal-number.js';
import type { Priority } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { Actor } from '../auth/actor.js';
import type { Appeal } from './appeal.model.js';
import type { AppealStore } from './appeal.store.js';

export type { Appeal } from './appeal.model.js';

/** Running numbers are taken in blocks: one write in so many appeals, and a gap after a restart at worst. */
const numberBlock = 20;

/** The year in which a number is given, by Moscow's calendar. */
const yearOf = (date: Date): number =>
  Number(
    new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Moscow' }).format(date),
  );

export class AppealService {
  readonly #store: AppealStore;
  readonly #keys: AppealKeys;
  readonly #clock: Clock;
  #block: Promise<{ year: number; next: number; end: number }> | null = null;

  constructor(store: AppealStore, keys: AppealKeys, clock: Clock) {
    this.#store = store;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Gives a new appeal its number and its key, and stores its card. The same `appealId` again answers with the first. */
  async registerAppeal(request: {
    appealId: string;
    citizenId: string;
    sessionId: string;
    repeatOf?: string;
    priority: Priority;
  }): Promise<Appeal> {
    const now = this.#clock.now();
    const _id = request.appealId;
    const known = await this.#store.findById(_id);
    if (known) return known;
    const [number] = await Promise.all([this.#takeNumber(now), this.#keys.createKey(_id, now)]);
    const appeal: Appeal = {
      _id,
      number,
      citizenId: request.citizenId,
      sessionId: request.sessionId,
      status: 'registered',
      priority: request.priority,
      registeredAt: now,
      dueAt: new Date(now.getTime() + limits.live.appealAnswerMs),
      ...(request.repeatOf === undefined ? {} : { repeatOf: request.repeatOf }),
      headSeq: 0,
    };
    if ((await this.#store.insert(appeal)) === 'stored') return appeal;
    const first = await this.#store.findById(_id);
    if (!first)
      throw new DomainError('retry', 'The appeal is being registered by another request.');
    return first;
  }

  /** The citizen's own, newest first. */
  listOfCitizen(citizenId: string): Promise<Appeal[]> {
    return this.#store.listOfCitizen(citizenId);
  }

  /** Finds by a number with or without dashes. Fails with `not_found`, also where it is another citizen's. */
  async getByNumber(actor: Actor, text: string): Promise<Appeal> {
    const number = parseAppealNumber(text);
    const appeal = number === null ? null : await this.#store.findByNumber(number);
    if (!appeal || (actor.kind === 'citizen' && appeal.citizenId !== actor.citizenId)) {
      throw new DomainError('not_found', 'No such appeal.');
    }
    return appeal;
  }

  /**
   * Whether asking again moves the citizen up: the first appeal is unanswered [spec 5], or closed for good [spec 2.9].
   * What was answered lately is reopened by a word in its own chat.
   */
  isRaisedByRepeat({ status, closedAt }: Appeal): boolean {
    if (status === 'answered') return false;
    if (status !== 'closed' || !closedAt) return true;
    return this.#clock.nowMs() > closedAt.getTime() + limits.closing.reopenMs;
  }

  async findByNumber(number: string): Promise<Appeal | null> {
    return this.#store.findByNumber(number);
  }

  progress: AppealStore['progress'] = (appealId, progress) =>
    this.#store.progress(appealId, progress);

  async #takeNumber(now: Date): Promise<string> {
    const year = yearOf(now);
    for (;;) {
      this.#block ??= this.#store
        .takeNumbers(year, numberBlock)
        .then((first) => ({ year, next: first, end: first + numberBlock }));
      const pending = this.#block;
      try {
        const block = await pending;
        if (block.year === year && block.next < block.end) {
          block.next += 1;
          return formatAppealNumber(year, block.next - 1);
        }
      } catch (error) {
        if (this.#block === pending) this.#block = null;
        throw error;
      }
      if (this.#block === pending) this.#block = null;
    }
  }
}
