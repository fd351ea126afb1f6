/** The 13 request types [spec 3]. Codes never change; titles are data and live in the database. */
export const requestTypes = [
  'account_access',
  'applications',
  'application_status',
  'technical_fault',
  'mobile_app',
  'payments',
  'profile',
  'benefits',
  'e_signature',
  'integrated_services',
  'complaint',
  'suggestion',
  'general',
] as const;

export type RequestType = (typeof requestTypes)[number];

export const isRequestType = (value: string): value is RequestType =>
  (requestTypes as readonly string[]).includes(value);
