import type { IncidentAnswerView, IncidentView } from '../../../shared/views/incidents.js';
import type { AnswerStore, StoredAnswer } from './answer.store.js';
import type { Answering } from './answering.js';
import { titleAad, type IncidentKeys } from './incident-keys.js';
import type { Incident, IncidentStore } from './incident.store.js';

export interface IncidentPresenterDeps {
  incidents: IncidentStore;
  answers: AnswerStore;
  answering: Answering;
  keys: IncidentKeys;
}

/** An incident and its answers as staff see them, with what is counted now. */
export class IncidentPresenter {
  readonly #deps: IncidentPresenterDeps;

  constructor(deps: IncidentPresenterDeps) {
    this.#deps = deps;
  }

  async present(incident: Incident): Promise<IncidentView> {
    const { answers, incidents, keys } = this.#deps;
    const { _id: incidentId, closedAt, closedBy, title, usualArrivals } = incident;
    const [members, [current]] = await Promise.all([
      incidents.countMembers(incidentId),
      answers.listOf(incidentId),
    ]);
    return {
      ...{ incidentId, requestType: incident.requestType, poolId: incident.poolId },
      ...(title ? { title: await keys.open(incidentId, title, titleAad(incidentId)) } : {}),
      ...{ status: incident.status, members, arrivals: incident.arrivals },
      firstAt: incident.firstAt.toISOString(),
      latestAt: incident.latestAt.toISOString(),
      openedAt: incident.openedAt.toISOString(),
      ...(usualArrivals === undefined ? {} : { usualArrivals }),
      ...(current ? { answer: await this.presentAnswer(current) } : {}),
      ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
      ...(closedBy ? { closedByName: closedBy.name } : {}),
      version: incident.version,
    };
  }

  async presentAnswer(answer: StoredAnswer): Promise<IncidentAnswerView> {
    const { answering, answers } = this.#deps;
    const { _id: answerId, byName, isForLater } = answer;
    const [text, sent, skipped] = await Promise.all([
      answering.readText(answer),
      answers.countDeliveries(answerId, 'sent'),
      answers.countDeliveries(answerId, 'skipped'),
    ]);
    const isDone = answer.doneAt !== undefined;
    return {
      answerId,
      text,
      byName,
      at: answer.at.toISOString(),
      isForLater,
      sent,
      skipped,
      isDone,
    };
  }
}
