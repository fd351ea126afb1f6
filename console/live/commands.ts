import type { Answer } from '../../client/answer.js';
import type { StaffLink } from '../../client/links.js';
import type { ServerClock } from '../../client/server-clock.js';
import type { Stage, PresenceChoice, DeclineReason } from '../../shared/domain/states.js';
import type { RequestType } from '../../shared/domain/request-types.js';
import type { CallbackReportInput, CloseInput, TransferInput } from '../../shared/schemas/staff.js';
import type { StaffChange } from '../../shared/protocol/staff-events.js';
import type { OfferView } from '../../shared/views/routing.js';
import { dropOffer, patchOffer, putRow, type DeskStore } from './desk-store.js';
import type { Notices } from './notices.js';
import { putView, type SessionsStore } from './sessions-store.js';
import type { Sounds } from './sounds.js';

export interface CommandParts {
  link: StaffLink;
  desk: DeskStore;
  sessions: SessionsStore;
  notices: Notices;
  sounds: Sounds;
  clock: ServerClock;
}

/** What a member of staff can do. Each answers true where it happened; where not, a notice has said why. */
export interface Commands {
  setPresence(presence: PresenceChoice): Promise<boolean>;
  acceptOffer(offer: OfferView): Promise<boolean>;
  declineOffer(offer: OfferView, reason: DeclineReason): Promise<boolean>;
  takeFromQueue(sessionId: string): Promise<boolean>;
  setStage(sessionId: string, stage: Stage): Promise<boolean>;
  correctType(sessionId: string, requestType: RequestType): Promise<boolean>;
  transfer(input: TransferInput): Promise<boolean>;
  cancelTransfer(sessionId: string): Promise<boolean>;
  escalate(sessionId: string): Promise<boolean>;
  handOver(sessionId: string, summary: string): Promise<boolean>;
  /** What came of the call that is due. */
  reportCallback(input: CallbackReportInput): Promise<boolean>;
  requestIdentity(sessionId: string): Promise<boolean>;
  /** Answers the refusal itself: the dialog explains `newer_message` beside the words it keeps. */
  close(input: CloseInput): Promise<Answer<StaffChange>>;
}

export const createCommands = (parts: CommandParts): Commands => {
  const { link, desk, sessions, notices, sounds, clock } = parts;

  const accept = ({ session }: StaffChange): void => {
    clock.observe(session.serverNow);
    putView(sessions, session);
    putRow(desk, session);
  };
  const settle = (answer: Answer<StaffChange>): boolean => {
    if (answer.ok) accept(answer.data);
    else notices.tellProblem(answer.code);
    return answer.ok;
  };

  return {
    async setPresence(presence) {
      // Here because this is the click the browser wants before it lets a page sound or notify.
      if (presence === 'online') {
        void sounds.unlock();
        if ('Notification' in window && Notification.permission === 'default') {
          void Notification.requestPermission();
        }
      }
      const answer = await link.request('presence:set', { presence });
      if (answer.ok) desk.setState({ presence: answer.data.presence, wasSetAway: false });
      else notices.tellProblem(answer.code);
      return answer.ok;
    },
    async acceptOffer(offer) {
      patchOffer(desk, offer.offerId, { isAnswering: true });
      const { sessionId, offerId } = offer;
      const answer = await link.request('offer:accept', { sessionId, offerId });
      if (answer.ok) {
        dropOffer(desk, offerId);
        accept(answer.data);
        return true;
      }
      patchOffer(desk, offerId, { isAnswering: false });
      // `offer:ended` tells who has it; without it the card would stay for good.
      if (answer.code === 'offer_gone' || answer.code === 'already_taken') dropOffer(desk, offerId);
      notices.tellProblem(answer.code);
      return false;
    },
    async declineOffer(offer, reason) {
      patchOffer(desk, offer.offerId, { isAnswering: true });
      const { sessionId, offerId } = offer;
      const answer = await link.request('offer:decline', { sessionId, offerId, reason });
      if (answer.ok || answer.code === 'offer_gone') dropOffer(desk, offerId);
      else patchOffer(desk, offerId, { isAnswering: false });
      if (!answer.ok) notices.tellProblem(answer.code);
      return answer.ok;
    },
    takeFromQueue: async (sessionId) => settle(await link.request('queue:take', { sessionId })),
    setStage: async (sessionId, stage) =>
      settle(await link.request('stage:set', { sessionId, stage })),
    correctType: async (sessionId, requestType) =>
      settle(await link.request('classification:correct', { sessionId, requestType })),
    transfer: async (input) => settle(await link.request('transfer:request', input)),
    cancelTransfer: async (sessionId) =>
      settle(await link.request('transfer:cancel', { sessionId })),
    escalate: async (sessionId) => settle(await link.request('escalation:request', { sessionId })),
    handOver: async (sessionId, summary) =>
      settle(await link.request('escalation:hand-over', { sessionId, summary })),
    reportCallback: async (input) => settle(await link.request('callback:report', input)),
    requestIdentity: async (sessionId) =>
      settle(await link.request('identity:request', { sessionId })),
    async close(input) {
      const answer = await link.request('closing:propose', input);
      if (answer.ok) accept(answer.data);
      return answer;
    },
  };
};
