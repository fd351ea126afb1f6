import { limits } from '../../shared/limits.js';
import type { ErrorCode } from '../../shared/protocol/errors.js';
import { defaultSkillRules } from '../../shared/routing/skills.js';
import type { PersonSettings } from '../../shared/schemas/admin.js';
import { defaultLongWait, type PoolSettings } from '../../shared/schemas/pool-settings.js';

export interface RouteRow {
  /** Whose token it wants. */
  for: 'nobody' | 'citizen' | 'staff' | 'administrator' | 'anyone';
  /** A body of ours. */
  body?: object;
  /** What stands behind the question mark of ours. */
  query?: string;
  /** What somebody hears who has no business with the session; without one the route names none. */
  stranger?: ErrorCode;
}

export interface RowIds {
  sessionId: string;
  citizenId: string;
  number: string;
}

const noBody: RouteRow = { for: 'staff' };
const ticket = { format: 'txt' };
const setting: RouteRow = { for: 'administrator' };

const poolBody: PoolSettings = {
  ...{ title: 'Оплата', titleEn: 'Payments', requestTypes: ['payments'] },
  escalation: {
    ...{ windowMs: limits.escalation.windowMs, urgentWindowMs: limits.escalation.urgentWindowMs },
    ...{ allPoolsPercent: 40, reservePercent: 70 },
  },
  boostMs: { raised: limits.queue.boostMs.raised, urgent: limits.queue.boostMs.urgent },
  ...{ skills: defaultSkillRules, hours: null, overflow: null, longWait: defaultLongWait },
};
const personBody: PersonSettings = {
  ...{ name: 'Анна', role: 'operator', poolIds: [], capacity: 4 },
  ...{ requestTypes: null, languages: null, isActive: true },
};

/** Every route of the API, by method and pattern. The contract test fails for one that is missing here. */
export const routeRows = ({ sessionId }: Pick<RowIds, 'sessionId'>): Record<string, RouteRow> => ({
  'POST /staff/sign-in': {
    for: 'nobody',
    body: { login: 'nobody', password: 'korrekt horse 17', tabId: 'tab-of-rows' },
  },
  'POST /staff/sessions/:tabId/refresh': { for: 'nobody' },
  'DELETE /staff/sessions/:tabId': { for: 'nobody' },
  'GET /staff/me': noBody,
  'POST /citizen/token': { for: 'nobody', body: {} },
  'POST /citizen/refresh': { for: 'nobody', body: { refreshToken: 'none of ours' } },
  'GET /widget/config': { for: 'nobody' },
  'GET /citizen/appeals': { for: 'citizen' },
  'GET /citizen/appeals/:number': { for: 'citizen', stranger: 'not_found' },
  'POST /citizen/sessions/:sessionId/messages': {
    for: 'citizen',
    body: { sessionId, clientMessageId: 'row-of-routes', text: 'слово', attachmentIds: [] },
    stranger: 'not_found',
  },
  'GET /citizen/sessions/:sessionId/events': {
    ...{ for: 'citizen', query: 'after=0', stranger: 'not_found' },
  },
  'POST /staff/sessions/:sessionId/messages': {
    for: 'staff',
    body: { sessionId, clientMessageId: 'row-of-routes', text: 'слово', audience: 'staff' },
    stranger: 'not_found',
  },
  'GET /staff/sessions/:sessionId/events': {
    ...{ for: 'staff', query: 'after=0', stranger: 'not_found' },
  },
  'POST /sessions/:sessionId/attachments': { for: 'anyone', stranger: 'not_found' },
  'GET /attachments/:attachmentId/file': { for: 'anyone', stranger: 'not_found' },
  'GET /attachments/:attachmentId/thumbnail': { for: 'anyone', stranger: 'not_found' },
  'POST /attachments/:attachmentId/ticket': { for: 'anyone', stranger: 'not_found' },
  'GET /citizen/sessions/:sessionId/transcript.:format': { for: 'citizen', stranger: 'not_found' },
  'POST /citizen/sessions/:sessionId/transcript-ticket': {
    ...{ for: 'citizen', body: ticket, stranger: 'not_found' },
  },
  'GET /staff/sessions/:sessionId/transcript.:format': { for: 'staff', stranger: 'not_found' },
  'POST /staff/sessions/:sessionId/transcript-ticket': {
    ...{ for: 'staff', body: ticket, stranger: 'not_found' },
  },
  'HEAD /downloads/:ticket': { for: 'nobody' },
  'GET /downloads/:ticket': { for: 'nobody', stranger: 'ticket_gone' },
  'GET /staff/sessions/:sessionId/decisions': { for: 'staff', stranger: 'not_found' },
  'GET /staff/incidents/:incidentId': { for: 'staff', stranger: 'not_found' },
  'GET /admin/classifier/review': { for: 'staff', stranger: 'forbidden' },
  'GET /admin/classifier/corrections': { for: 'staff', stranger: 'forbidden' },
  'GET /staff/pools': noBody,
  'GET /staff/operators': noBody,
  'GET /staff/canned-replies': noBody,
  'GET /staff/search': noBody,
  'GET /staff/statistics': noBody,
  'GET /staff/citizens/:citizenId/appeals': noBody,
  'DELETE /citizen/session': { for: 'citizen' },
  'GET /admin/pools': setting,
  'POST /admin/pools': { ...setting, body: { code: 'row', settings: poolBody } },
  'PUT /admin/pools/:poolId': { ...setting, body: { revision: 0, settings: poolBody } },
  'GET /admin/people': setting,
  'POST /admin/people': {
    ...setting,
    body: { login: 'row', password: 'korrekt horse 17', settings: personBody },
  },
  'PUT /admin/people/:operatorId': { ...setting, body: { revision: 0, settings: personBody } },
  'PUT /admin/people/:operatorId/password': { ...setting, body: { password: 'korrekt horse 17' } },
  'GET /admin/calendar': { ...setting, query: 'year=2026' },
  'PUT /admin/calendar/:date': { ...setting, body: { kind: 'holiday', title: 'Праздник' } },
  'GET /admin/audit': setting,
});

/** The pattern with ids in it. */
export const fillPath = (pattern: string, { sessionId, citizenId, number }: RowIds): string =>
  pattern
    .replace(':sessionId', sessionId)
    .replace(':attachmentId', 'a'.repeat(24))
    .replace(':citizenId', citizenId)
    .replace(':incidentId', 'a'.repeat(24))
    .replace(':number', number)
    .replace(':date', '2026-05-11')
    .replace(':poolId', 'c'.repeat(24))
    .replace(':operatorId', 'd'.repeat(24))
    .replace(':tabId', 'tab-of-rows')
    .replace(':format', 'txt')
    .replace(':ticket', 'b'.repeat(43));

/** The same with what is no id at all. */
export const spoilPath = (pattern: string): string =>
  pattern.replace(/:\w+/g, encodeURIComponent('{"$gt":""}'));
