import {
  receiptInput,
  sessionIdInput,
  staffMessageInput,
  staffTypingInput,
  syncInput,
  viewingInput,
} from '../../shared/schemas/session.js';
import {
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
import { SecretReader } from '../features/chat-sessions/secrets.js';
import { presentStaffEvent } from '../features/messages/event.presenter.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { handleEvents } from './handle-event.js';
import type { SessionServices } from './session-services.js';
import { operatorRoom, sessionRoom, type CitizenNamespace, type StaffSocket } from './sockets.js';
import type { Viewers } from './viewers.js';

/** What a member of staff does inside one session, each event to one service call. */
export const handleStaffSessions = (
  socket: StaffSocket,
  services: SessionServices,
  citizens: CitizenNamespace,
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
    run: async ({ sessionId, after }) => {
      const state = await services.access.getReadableSession(actor, sessionId);
      const [secrets, page] = await Promise.all([
        SecretReader.for(services.keys, state),
        services.messages.listAfter(actor, state, after),
      ]);
      return {
        events: page.events.map((event) => presentStaffEvent(event, secrets)),
        head: page.head,
      };
    },
  });
  on('message:send', {
    schema: staffMessageInput,
    budget: 'message',
    run: async (input) => {
      const { event, state } = await services.messages.sendMessage(actor, input);
      const secrets = await SecretReader.for(services.keys, state);
      return { event: event && presentStaffEvent(event, secrets), head: state.headSeq };
    },
  });
  on('receipt:set', {
    schema: receiptInput,
    budget: 'mark',
    run: async (input) => {
      const { receipts, isMoved } = await services.receipts.setReceipt(actor, input);
      const { sessionId } = input;
      if (isMoved) {
        const update = { sessionId, receipts };
        citizens.to(sessionRoom(sessionId)).emit('session:receipts', update);
        // What one device of its operator has read is read on the others too.
        socket.to(sessionRoom(sessionId)).emit('session:receipts', update);
      }
      return {};
    },
  });
  on('typing:set', {
    schema: staffTypingInput,
    budget: 'mark',
    run: async ({ sessionId, isTyping, audience }) => {
      const state = await services.access.getReadableSession(actor, sessionId);
      const room = sessionRoom(sessionId);
      const update = { sessionId, isTyping, name: actor.name };
      // Not to one's own other tabs.
      const others = socket.to(room).except(operatorRoom(actor.operatorId));
      others.volatile.emit('typing:changed', update);
      if (audience === 'all' && state.owner?.operatorId === actor.operatorId) {
        citizens.to(room).volatile.emit('typing:changed', update);
      }
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
    run: async ({ presence }) => ({
      presence: await services.presence.choose(actor.operatorId, presence),
    }),
  });
};
