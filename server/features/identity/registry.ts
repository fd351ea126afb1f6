import type { IdentityDocument } from '../../../shared/domain/states.js';

export interface IdentityClaim {
  fullName: string;
  document: IdentityDocument;
  /** Digits only. */
  number: string;
}

/** Where full name and document are looked up together. A real registry stands behind the same call. */
export interface IdentityRegistry {
  matches(claim: IdentityClaim): Promise<boolean>;
}

const foldName = (name: string): string =>
  name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim();

/** Invented people of the demo; no number belongs to anybody. */
const demoPeople: IdentityClaim[] = [
  { fullName: 'Иванова Мария Петровна', document: 'snils', number: '11223344595' },
  { fullName: 'Иванова Мария Петровна', document: 'inn', number: '500100732259' },
  { fullName: 'Смирнов Олег Иванович', document: 'passport', number: '0000123456' },
];

export const createDemoRegistry = (): IdentityRegistry => ({
  matches: (claim) =>
    Promise.resolve(
      demoPeople.some(
        (person) =>
          person.document === claim.document &&
          person.number === claim.number &&
          foldName(person.fullName) === foldName(claim.fullName),
      ),
    ),
});

/** No registry is connected: nothing matches, and the operator sees that. */
export const createEmptyRegistry = (): IdentityRegistry => ({
  matches: () => Promise.resolve(false),
});
