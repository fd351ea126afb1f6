import {
  receiptInput,
  sessionIdInput,
  staffMessageInput,
  staffTypingInput,
  syncInput,
  viewingInput,
} from '../../shared/schemas/session.js';
import {
  callbackReportInput,
  classificationCorrectInput,
  closeInput,
  handOverInput,
  offerDeclineInput,
  offerInput,
  presenceInput,
  stageInput,
  staffEscalateInput,
  transferInput,
} from '../../shared/schemas/staff.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { handleEvents } from './handle-event.js';
import type { SessionServices } from './session-services.js';
import type { Marks } from './marks.js';
import { sessionRoom, type StaffSocket } from './sockets.js';
import type { Viewers } from './viewers.js';

/** What a member of staff does inside one session, each event to one service call. */
export const handleStaffSessions = (
  socket: StaffSocket,
  services: SessionServices,
  marks: Marks,
  viewers: Viewers,
): void => {
  const { actor } = socket.data;
  const on = handleEvents(socket, actor.operatorId, services);
  const changed = async (state: ChatSessionState) => ({
    session: await services.presenter.presentForStaff(state),
  });

  on('session:join', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => {
      const state = await services.access.getReadableSession(actor, sessionId);
      await socket.join(sessionRoom(sessionId));
      const { session } = await changed(state);
      const receipts = await services.receipts.read(sessionId);
      return { session, receipts, viewers: viewers.listNames(actor.operatorId, sessionId) };
    },
  });
  on('session:leave', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => {
      await socket.leave(sessionRoom(sessionId));
      return {};
    },
  });
  on('session:sync', {
    schema: syncInput,
    run: (page) => services.logViews.listForStaff(actor, page),
  });
  on('message:send', {
    schema: staffMessageInput,
    budget: 'message',
    run: (input) => services.logViews.sendAsStaff(actor, input),
  });
  on('receipt:set', {
    schema: receiptInput,
    budget: 'mark',
    run: async (input) => {
      const { isMoved } = await services.receipts.setReceipt(actor, input);
      if (isMoved) await marks.receiptsMoved(input.sessionId, 'staff');
      return {};
    },
  });
  on('typing:set', {
    schema: staffTypingInput,
    budget: 'mark',
    run: async ({ sessionId, isTyping, audience }) => {
      const state = await services.access.getReadableSession(actor, sessionId);
      const { operatorId } = actor;
      const isPublic = audience === 'all' && state.owner?.operatorId === operatorId;
      await marks.typing({ sessionId, isTyping, by: operatorId, isPublic });
      return {};
    },
  });
  on('viewing:set', {
    schema: viewingInput,
    budget: 'mark',
    run: async ({ sessionId, isViewing }) => {
      if (!isViewing) viewers.hide(socket, sessionId);
      else {
        await services.access.getReadableSession(actor, sessionId);
        viewers.show(socket, sessionId);
      }
      return {};
    },
  });
  on('stage:set', {
    schema: stageInput,
    run: async (input) => changed(await services.sessions.setStage(actor, input)),
  });
  on('classification:correct', {
    schema: classificationCorrectInput,
    run: async (input) => changed(await services.corrections.correctType(actor, input)),
  });
  on('transfer:request', {
    schema: transferInput,
    run: async (input) => changed(await services.transfers.requestTransfer(actor, input)),
  });
  on('transfer:cancel', {
    schema: sessionIdInput,
    run: async ({ sessionId }) =>
      changed(await services.transfers.cancelTransfer(actor, sessionId)),
  });
  on('escalation:request', {
    schema: staffEscalateInput,
    run: async ({ sessionId }) =>
      changed(await services.escalations.requestEscalation(actor, sessionId)),
  });
  on('escalation:hand-over', {
    schema: handOverInput,
    run: async (input) => changed(await services.escalations.handOver(actor, input)),
  });
  on('callback:report', {
    schema: callbackReportInput,
    run: async (input) => changed(await services.callbacks.report(actor, input)),
  });
  on('identity:request', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => changed(await services.identity.requestCheck(actor, sessionId)),
  });
  on('closing:propose', {
    schema: closeInput,
    run: async (input) => changed(await services.closing.proposeClosing(actor, input)),
  });
  on('offer:accept', {
    schema: offerInput,
    run: async (input) => changed(await services.offers.acceptOffer(actor, input)),
  });
  on('offer:decline', {
    schema: offerDeclineInput,
    run: async (input) => {
      await services.offers.declineOffer(actor, input);
      return {};
    },
  });
  on('queue:take', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => changed(await services.offers.takeFromQueue(actor, sessionId)),
  });
  on('presence:set', {
    schema: presenceInput,
    run: async ({ presence }) => {
      if (presence === 'offline') await services.escalations.assertOwesNothing(actor);
      return { presence: await services.presence.choose(actor.operatorId, presence) };
    },
  });
};
