import {
  incidentAnswerInput,
  incidentCloseInput,
  incidentMemberInput,
  incidentRenameInput,
} from '../../shared/schemas/incidents.js';
import { handleEvents } from './handle-event.js';
import type { SessionServices } from './session-services.js';
import type { StaffSocket } from './sockets.js';

/** What a supervisor does with a mass incident, each event to one service call. */
export const handleIncidents = (socket: StaffSocket, services: SessionServices): void => {
  const { actor } = socket.data;
  const { incidents } = services;
  const on = handleEvents(socket, actor.operatorId, services);

  on('incident:answer', {
    schema: incidentAnswerInput,
    run: async (input) => ({ incident: await incidents.answerAll(actor, input) }),
  });
  on('incident:rename', {
    schema: incidentRenameInput,
    run: async (input) => ({ incident: await incidents.rename(actor, input) }),
  });
  on('incident:add', {
    schema: incidentMemberInput,
    run: async (input) => ({ incident: await incidents.addSession(actor, input) }),
  });
  on('incident:remove', {
    schema: incidentMemberInput,
    run: async (input) => ({ incident: await incidents.removeSession(actor, input) }),
  });
  on('incident:close', {
    schema: incidentCloseInput,
    run: async ({ incidentId }) => ({ incident: await incidents.close(actor, incidentId) }),
  });
};
