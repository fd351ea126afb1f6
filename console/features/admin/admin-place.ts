import { useLocation } from 'wouter';

export const adminSections = ['pools', 'people', 'calendar', 'audit'] as const;
export type AdminSection = (typeof adminSections)[number];

/** Where one stands among the settings. `subject`: the id of a pool or person, `new`, a year, or whose changes are read. */
export interface AdminPlace {
  section: AdminSection;
  subject?: string;
}

export const readAdminPlace = (path: string): AdminPlace => {
  const [, , section, subject] = path.split('/');
  const known = adminSections.find((name) => name === section) ?? 'pools';
  return subject === undefined || subject === ''
    ? { section: known }
    : { section: known, subject: decodeURIComponent(subject) };
};

export const writeAdminPlace = ({ section, subject }: AdminPlace): string =>
  subject === undefined ? `/admin/${section}` : `/admin/${section}/${encodeURIComponent(subject)}`;

export const useAdminPlace = () => {
  const [path, navigate] = useLocation();
  return [readAdminPlace(path), (next: AdminPlace) => navigate(writeAdminPlace(next))] as const;
};
