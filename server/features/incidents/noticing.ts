import type { RequestType } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { newId } from '../../lib/ids.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { belongsTo, detectIncident, type Detection, type FirstWords } from './detect.js';
import type { FirstWordsStore, StoredFirstWords } from './first-words.store.js';
import type { Incident, IncidentStore } from './incident.store.js';
import type { ReadTokens } from './tokens.js';
import { computeUsualArrivals, hourOf, listComparedHours } from './usual-arrivals.js';

export interface NoticingDeps {
  log: SessionLog;
  keys: AppealKeys;
  words: FirstWordsStore;
  incidents: IncidentStore;
  deadlines: Deadlines;
  readTokens: ReadTokens;
  clock: Clock;
}

const kinds = { gather: 'incident-gather', quiet: 'incident-quiet' } as const;

const asWords = ({ _id, tokens }: StoredFirstWords): FirstWords => ({ sessionId: _id, tokens });

/** Eldest first, ties by id: the same order on every node. */
const inOrder = (words: readonly StoredFirstWords[]): StoredFirstWords[] =>
  [...words].sort((a, b) => a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1));

/**
 * Notices where many write about one thing. A session's first words are stored before anybody looks, and an incident
 * before its chats are gathered: of two nodes that work at the same time at least one sees what the other has stored.
 */
export class Noticing {
  readonly #deps: NoticingDeps;

  constructor(deps: NoticingDeps) {
    this.#deps = deps;
    deps.deadlines.handle(kinds.gather, ({ _id }) =>
      this.#gather(_id.slice(`${kinds.gather}:`.length)),
    );
    deps.deadlines.handle(kinds.quiet, ({ _id }) =>
      this.#closeQuiet(_id.slice(`${kinds.quiet}:`.length)),
    );
  }

