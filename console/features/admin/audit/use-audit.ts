import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntryView } from '../../../../shared/views/admin.js';
import { useLive } from '../../../live/live-context.js';

interface AuditPage {
  entries: AuditEntryView[];
  hasMore: boolean;
}

/** The log, newest first, page by page: of everything, or of one subject. */
export const useAudit = (subjectId: string | undefined) => {
  const { http } = useLive();
  return useInfiniteQuery({
    queryKey: ['admin', 'audit', subjectId ?? ''],
    staleTime: 0,
    initialPageParam: '',
    queryFn({ pageParam: before }) {
      const asked = new URLSearchParams({
        ...(before === '' ? {} : { before }),
        ...(subjectId === undefined ? {} : { subjectId }),
      }).toString();
      return http.get<AuditPage>(`/api/admin/audit${asked === '' ? '' : `?${asked}`}`);
    },
    getNextPageParam: ({ entries, hasMore }) => (hasMore ? entries.at(-1)?.entryId : undefined),
  });
};
