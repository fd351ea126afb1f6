import { z } from 'zod';
import type { StaffDesk } from '../../shared/protocol/staff-events.js';
import type { StaffActor } from '../features/auth/actor.js';
import { listsFor } from '../features/routing/desk.js';
import { presentOffer } from '../features/routing/offer.presenter.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { DomainError } from '../lib/domain-error.js';
import { handleEvents } from './handle-event.js';
import type { SessionServices } from './session-services.js';
import { boardRoom, type StaffSocket } from './sockets.js';

/** Most rows of one pool's queue a console starts with; the rest is behind them in the same order. */
const maxQueueRows = 200;

/** Most open chats an overseer starts with; another is found by search, and comes by itself when something happens in it. */
const maxOverseenRows = 2_000;

const empty = z.strictObject({});

const openDesk = async (actor: StaffActor, services: SessionServices): Promise<StaffDesk> => {
  const { clock, desk, keys, log, presence, presenter, queue } = services;
  const sessionIds = new Set(
    listsFor(actor).flatMap((list) =>
      list.startsWith('pool:')
        ? queue
            .listPool(list.slice('pool:'.length))
            .slice(0, maxQueueRows)
            .map((entry) => entry.sessionId)
        : desk.listSessions(list).slice(0, maxOverseenRows),
    ),
  );
  const states = await Promise.all(
    [...sessionIds].map((sessionId) => log.getStateAtHand(sessionId)),
  );
  const offered: ChatSessionState[] = await Promise.all(
    desk.listOfferedTo(actor.operatorId).map((sessionId) => log.getStateAtHand(sessionId)),
  );
  const offers = offered.flatMap((state) =>
    state.offers
      .filter((offer) => offer.operatorId === actor.operatorId)
      .map((offer) => presentOffer(state, offer, { keys, log, clock })),
  );
  return {
    sessions: await Promise.all(states.map((state) => presenter.presentRow(state))),
    offers: await Promise.all(offers),
    incidents: await services.incidents.listOpen(actor),
    presence: presence.stateOf(actor.operatorId),
    serverNow: clock.now().toISOString(),
  };
};

/** The lists a console starts from, and the supervisor's board. */
export const handleStaffDesk = (socket: StaffSocket, services: SessionServices): void => {
  const { actor } = socket.data;
  const on = handleEvents(socket, actor.operatorId, services);

  on('desk:open', { schema: empty, run: () => openDesk(actor, services) });
  on('board:watch', {
    schema: empty,
    run: async () => {
      if (actor.role === 'operator') throw new DomainError('forbidden', 'The board is not yours.');
      await socket.join(boardRoom);
      return services.board.view();
    },
  });
  on('board:leave', {
    schema: empty,
    run: async () => {
      await socket.leave(boardRoom);
      return {};
    },
  });
};
