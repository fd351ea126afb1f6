import type { Connection } from 'mongoose';
import { createAppealStore } from '../features/appeals/appeal.store.js';
import { createAttachmentStore } from '../features/attachments/attachment.store.js';
import { createDownloadTicketStore } from '../features/attachments/download-ticket.store.js';
import { createFileBytesStore } from '../features/attachments/file-bytes.store.js';
import type { AuditOutbox } from '../features/audit/audit.service.js';
import { createAuditStore } from '../features/audit/audit.store.js';
import { createCalendarStore } from '../features/calendar/calendar.store.js';
import { createCallbackPlaceStore } from '../features/callbacks/place.store.js';
import { createCannedReplyStore } from '../features/canned-replies/canned-reply.store.js';
import { createCitizenStore } from '../features/citizens/citizen.store.js';
import { createAlarmStore } from '../features/classifier-review/alarm.store.js';
import { createTraceStore } from '../features/classifier-review/trace.store.js';
import { createDecisionStore } from '../features/decisions/decision.store.js';
import { createDeadlineStore } from '../features/deadlines/deadline.store.js';
import { createAnswerStore } from '../features/incidents/answer.store.js';
import { createFirstWordsStore } from '../features/incidents/first-words.store.js';
import { createIncidentStore } from '../features/incidents/incident.store.js';
import { createNodeStore } from '../features/nodes/node.store.js';
import { createOperatorStore } from '../features/operators/operator.store.js';
import { createPoolStore } from '../features/pools/pool.store.js';
import { createPresenceStore } from '../features/presence/presence.store.js';
import { createSightingStore } from '../features/presence/sighting.store.js';
import { createReceiptStore } from '../features/receipts/receipt.store.js';
import { createSearchStore } from '../features/search/search.store.js';
import { createSeatStore } from '../features/seats/seat.store.js';
import { createFactStore } from '../features/statistics/fact.store.js';
import { createFreeTimeStore } from '../features/statistics/free-time.store.js';
import { createSessionLogStore } from '../features/session-log/session-log.store.js';
import { createSettingsStore } from '../features/settings/settings.store.js';

/** Every store over one connection, with the indexes each needs. */
export const createStores = async (connection: Connection) => {
  const stores = {
    appeals: createAppealStore(connection),
    attachments: createAttachmentStore(connection),
    tickets: createDownloadTicketStore(connection),
    audit: createAuditStore(connection),
    bytes: createFileBytesStore(connection),
    calendar: createCalendarStore(connection),
    callbackPlaces: createCallbackPlaceStore(connection),
    cannedReplies: createCannedReplyStore(connection),
    citizens: createCitizenStore(connection),
    deadlines: createDeadlineStore(connection),
    decisions: createDecisionStore(connection),
    incidents: createIncidentStore(connection),
    incidentAnswers: createAnswerStore(connection),
    firstWords: createFirstWordsStore(connection),
    facts: createFactStore(connection),
    freeTime: createFreeTimeStore(connection),
    nodes: createNodeStore(connection),
    operators: createOperatorStore(connection),
    pools: createPoolStore(connection),
    presence: createPresenceStore(connection),
    receipts: createReceiptStore(connection),
    search: createSearchStore(connection),
    seats: createSeatStore(connection),
    settings: createSettingsStore(connection),
    sightings: createSightingStore(connection),
    log: createSessionLogStore(connection),
    traces: createTraceStore(connection),
    driftAlarms: createAlarmStore(connection),
  };
  for (const store of Object.values(stores)) {
    if ('ensureIndexes' in store) await store.ensureIndexes();
  }
  return stores;
};

export type Stores = Awaited<ReturnType<typeof createStores>>;

/** Where changes carry what the audit log is to say of them. */
export const outboxesOf = (stores: Stores): AuditOutbox[] => [
  ...[stores.pools, stores.operators, stores.calendar],
  ...[stores.incidents, stores.incidentAnswers, stores.log],
];
