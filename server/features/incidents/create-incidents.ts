import type { SessionRowView } from '../../../shared/views/chat-session.js';
import type { Clock } from '../../lib/clock.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { AuditOutbox, AuditService } from '../audit/audit.service.js';
import type { SessionAccess } from '../chat-sessions/session-access.js';
import type { Deadlines } from '../deadlines/deadline.service.js';
import type { SessionChange } from '../session-log/session-change.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { AnswerStore } from './answer.store.js';
import { Answering } from './answering.js';
import type { FirstWordsStore } from './first-words.store.js';
import { createIncidentKeys } from './incident-keys.js';
import { IncidentPresenter } from './incident.presenter.js';
import { IncidentService } from './incident.service.js';
import type { IncidentStore } from './incident.store.js';
import { createMembership } from './membership.listener.js';
import { Noticing } from './noticing.js';
import { createReadTokens } from './tokens.js';

export interface IncidentParts {
  incidents: IncidentStore;
  answers: AnswerStore;
  words: FirstWordsStore;
  log: SessionLog;
  /** Where events carry what the audit log is to say of them. */
  logOutbox: AuditOutbox;
  audit: AuditService;
  sessions: SessionAccess;
  keys: AppealKeys;
  deadlines: Deadlines;
  masterKey: Buffer;
  presentRow: (state: ChatSessionState) => Promise<SessionRowView>;
  clock: Clock;
}

/** Mass incidents, wired: what people ask of them, and what follows from each event. */
export const createIncidents = (parts: IncidentParts) => {
  const { answers, audit, clock, deadlines, incidents, keys, log, words } = parts;
  const readTokens = createReadTokens(parts.masterKey);
  const incidentKeys = createIncidentKeys(keys, () => clock.now());
  const answering = new Answering({
    ...{ log, keys, incidentKeys, incidents, answers, audit, deadlines, clock },
  });
  const presenter = new IncidentPresenter({ incidents, answers, answering, keys: incidentKeys });
  const noticing = new Noticing({ log, keys, words, incidents, deadlines, readTokens, clock });
  const keepMembers = createMembership({ incidents, words, answering });
  return {
    service: new IncidentService({
      ...{ log, keys, incidentKeys, incidents, answers, answering, presenter, readTokens, clock },
      ...{ sessions: parts.sessions, presentRow: parts.presentRow },
      ...{ audit, logOutbox: parts.logOutbox },
    }),
    async listen(change: SessionChange): Promise<void> {
      await keepMembers(change);
      await noticing.listen(change);
    },
  };
};
