import type { ChatSessionService } from '../features/chat-sessions/chat-session.service.js';
import type { SessionAccess } from '../features/chat-sessions/session-access.js';
import type { SessionPresenter } from '../features/chat-sessions/session.presenter.js';
import type { CorrectionService } from '../features/classification/correction.service.js';
import type { ClosingService } from '../features/closing/closing.service.js';
import type { EscalationService } from '../features/escalation/escalation.service.js';
import type { IdentityService } from '../features/identity/identity.service.js';
import type { MessageService } from '../features/messages/message.service.js';
import type { CitizenPresence } from '../features/presence/citizen-presence.js';
import type { PresenceService } from '../features/presence/presence.service.js';
import type { ReceiptService } from '../features/receipts/receipt.service.js';
import type { Board } from '../features/routing/board.js';
import type { Desk } from '../features/routing/desk.js';
import type { OfferService } from '../features/routing/offer.service.js';
import type { PlacementService } from '../features/routing/placement.service.js';
import type { WaitingQueue } from '../features/routing/waiting-queue.js';
import type { SessionLog } from '../features/session-log/session-log.service.js';
import type { TransferService } from '../features/transfers/transfer.service.js';
import type { Clock } from '../lib/clock.js';
import type { InFlight } from '../lib/in-flight.js';
import type { Logger } from '../lib/logger.js';
import type { AppealKeys } from '../storage/encryption/appeal-keys.js';

/** The services that socket handlers call, wired in `app.ts`. */
export interface SessionServices {
  log: SessionLog;
  access: SessionAccess;
  sessions: ChatSessionService;
  messages: MessageService;
  receipts: ReceiptService;
  corrections: CorrectionService;
  placement: PlacementService;
  offers: OfferService;
  transfers: TransferService;
  escalations: EscalationService;
  closing: ClosingService;
  identity: IdentityService;
  presence: PresenceService;
  citizens: CitizenPresence;
  queue: WaitingQueue;
  desk: Desk;
  board: Board;
  presenter: SessionPresenter;
  keys: AppealKeys;
  clock: Clock;
  logger: Logger;
  inFlight: InFlight;
}
