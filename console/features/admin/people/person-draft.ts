import type { RequestType } from '../../../../shared/domain/request-types.js';
import { locales, type Locale, type Role } from '../../../../shared/domain/states.js';
import { limits } from '../../../../shared/limits.js';
import type { PersonSettings } from '../../../../shared/schemas/admin.js';
import { readNumber } from '../durations.js';

/** A member of staff as the form holds one. `login` and `password` are asked of a new one alone. */
export interface PersonDraft {
  login: string;
  password: string;
  name: string;
  role: Role;
  poolIds: readonly string[];
  capacity: string;
  takesAllTypes: boolean;
  requestTypes: readonly RequestType[];
  speaksAll: boolean;
  languages: readonly Locale[];
  isActive: boolean;
}

export const draftOfPerson = (login: string, settings: PersonSettings): PersonDraft => ({
  login,
  password: '',
  name: settings.name,
  role: settings.role,
  poolIds: settings.poolIds,
  capacity: String(settings.capacity),
  takesAllTypes: settings.requestTypes === null,
  requestTypes: settings.requestTypes ?? [],
  speaksAll: settings.languages === null,
  languages: settings.languages ?? locales,
  isActive: settings.isActive,
});

export const newPersonDraft = (): PersonDraft =>
  draftOfPerson('', {
    name: '',
    role: 'operator',
    poolIds: [],
    capacity: limits.seats.defaultCapacity,
    requestTypes: null,
    languages: null,
    isActive: true,
  });

export const settingsOfPerson = (draft: PersonDraft): PersonSettings => ({
  name: draft.name,
  role: draft.role,
  poolIds: [...draft.poolIds],
  capacity: readNumber(draft.capacity),
  requestTypes: draft.takesAllTypes ? null : [...draft.requestTypes],
  languages: draft.speaksAll ? null : [...draft.languages],
  isActive: draft.isActive,
});

/** Overseers read and set, and hold no chats. */
export const holdsChats = (role: Role): boolean => role === 'operator' || role === 'senior';

// No letter or digit that is taken for another when it is read aloud or written down.
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A password nobody has to think of: four groups of four, easy to read to somebody. */
export const makePassword = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => letters[byte % letters.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');
