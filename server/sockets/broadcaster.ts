import type { Audience } from '../../shared/domain/states.js';
import { SecretReader } from '../features/chat-sessions/secrets.js';
import { canRead } from '../features/chat-sessions/session.policy.js';
import { presentCitizenEvent, presentStaffEvent } from '../features/messages/event.presenter.js';
import { listsOf } from '../features/routing/desk.js';
import { presentOffer } from '../features/routing/offer.presenter.js';
import type { SessionChange } from '../features/session-log/session-change.js';
import type { OpenOffer } from '../features/session-log/state.js';
import type { SessionServices } from './session-services.js';
import {
  operatorRoom,
  sessionRoom,
  type CitizenNamespace,
  type StaffNamespace,
} from './sockets.js';

export interface BroadcasterDeps {
  citizens: CitizenNamespace;
  staff: StaffNamespace;
  services: SessionServices;
}

/** Tells sockets what was stored, presented for each audience: the bus's first listener. */
export const createBroadcaster = ({ citizens, staff, services }: BroadcasterDeps) => {
  const { clock, keys, log, presenter } = services;

  const hasListeners = (audience: Audience, sessionId: string): boolean =>
    (audience === 'all' ? citizens : staff).adapter.rooms.has(sessionRoom(sessionId));

  const tellTalk = async ({ event, after }: SessionChange, secrets: SecretReader) => {
    const { _id: sessionId } = after;
    const room = sessionRoom(sessionId);
    if (event.audience === 'all' && hasListeners('all', sessionId)) {
      const view = presentCitizenEvent(event, secrets);
      const session = await presenter.presentForCitizen(after);
      if (view) citizens.local.to(room).emit('session:event', { sessionId, event: view, session });
    }
    if (hasListeners('staff', sessionId)) {
      const session = await presenter.presentForStaff(after);
      const view = presentStaffEvent(event, secrets);
      staff.local.to(room).emit('session:event', { sessionId, event: view, session });
    }
  };

  /** Rows go to every list the session stands in now, and leave those it stood in before. */
  const tellLists = async ({ before, after }: SessionChange) => {
    const now = listsOf(after);
    const left = listsOf(before).filter((list) => !now.includes(list));
    if (left.length > 0) {
      staff.local.to(left).except(now).emit('session:gone', { sessionId: after._id });
    }
    if (now.some((list) => staff.adapter.rooms.has(list))) {
      staff.local.to(now).emit('session:row', await presenter.presentRow(after));
    }
  };

  const endOf = (change: SessionChange, offer: OpenOffer) => {
    const { event, after } = change;
    if (event.kind === 'offer.ended' && event.plain.offerId === offer.offerId) {
      return { outcome: event.plain.outcome };
    }
    if (after.owner?.offerId === offer.offerId) return { outcome: 'accepted' as const };
    return {
      outcome: 'withdrawn' as const,
      ...(after.owner ? { byName: after.owner.name } : {}),
    };
  };

  const tellOffers = async (change: SessionChange) => {
    const { before, after } = change;
    const sessionId = after._id;
    const had = new Set(before.offers.map((offer) => offer.offerId));
    const has = new Set(after.offers.map((offer) => offer.offerId));
    for (const offer of before.offers.filter(({ offerId }) => !has.has(offerId))) {
      const end = { offerId: offer.offerId, sessionId, ...endOf(change, offer) };
      staff.local.to(operatorRoom(offer.operatorId)).emit('offer:ended', end);
    }
    for (const offer of after.offers.filter(({ offerId }) => !had.has(offerId))) {
      const view = await presentOffer(after, offer, { keys, log, clock });
      staff.local.to(operatorRoom(offer.operatorId)).emit('offer:made', view);
    }
  };

  /** Who may not see the session any more leaves its room before anything else is said there. */
  const dropReaders = ({ after }: SessionChange): void => {
    const room = sessionRoom(after._id);
    for (const socketId of staff.adapter.rooms.get(room) ?? []) {
      const socket = staff.sockets.get(socketId);
      if (socket && !canRead(socket.data.actor, after)) void socket.leave(room);
    }
  };

  return async (change: SessionChange): Promise<void> => {
    dropReaders(change);
    const secrets = await SecretReader.for(keys, change.after);
    await tellTalk(change, secrets);
    await tellOffers(change);
    await tellLists(change);
  };
};
