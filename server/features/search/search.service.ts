import { createHmac, hkdfSync } from 'node:crypto';
import { parseAppealNumber } from '../../../shared/domain/appeal-number.js';
import type { Clock } from '../../lib/clock.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { Appeal, AppealService } from '../appeals/appeal.service.js';
import type { StaffActor } from '../auth/actor.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import { canRead } from '../chat-sessions/session.policy.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { SearchStore } from './search.store.js';

export interface SearchDeps {
  store: SearchStore;
  appeals: AppealService;
  log: SessionLog;
  keys: AppealKeys;
  masterKey: Buffer;
  clock: Clock;
}

/** How far back a name is looked for. */
const reachMs = 365 * 24 * 3_600_000;
const maxHits = 50;

const foldWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\d@.+_-]+/u)
    .filter((word) => word.length >= 2);

/** Finds sessions by appeal number, and by the citizen's name or contact over keyed hashes: nothing is stored plain. */
export class SearchService {
  readonly #deps: SearchDeps;
  readonly #key: Buffer;

  constructor(deps: SearchDeps) {
    this.#deps = deps;
    this.#key = Buffer.from(hkdfSync('sha256', deps.masterKey, '', 'liniya search words', 32));
  }

  /** Keeps the index in step with what the citizen said about themselves. */
  async listen({ event, after }: SessionChange): Promise<void> {
    if (event.kind === 'recording.destroyed') await this.#deps.store.remove(after._id);
    if (event.kind !== 'details.given') return;
    const secrets = await SecretReader.for(this.#deps.keys, after);
    const details = secrets.open<{ name?: string; contact?: string }>(after.details);
    const words = [...foldWords(details?.name ?? ''), ...foldWords(details?.contact ?? '')];
    const digits = (details?.contact ?? '').replace(/\D/g, '').slice(-10);
    if (digits.length === 10) words.push(digits);
    await this.#deps.store.put(
      after._id,
      words.map((word) => this.#hash(word)),
      after.openedAt,
    );
  }

  /** Sessions the actor may see, newest first: by number, else those that carry every word. */
  async find(
    actor: StaffActor,
    query: string,
  ): Promise<{ sessions: ChatSessionState[]; appeals: Appeal[] }> {
    const number = parseAppealNumber(query);
    if (number !== null) {
      const appeal = await this.#deps.appeals.findByNumber(number);
      const sessions = appeal ? await this.#readable(actor, [appeal.sessionId]) : [];
      return { sessions, appeals: appeal && sessions.length > 0 ? [appeal] : [] };
    }
    const phone = query.replace(/[\s()+-]/g, '');
    const words = /^\d{10,11}$/.test(phone) ? [phone.slice(-10)] : foldWords(query);
    const sessionIds = await this.#sessionsWithAll(words);
    return { sessions: await this.#readable(actor, sessionIds), appeals: [] };
  }

  async #sessionsWithAll(words: string[]): Promise<string[]> {
    const [first, ...rest] = words.map((word) => this.#hash(word));
    if (first === undefined) return [];
    const since = new Date(this.#deps.clock.nowMs() - reachMs);
    const entries = await this.#deps.store.listWith(first, since);
    return entries
      .filter((entry) => rest.every((word) => entry.words.includes(word)))
      .slice(0, maxHits)
      .map((entry) => entry._id);
  }

  async #readable(actor: StaffActor, sessionIds: string[]): Promise<ChatSessionState[]> {
    const states = await Promise.all(
      sessionIds.map((sessionId) => this.#deps.log.getState(sessionId).catch(() => null)),
    );
    return states.filter((state) => state !== null).filter((state) => canRead(actor, state));
  }

  #hash(word: string): string {
    return createHmac('sha256', this.#key).update(word).digest('base64url').slice(0, 22);
  }
}
