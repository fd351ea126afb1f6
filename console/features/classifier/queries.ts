import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { RequestType } from '../../../shared/domain/request-types.js';
import type { ClassifierReviewView, CorrectionPageView } from '../../../shared/views/classifier.js';
import { useLive } from '../../live/live-context.js';

/** What the page is asked about. */
export interface ReviewFilter {
  days: number;
  /** Taken for it or not recognised as it; null: any. */
  type: RequestType | null;
}

export const useReview = (days: number) => {
  const { http } = useLive();
  return useQuery({
    queryKey: ['classifier', days],
    queryFn: () =>
      http.get<ClassifierReviewView>(`/api/admin/classifier/review?days=${String(days)}`),
    staleTime: 0,
    placeholderData: (previous) => previous,
  });
};

/** Page after page, newest first. */
export const useCorrections = ({ days, type }: ReviewFilter) => {
  const { http } = useLive();
  return useInfiniteQuery({
    queryKey: ['corrections', days, type],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({
        days: String(days),
        ...(type === null ? {} : { type }),
        ...(pageParam === '' ? {} : { before: pageParam }),
      });
      return http.get<CorrectionPageView>(`/api/admin/classifier/corrections?${query.toString()}`);
    },
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
};
