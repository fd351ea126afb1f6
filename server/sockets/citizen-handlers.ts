import {
  callbackBookInput,
  classificationChooseInput,
  confirmInput,
  detailsInput,
  identityInput,
  messageSendInput,
  ratingInput,
  receiptInput,
  sessionIdInput,
  sessionOpenInput,
  syncInput,
  typingInput,
  waitInput,
} from '../../shared/schemas/session.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { handleEvents } from './handle-event.js';
import type { SessionServices } from './session-services.js';
import type { Marks } from './marks.js';
import { sessionRoom, type CitizenSocket } from './sockets.js';

/** Everything a citizen can ask for, each event to one service call. */
export const handleCitizen = (
  socket: CitizenSocket,
  services: SessionServices,
  marks: Marks,
): void => {
  const { actor } = socket.data;
  const on = handleEvents(socket, actor.citizenId, services);
  const changed = async (state: ChatSessionState) => ({
    session: await services.presenter.presentForCitizen(state),
  });
  const enter = async (state: ChatSessionState) => {
    await socket.join(sessionRoom(state._id));
    const [session, receipts] = await Promise.all([
      services.presenter.presentForCitizen(state),
      services.receipts.read(state._id),
    ]);
    return { session, receipts };
  };

  on('session:open', {
    schema: sessionOpenInput,
    budget: 'open',
    run: async (input) => enter(await services.sessions.openSession(actor, input)),
  });
  on('session:join', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => enter(await services.access.getReadableSession(actor, sessionId)),
  });
  on('session:sync', {
    schema: syncInput,
    run: (page) => services.logViews.listForCitizen(actor, page),
  });
  on('message:send', {
    schema: messageSendInput,
    budget: 'message',
    run: (input) => services.logViews.sendAsCitizen(actor, input),
  });
  on('receipt:set', {
    schema: receiptInput,
    budget: 'mark',
    run: async (input) => {
      const { isMoved } = await services.receipts.setReceipt(actor, input);
      if (isMoved) await marks.receiptsMoved(input.sessionId, 'citizen');
      return {};
    },
  });
  on('typing:set', {
    schema: typingInput,
    budget: 'mark',
    run: async ({ sessionId, isTyping }) => {
      await services.access.getReadableSession(actor, sessionId);
      await marks.typing({ sessionId, isTyping, by: actor.citizenId, isPublic: false });
      return {};
    },
  });
  on('classification:choose', {
    schema: classificationChooseInput,
    run: async (input) => changed(await services.corrections.chooseType(actor, input)),
  });
  on('operator:call', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => changed(await services.placement.callOperator(actor, sessionId)),
  });
  on('details:give', {
    schema: detailsInput,
    run: async (input) => changed(await services.sessions.giveDetails(actor, input)),
  });
  on('wait:set', {
    schema: waitInput,
    run: async (input) => changed(await services.waits.setWait(actor, input)),
  });
  on('callback:slots', {
    schema: sessionIdInput,
    run: ({ sessionId }) => services.callbacks.listSlots(actor, sessionId),
  });
  on('callback:book', {
    schema: callbackBookInput,
    budget: 'open',
    run: async (input) => changed(await services.callbacks.book(actor, input)),
  });
  on('callback:cancel', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => changed(await services.callbacks.cancel(actor, sessionId)),
  });
  on('identity:submit', {
    schema: identityInput,
    run: async (input) => changed(await services.identity.submit(actor, input)),
  });
  on('escalation:request', {
    schema: sessionIdInput,
    run: async ({ sessionId }) =>
      changed(await services.escalations.requestEscalation(actor, sessionId)),
  });
  on('escalation:withdraw', {
    schema: sessionIdInput,
    run: async ({ sessionId }) =>
      changed(await services.escalations.withdrawEscalation(actor, sessionId)),
  });
  on('closing:confirm', {
    schema: confirmInput,
    run: async (input) => changed(await services.closing.confirm(actor, input)),
  });
  on('session:close', {
    schema: sessionIdInput,
    run: async ({ sessionId }) => changed(await services.closing.closeByCitizen(actor, sessionId)),
  });
  on('rating:give', {
    schema: ratingInput,
    run: async (input) => changed(await services.closing.rate(actor, input)),
  });
};
