import type { Answer } from '../../client/answer.js';
import type { StaffLink } from '../../client/links.js';
import type { IncidentChange } from '../../shared/protocol/staff-events.js';
import type { IncidentAnswerInput } from '../../shared/schemas/incidents.js';
import { putIncident, type DeskStore } from './desk-store.js';
import type { Notices } from './notices.js';

/** What a supervisor does with a mass incident. Each answers true where it happened; where not, a notice has said why. */
export interface IncidentCommands {
  answer(input: IncidentAnswerInput): Promise<boolean>;
  rename(incidentId: string, title: string): Promise<boolean>;
  add(incidentId: string, sessionId: string): Promise<boolean>;
  remove(incidentId: string, sessionId: string): Promise<boolean>;
  close(incidentId: string): Promise<boolean>;
}

export const createIncidentCommands = (parts: {
  link: StaffLink;
  desk: DeskStore;
  notices: Notices;
}): IncidentCommands => {
  const { desk, link, notices } = parts;
  const settle = (answer: Answer<IncidentChange>): boolean => {
    if (answer.ok) putIncident(desk, answer.data.incident);
    else notices.tellProblem(answer.code);
    return answer.ok;
  };
  return {
    answer: async (input) => settle(await link.request('incident:answer', input)),
    rename: async (incidentId, title) =>
      settle(await link.request('incident:rename', { incidentId, title })),
    add: async (incidentId, sessionId) =>
      settle(await link.request('incident:add', { incidentId, sessionId })),
    remove: async (incidentId, sessionId) =>
      settle(await link.request('incident:remove', { incidentId, sessionId })),
    close: async (incidentId) => settle(await link.request('incident:close', { incidentId })),
  };
};
