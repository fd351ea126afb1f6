import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { openJson, sealJson, type Sealed } from '../../storage/encryption/sealed.js';

/** What supervisors write about an incident is sealed as every text is, with a key of the incident. */
export interface IncidentKeys {
  seal(incidentId: string, text: string, aad: string): Promise<Sealed>;
  open(incidentId: string, sealed: Sealed, aad: string): Promise<string>;
}

export const titleAad = (incidentId: string): string => `incidents:${incidentId}:title`;
export const answerAad = (answerId: string): string => `incidentAnswers:${answerId}:text`;

export const createIncidentKeys = (keys: AppealKeys, now: () => Date): IncidentKeys => ({
  async seal(incidentId, text, aad) {
    return sealJson(await keys.createKey(incidentId, now()), { text }, aad);
  },
  async open(incidentId, sealed, aad) {
    const key = await keys.findKey(incidentId);
    return key ? (openJson(key, sealed, aad) as { text: string }).text : '';
  },
});
