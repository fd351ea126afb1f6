import type { Locale } from '../../../shared/domain/states.js';
import type {
  CallbackView,
  CitizenSessionView,
  ClosingView,
  EscalationView,
  QueueView,
  SessionRowView,
  StaffSessionView,
} from '../../../shared/views/chat-session.js';
import { maskPhone } from '../../../shared/domain/phone.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { ChatSessionState, OpenEscalation } from '../session-log/state.js';
import { excerpt } from './mask.js';
import { SecretReader } from './secrets.js';

/** What a view tells beside the log: live facts other features know. */
export interface LiveFacts {
  queueOf(state: ChatSessionState): QueueView | undefined;
  isOperatorReconnecting(operatorId: string): boolean;
  isCitizenOnline(citizenId: string): boolean;
  requestTypeTitle(code: string, locale: Locale): string | undefined;
}

/** Leaves out what is undefined: views have no empty fields. */
const compact = <T extends object>(view: T): T =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined)) as T;

export const presentEscalation = (escalation: OpenEscalation): EscalationView => ({
  escalationId: escalation.escalationId,
  openedBy: escalation.openedBy,
  openedAt: escalation.openedAt.toISOString(),
  deadlineAt: escalation.deadlineAt.toISOString(),
  step: escalation.step,
});

const presentOwner = (
  owner: NonNullable<ChatSessionState['owner']>,
): NonNullable<SessionRowView['owner']> => ({
  ...{ operatorId: owner.operatorId, name: owner.name, tier: owner.tier },
  ...(owner.seatKind === 'forced' ? { forcedAt: owner.joinedAt.toISOString() } : {}),
});

const presentHandOver = ({
  handOverFrom,
  openedAt,
}: ChatSessionState): SessionRowView['handOverFrom'] => {
  if (!handOverFrom) return undefined;
  const { operatorId, name, escalationId, since = openedAt } = handOverFrom;
  return { operatorId, name, escalationId, since: since.toISOString() };
};

const presentClosing = (state: ChatSessionState, secrets: SecretReader): ClosingView | undefined =>
  state.closing &&
  compact<ClosingView>({
    outcome: state.closing.outcome,
    responsibleName: state.closing.responsibleName,
    dueAt: state.closing.dueAt?.toISOString(),
    summary: secrets.open<{ summary: string }>(state.closing.summary)?.summary,
  });

const phoneOf = ({ callback }: ChatSessionState, secrets: SecretReader): string | undefined =>
  secrets.open<{ phone: string }>(callback?.phone)?.phone;

/** `phone`: as whoever looks may see it. */
const presentCallback = ({ callback }: ChatSessionState, phone = ''): CallbackView | undefined => {
  if (!callback) return undefined;
  const { attempt, callAt, callbackId, isDue } = callback;
  const callUntil = new Date(callAt.getTime() + limits.callback.slotMs);
  return {
    ...{ callbackId, callAt: callAt.toISOString(), callUntil: callUntil.toISOString() },
    ...{ attempt, isDue },
    ...(phone === '' ? {} : { phone }),
  };
};

/** A session for its citizen, for the console's lists, and for one conversation. */
export class SessionPresenter {
  readonly #keys: AppealKeys;
  readonly #facts: LiveFacts;
  readonly #clock: Clock;

  constructor(keys: AppealKeys, facts: LiveFacts, clock: Clock) {
    this.#keys = keys;
    this.#facts = facts;
    this.#clock = clock;
  }

