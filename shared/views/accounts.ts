import type { RequestType } from '../domain/request-types.js';
import type { AppealStatus, Priority, Role } from '../domain/states.js';

export interface CitizenTokensView {
  /** ES256, ten minutes, kept in memory only. */
  accessToken: string;
  /** Opaque, rotated at each use. */
  refreshToken: string;
  citizenId: string;
  expiresAt: string;
}

export interface StaffMeView {
  operatorId: string;
  login: string;
  name: string;
  role: Role;
  poolIds: string[];
  capacity: number;
}

export interface StaffTokensView {
  accessToken: string;
  expiresAt: string;
  me: StaffMeView;
}

/** Demo only: a token as a portal would hand to the widget. */
export interface IdentityTokenView {
  identityToken: string;
}

/** A row of «Обращения», for the citizen who made it. */
export interface AppealView {
  appealId: string;
  number: string;
  status: AppealStatus;
  requestType?: RequestType;
  requestTypeTitle?: string;
  registeredAt: string;
  /** When the answer is due. */
  dueAt: string;
  closedAt?: string;
  /** When the slot of a promised call begins. */
  callbackAt?: string;
  sessionId?: string;
  hasTranscript: boolean;
}

/** The appeal card staff read: the same and what only they need. */
export interface StaffAppealView extends AppealView {
  priority: Priority;
  citizenId: string;
  repeatOf?: string;
  responsibleName?: string;
  rating?: number;
}

export interface CannedReplyView {
  code: string;
  title: string;
  /** With `{{name}}`, `{{operator}}`, `{{appeal}}`. */
  text: string;
}

/** A one-use address for a download without an Authorization header; good for 60 s. */
export interface DownloadTicketView {
  /** Path on this server: `/api/downloads/…` */
  url: string;
}
