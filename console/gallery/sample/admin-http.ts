import { auditEntries, calendarOf, people, poolSettings } from './administration.js';

/** What the administrator's routes answer in the gallery; undefined for any other address. */
export const answerAdmin = (path: string): unknown => {
  const { pathname, searchParams } = new URL(path, location.origin);
  switch (pathname) {
    case '/api/admin/pools':
      return { pools: poolSettings };
    case '/api/admin/people':
      return { people };
    case '/api/admin/calendar':
      return calendarOf(Number(searchParams.get('year')));
    case '/api/admin/audit': {
      const subjectId = searchParams.get('subjectId');
      const entries = auditEntries.filter(
        (entry) => subjectId === null || entry.subjectId === subjectId,
      );
      return { entries, hasMore: subjectId === null };
    }
    default:
      return undefined;
  }
};
