import { parseAppealNumber } from '../../../shared/domain/appeal-number.js';
import type { Channel, Locale, Stage } from '../../../shared/domain/states.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { deriveId } from '../../lib/ids.js';
import type { Appeal, AppealService } from '../appeals/appeal.service.js';
import type { CitizenActor, StaffActor } from '../auth/actor.js';
import { emptyState } from '../session-log/fold.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import { isKnownConsent, type ConsentPurpose } from './consent-texts.js';
import { appendAsCitizen } from './append-as-citizen.js';
import { assertOwner } from './session.policy.js';

interface ShownConsent {
  isGiven: boolean;
  textVersion: string;
  textHash: string;
}

export interface OpenRequest {
  clientSessionId: string;
  locale: Locale;
  channel: Channel;
  isTraining?: boolean | undefined;
  /** Number of an earlier appeal, with or without dashes. */
  repeatOf?: string | undefined;
  consents: Record<ConsentPurpose, ShownConsent>;
  message: { clientMessageId: string; text: string };
}

/** What is known of who opens a session. */
interface CitizenRecords {
  getCitizen(citizenId: string): Promise<{ identityStep: 'guest' | 'portal' }>;
}

/** How the first words are stored: by the same service as every later word. */
interface FirstMessage {
  sendMessage(
    actor: CitizenActor,
    request: { sessionId: string; clientMessageId: string; text: string; attachmentIds: string[] },
  ): Promise<unknown>;
}

export interface ChatSessionDeps {
  log: SessionLog;
  appeals: AppealService;
  citizens: CitizenRecords;
  messages: FirstMessage;
  clock: Clock;
  /** Only a demo has practice operators; anywhere else nobody could ever answer. */
  allowsTraining?: boolean;
}

const citedNumber = /(?<!\d)\d{2}[\s-]?\d{7}[\s-]?\d(?!\d)/g;

/** Opening a session, and what its people say about it beside messages. */
export class ChatSessionService {
  readonly #deps: ChatSessionDeps;

  constructor(deps: ChatSessionDeps) {
    this.#deps = deps;
  }

  /**
   * Opens a session with its consents and first words, under a new appeal number. The same `clientSessionId`
   * answers with the same session, however often and wherever it is sent. Fails with `consent_required` without
   * consent to processing, `bad_request` where the consent is to a text this server does not show, `not_found` where
   * it repeats an appeal that is not the citizen's own.
   */
  async openSession(actor: CitizenActor, request: OpenRequest): Promise<ChatSessionState> {
    const { consents, clientSessionId, channel, locale } = request;
    if (!consents.processing.isGiven) {
      throw new DomainError('consent_required', 'No chat without consent to processing.');
    }
    for (const purpose of ['processing', 'recording'] as const) {
      if (!isKnownConsent(purpose, consents[purpose])) {
        throw new DomainError('bad_request', `Consent to an unknown text: ${purpose}. Reload it.`);
      }
    }
    const isTraining = request.isTraining === true;
    if (isTraining && this.#deps.allowsTraining !== true) {
      throw new DomainError('bad_request', 'Practice chats exist in a demo only.');
    }
    const { citizenId } = actor;
    const { identityStep } = await this.#deps.citizens.getCitizen(citizenId);
    const sessionId = deriveId('session', citizenId, clientSessionId);
    const repeated =
      request.repeatOf === undefined
        ? await this.#findCitedAppeal(actor, request.message.text)
        : await this.#deps.appeals.getByNumber(actor, request.repeatOf);
    const isRaised = repeated !== undefined && this.#deps.appeals.isRaisedByRepeat(repeated);
    const appeal = await this.#deps.appeals.registerAppeal({
      appealId: deriveId('appeal', citizenId, clientSessionId),
      citizenId,
      sessionId,
      ...(repeated ? { repeatOf: repeated.number } : {}),
      priority: isRaised ? 'raised' : 'normal',
    });
    await this.#deps.log.openSession(
      emptyState({
        sessionId,
        appealId: appeal._id,
        appealNumber: appeal.number,
        citizenId,
        clientSessionId,
        openedAt: appeal.registeredAt,
      }),
    );
    await this.#appendOnce(sessionId, citizenId, 'opened', {
      kind: 'session.opened',
      audience: 'all',
      plain: {
        ...{ clientSessionId, channel, locale },
        ...(repeated ? { repeatOf: repeated.number, isRaised } : {}),
        ...(identityStep === 'portal' ? { identityStep } : {}),
        ...(isTraining ? { isTraining } : {}),
      },
    });
    for (const purpose of ['processing', 'recording'] as const) {
      await this.#appendOnce(sessionId, citizenId, `consent:${purpose}`, {
        kind: 'consent.given',
        audience: 'all',
        plain: { purpose, ...consents[purpose], channel },
      });
    }
    await this.#deps.messages.sendMessage(actor, {
      sessionId,
      ...request.message,
      attachmentIds: [],
    });
    return this.#deps.log.getState(sessionId);
  }

  /** The citizen's name and a way back to them; both optional, at any time while it is open. */
  giveDetails(
    actor: CitizenActor,
    request: { sessionId: string; name?: string; contact?: string },
  ): Promise<ChatSessionState> {
    const { sessionId, name, contact } = request;
    return appendAsCitizen(this.#deps.log, actor, sessionId, () => {
      const secret = { ...(name ? { name } : {}), ...(contact ? { contact } : {}) };
      if (Object.keys(secret).length === 0) return null;
      return { kind: 'details.given', audience: 'all', plain: {}, secret };
    });
  }

  /** Moves the checklist of the talk. Only the owner; the same stage again changes nothing. */
  async setStage(
    actor: StaffActor,
    request: { sessionId: string; stage: Stage },
  ): Promise<ChatSessionState> {
    const { state } = await this.#deps.log.append({
      sessionId: request.sessionId,
      authorId: actor.operatorId,
      decide: (current) => {
        assertOwner(actor, current);
        if (current.stage === request.stage) return null;
        return { kind: 'stage.changed', audience: 'staff', plain: { stage: request.stage } };
      },
    });
    return state;
  }

  async #appendOnce(
    sessionId: string,
    authorId: string,
    causeId: string,
    draft: NonNullable<ReturnType<Parameters<SessionLog['append']>[0]['decide']>>,
  ): Promise<void> {
    await this.#deps.log.append({ sessionId, authorId, causeId, decide: () => draft });
  }

  /** An earlier appeal of the same citizen whose number stands in the text. */
  async #findCitedAppeal(actor: CitizenActor, text: string): Promise<Appeal | undefined> {
    for (const match of text.matchAll(citedNumber)) {
      const number = parseAppealNumber(match[0]);
      const appeal = number && (await this.#deps.appeals.findByNumber(number));
      if (appeal && appeal.citizenId === actor.citizenId) return appeal;
    }
    return undefined;
  }
}