  async presentForCitizen(state: ChatSessionState): Promise<CitizenSessionView> {
    const secrets = await SecretReader.for(this.#keys, state);
    const type = state.classification?.isDecided ? state.classification.requestType : undefined;
    return compact({
      sessionId: state._id,
      appealNumber: state.appealNumber,
      status: state.status,
      requestType: type,
      requestTypeTitle: type && this.#facts.requestTypeTitle(type, state.locale),
      operator: state.owner && {
        name: state.owner.name,
        tier: state.owner.tier,
        isReconnecting: this.#facts.isOperatorReconnecting(state.owner.operatorId),
      },
      queue: this.#facts.queueOf(state),
      escalation: state.escalation && presentEscalation(state.escalation),
      callback: presentCallback(state, maskPhone(phoneOf(state, secrets) ?? '')),
      closing: presentClosing(state, secrets),
      identityStep: state.identity.step,
      isIdentityRequested: state.identity.isRequested,
      identityBlockedUntil: state.identity.blockedUntil?.toISOString(),
      hasDetails: state.details !== undefined,
      isRecorded: state.isRecorded,
      destroyedAt: this.#destroyedAt(state),
      reopensUntil: this.#reopensUntil(state),
      rating: state.rating,
      openedAt: state.openedAt.toISOString(),
      closedAt: state.closedAt?.toISOString(),
      publicSeq: state.publicHeadSeq,
      serverNow: this.#clock.now().toISOString(),
    });
  }

  async presentRow(state: ChatSessionState): Promise<SessionRowView> {
    return this.#row(state, await SecretReader.for(this.#keys, state));
  }

  async presentForStaff(state: ChatSessionState): Promise<StaffSessionView> {
    const secrets = await SecretReader.for(this.#keys, state);
    const { classification, transfer } = state;
    return compact({
      ...this.#row(state, secrets),
      appealId: state.appealId,
      citizenId: state.citizenId,
      callback: presentCallback(state, phoneOf(state, secrets)),
      channel: state.channel,
      locale: state.locale,
      identityStep: state.identity.step,
      isIdentityRequested: state.identity.isRequested,
      contact: secrets.open<{ contact?: string }>(state.details)?.contact,
      isRecorded: state.isRecorded,
      classification: classification?.isDecided
        ? {
            requestType: classification.requestType,
            confidence: classification.confidence,
            decidedBy: classification.decidedBy,
            because: secrets.open<{ because: string[] }>(classification.because)?.because ?? [],
            alternatives: classification.alternatives,
          }
        : undefined,
      transfer:
        transfer &&
        compact({
          transferId: transfer.transferId,
          fromOperatorId: transfer.fromOperatorId,
          ...transfer.target,
          note: secrets.open<{ note: string }>(transfer.note)?.note,
        }),
      closing: presentClosing(state, secrets),
      rating: state.rating,
      repeatOf: state.repeatOf,
      incidentId: state.incidentId,
      closedAt: state.closedAt?.toISOString(),
      serverNow: this.#clock.now().toISOString(),
    });
  }

  #row(state: ChatSessionState, secrets: SecretReader): SessionRowView {
    const last = secrets.open<{ text: string }>(state.lastMessage)?.text;
    return compact({
      sessionId: state._id,
      appealNumber: state.appealNumber,
      status: state.status,
      requestType: state.classification?.isDecided ? state.classification.requestType : undefined,
      poolId: state.poolId,
      priority: state.escalation ? 'urgent' : state.priority,
      citizenName: secrets.open<{ name?: string }>(state.details)?.name,
      lastText: last === undefined ? undefined : excerpt(last),
      lastMessageAt: state.lastMessage?.at.toISOString(),
      lastAuthor: state.lastMessage?.author,
      openedAt: state.openedAt.toISOString(),
      queuedAt: state.queuedAt?.toISOString(),
      rankAt: state.rankAt,
      isFront: state.isFront || undefined,
      isFlagged: state.isFlagged,
      isTraining: state.isTraining,
      isCitizenOnline: this.#facts.isCitizenOnline(state.citizenId),
      owner: state.owner && presentOwner(state.owner),
      lastOwner:
        state.owner || !state.lastOwner
          ? undefined
          : { operatorId: state.lastOwner.operatorId, name: state.lastOwner.name },
      isLater: state.later && true,
      callback: presentCallback(state),
      overflowPoolId: state.overflowPoolId,
      transferPoolId: state.transfer?.target.poolId,
      escalation: state.escalation && presentEscalation(state.escalation),
      isHandOverReady: state.escalation?.handedOver ? true : undefined,
      handOverFrom: presentHandOver(state),
      stage: state.stage,
      seq: state.headSeq,
      publicSeq: state.publicHeadSeq,
    });
  }

  #reopensUntil({ closedAt, isDestroyed, status }: ChatSessionState): string | undefined {
    if (status !== 'closed' || isDestroyed || !closedAt) return undefined;
    return new Date(closedAt.getTime() + limits.closing.reopenMs).toISOString();
  }

  #destroyedAt(state: ChatSessionState): string | undefined {
    if (state.isRecorded || state.isDestroyed || !state.closedAt) return undefined;
    return new Date(state.closedAt.getTime() + limits.closing.unrecordedKeepMs).toISOString();
  }
}
