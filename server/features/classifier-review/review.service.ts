import type { RequestType } from '../../../shared/domain/request-types.js';
import { limits } from '../../../shared/limits.js';
import type {
  ClassifierReviewView,
  CorrectionPageView,
  CorrectionView,
  DriftAlarmView,
  ModelView,
} from '../../../shared/views/classifier.js';
import type { Clock } from '../../lib/clock.js';
import { blankPersonal, excerpt } from '../chat-sessions/mask.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionEvent } from '../session-log/session-event.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { judgeDrift, type Share } from './drift.js';
import { computeShares, listPairs } from './figures.js';
import type { FindSeenText } from './seen-text.js';
import { concernsTrace, traceAnswer, traceClassification } from './trace.js';
import type { CorrectedTrace, TraceStore } from './trace.store.js';

export interface ReviewDeps {
  store: TraceStore;
  log: Pick<SessionLog, 'listEvents'>;
  findSeenText: FindSeenText;
  people: { find(operatorId: string): { name: string } | null };
  alarms: { listAlarms(since: Date): Promise<DriftAlarmView[]> };
  model: () => ModelView | undefined;
  clock: Clock;
}

/** A correction with the words it is about; numbers and addresses are blanked, names are not. */
export interface Correction {
  text: string;
  citizenId: string;
  requestType: RequestType;
}

const dayMs = 24 * 3_600_000;
const nothing: Share = { decided: 0, corrected: 0 };
/** Behind every place. */
const end = '~';

/** What people's corrections say of the classifier: figures, pairs, and the corrected talks one by one. */
export class ReviewService {
  readonly #deps: ReviewDeps;

  constructor(deps: ReviewDeps) {
    this.#deps = deps;
  }

  /** Keeps the traces in step with the logs. */
  async listen(change: SessionChange): Promise<void> {
    const { event, before, after } = change;
    if (!after.isRecorded || after.isTraining === true || !concernsTrace(event, before)) return;
    const answer = traceAnswer(change);
    if (answer) await this.#deps.store.put(answer);
    else await this.learn(after);
  }

  /** Reads a session's log anew, or takes it where it is at hand. The same log twice changes nothing. */
  async learn(session: ChatSessionState, events?: readonly SessionEvent[]): Promise<void> {
    const { log, store } = this.#deps;
    const all = events ?? (await log.listEvents(session._id, 0, session.headSeq));
    const trace = traceClassification(session, all);
    if (trace) await store.put(trace);
    else await store.remove(session._id);
  }

  /** The last `days` beside as many before them. */
  async getReview(days: number): Promise<ClassifierReviewView> {
    const { alarms, clock, model, store } = this.#deps;
    // What was answered in this very millisecond is in.
    const toMs = clock.nowMs() + 1;
    const from = new Date(toMs - days * dayMs);
    const to = new Date(toMs);
    const [now, earlier, raised] = await Promise.all([
      store.count(from, to),
      store.count(new Date(toMs - 2 * days * dayMs), from),
      alarms.listAlarms(new Date(toMs - limits.review.beforeDays * dayMs)),
    ]);
    const sharesBefore = computeShares(earlier);
    const used = model();
    return {
      ...{ from: from.toISOString(), to: to.toISOString(), alarms: raised },
      ...(used === undefined ? {} : { model: used }),
      types: [...computeShares(now)].map(([requestType, share]) => {
        const before = sharesBefore.get(requestType) ?? nothing;
        return { requestType, ...share, before, drift: judgeDrift(before, share) };
      }),
      pairs: listPairs(now),
    };
  }

  /** Newest first. Talks whose words are gone are left out, so a page may be shorter than the next one. */
  async listCorrections(request: {
    days: number;
    type?: RequestType | undefined;
    before?: string | undefined;
  }): Promise<CorrectionPageView> {
    const { days, type, before } = request;
    const since = new Date(this.#deps.clock.nowMs() - days * dayMs);
    const rows = await this.#listPage(since, before, type);
    const views = await Promise.all(rows.map((row) => this.#present(row)));
    const last = rows.length < limits.review.page ? undefined : rows.at(-1);
    return {
      corrections: views.filter((view) => view !== null),
      ...(last ? { next: last.place } : {}),
    };
  }

  /** Every correction since a moment with its words, newest first. */
  async collect(since: Date): Promise<Correction[]> {
    const all: Correction[] = [];
    let before: string | undefined;
    do {
      const rows = await this.#listPage(since, before);
      const texts = await Promise.all(rows.map((row) => this.#deps.findSeenText(row)));
      rows.forEach(({ corrected }, index) => {
        const seen = texts[index];
        if (!seen) return;
        const { text, citizenId } = seen;
        all.push({ text: blankPersonal(text), citizenId, requestType: corrected });
      });
      before = rows.length < limits.review.page ? undefined : rows.at(-1)?.place;
    } while (before !== undefined);
    return all;
  }

  #listPage(
    since: Date,
    before: string | undefined,
    requestType?: RequestType,
  ): Promise<CorrectedTrace[]> {
    return this.#deps.store.listCorrected({
      ...{ since, before: before ?? end, limit: limits.review.page },
      ...(requestType === undefined ? {} : { requestType }),
    });
  }

  async #present(trace: CorrectedTrace): Promise<CorrectionView | null> {
    const { sessionId, predicted, confidence, isDecided, corrected, word, modelId } = trace;
    const seen = await this.#deps.findSeenText(trace);
    if (!seen || !word) return null;
    const name = word.by === 'citizen' ? undefined : this.#deps.people.find(word.authorId)?.name;
    return {
      ...{ sessionId, predicted, confidence, isDecided, corrected, by: word.by },
      at: trace.at.toISOString(),
      text: excerpt(seen.text, limits.review.maxTextLength),
      correctedAt: word.at.toISOString(),
      ...(name === undefined ? {} : { byName: name }),
      ...(modelId === undefined ? {} : { modelId }),
    };
  }
}