  /** A session that has just been placed is compared with those before it. */
  async listen({ event, before, after }: SessionChange): Promise<void> {
    const { words } = this.#deps;
    if (event.kind === 'recording.destroyed') await words.remove(after._id);
    const isPlaced = event.kind === 'session.queued' && before.queuedAt === undefined;
    // Practice chats repeat each other by design.
    if (!isPlaced || after.isTraining === true || !after.classification?.isDecided) return;
    const { requestType } = after.classification;
    const tokens = await this.#readFirst(after);
    const { _id, openedAt: at } = after;
    const noted = await words.note({ _id, requestType, at, tokens, isOfIncident: false });
    if (noted === 'noted') await words.countHour(requestType, new Date(hourOf(at.getTime())));
    if (after.incidentId !== undefined) return;
    if (await this.#joinOpen(after._id, requestType, tokens)) return;
    await this.#detect(after, requestType, tokens);
  }

  /** Appends that a session belongs to an incident, once; a session of another one stays there. */
  async #join(sessionId: string, incidentId: string, how: 'noticed' | 'later'): Promise<void> {
    await this.#deps.log.append({
      sessionId,
      authorId: 'system',
      causeId: `incident:${incidentId}`,
      decide: (state) =>
        state.incidentId === undefined
          ? { kind: 'incident.joined', audience: 'staff', plain: { incidentId, how } }
          : null,
    });
  }

  async #joinOpen(
    sessionId: string,
    requestType: RequestType,
    tokens: readonly string[],
  ): Promise<boolean> {
    const open = await this.#deps.incidents.listOpenOfType(requestType);
    const found = open.find(({ common }) => belongsTo(tokens, common));
    if (found) await this.#join(sessionId, found._id, 'later');
    return found !== undefined;
  }

  async #detect(
    state: ChatSessionState,
    requestType: RequestType,
    tokens: readonly string[],
  ): Promise<void> {
    const { clock, words } = this.#deps;
    const { maxCompared, minSessions, usualMessages, windowMs, wordsKeepMs } = limits.incidents;
    const nowMs = clock.nowMs();
    const from = new Date(nowMs - windowMs);
    const recent = await words.listBetween(requestType, from, new Date(nowMs + 1), maxCompared);
    const others = recent.filter(({ _id, isOfIncident }) => !isOfIncident && _id !== state._id);
    if (others.length + 1 < minSessions) return;
    const compared = listComparedHours(nowMs).map((ms) => new Date(ms));
    const [counts, earlier] = await Promise.all([
      words.listCounts(requestType, compared),
      words.listBetween(requestType, new Date(nowMs - wordsKeepMs), from, usualMessages),
    ]);
    const usualArrivals = computeUsualArrivals(counts);
    const detection = detectIncident({
      arrived: { sessionId: state._id, tokens },
      others: inOrder(others).map(asWords),
      arrivals: recent.length,
      usual: earlier.filter(({ isOfIncident }) => !isOfIncident).map((known) => known.tokens),
      usualArrivals,
    });
    if (!detection.isIncident) return;
    await this.#open(state, requestType, {
      ...{ common: detection.common, arrivals: recent.length },
      firstAt: inOrder(recent.filter(({ _id }) => detection.sessionIds.includes(_id)))[0]?.at,
      ...(usualArrivals === null ? {} : { usualArrivals }),
    });
  }

  /** The insert decides: who finds its place taken looks again whether the other one's incident is the same. */
  async #open(
    state: ChatSessionState,
    requestType: RequestType,
    found: Pick<Extract<Detection, { isIncident: true }>, 'common'> &
      Pick<Incident, 'arrivals' | 'usualArrivals'> & { firstAt: Date | undefined },
  ): Promise<void> {
    const { clock, deadlines, incidents } = this.#deps;
    const { maxOpenOfType, quietMs } = limits.incidents;
    const now = clock.now();
    const incidentId = newId(now.getTime());
    for (let place = 1; place <= maxOpenOfType; place += 1) {
      await deadlines.set(kinds.gather, incidentId, state._id, now);
      const opened = await incidents.open({
        ...{ _id: incidentId, requestType, poolId: state.poolId ?? '', status: 'open' },
        ...{ openKey: `${requestType}:${place}`, openedAt: now, latestAt: now, version: 1 },
        ...{ ...found, firstAt: found.firstAt ?? now },
      });
      if (opened === 'opened') {
        await deadlines.set(kinds.quiet, incidentId, state._id, new Date(now.getTime() + quietMs));
        return;
      }
      const tokens = found.common.map(({ token }) => token);
      if (await this.#joinOpen(state._id, requestType, tokens)) return;
    }
  }

  /** Every session of the window that has most of the common words, also those that came while it was being opened. */
  async #gather(incidentId: string): Promise<void> {
    const { incidents, words } = this.#deps;
    const incident = await incidents.find(incidentId);
    if (incident?.status !== 'open') return;
    const { common, openedAt, requestType } = incident;
    const { maxCompared, windowMs } = limits.incidents;
    const from = new Date(openedAt.getTime() - windowMs);
    const until = new Date(this.#deps.clock.nowMs() + 1);
    const recent = await words.listBetween(requestType, from, until, 2 * maxCompared);
    const own = recent.filter(({ tokens }) => belongsTo(tokens, common));
    await Promise.all(own.map(({ _id }) => this.#join(_id, incidentId, 'noticed')));
  }

  async #closeQuiet(incidentId: string): Promise<void> {
    const { clock, deadlines, incidents } = this.#deps;
    const incident = await incidents.find(incidentId);
    if (incident?.status !== 'open') return;
    const quietAt = new Date(incident.latestAt.getTime() + limits.incidents.quietMs);
    if (quietAt.getTime() > clock.nowMs()) {
      await deadlines.set(kinds.quiet, incidentId, incidentId, quietAt);
    } else await incidents.close(incidentId, { closedAt: clock.now() });
  }

  async #readFirst(state: ChatSessionState): Promise<string[]> {
    const secrets = await SecretReader.for(this.#deps.keys, state);
    const text = secrets.open<{ text: string }>(state.firstMessage)?.text ?? '';
    return this.#deps.readTokens(text).map(({ token }) => token);
  }
}
