import { useQuery } from '@tanstack/react-query';
import type { CannedReplyView, StaffAppealView } from '../../shared/views/accounts.js';
import type { SessionRowView } from '../../shared/views/chat-session.js';
import type { IncidentDetailView } from '../../shared/views/incidents.js';
import type { DecisionView, OperatorView, PoolView } from '../../shared/views/routing.js';
import type { SessionStatus } from '../../shared/domain/states.js';
import { useDesk, useLive } from './live-context.js';

export interface SearchResult {
  sessions: SessionRowView[];
  appeals: StaffAppealView[];
}

const seldomMs = 5 * 60_000;

/** Pools and the types they serve; they change about once a month. */
export const usePools = (): readonly PoolView[] => {
  const { http } = useLive();
  const query = useQuery({
    queryKey: ['pools'],
    queryFn: () => http.get<{ pools: PoolView[] }>('/api/staff/pools'),
    staleTime: seldomMs,
  });
  return query.data?.pools ?? [];
};

/** Who could take a chat; asked anew each time a dialog opens, because load changes by the second. */
export const useOperators = (isNeeded: boolean): readonly OperatorView[] => {
  const { http } = useLive();
  const query = useQuery({
    queryKey: ['operators'],
    queryFn: () => http.get<{ operators: OperatorView[] }>('/api/staff/operators'),
    enabled: isNeeded,
    staleTime: 0,
  });
  return query.data?.operators ?? [];
};

export const useCannedReplies = (): readonly CannedReplyView[] => {
  const { http } = useLive();
  const query = useQuery({
    queryKey: ['canned-replies'],
    queryFn: () => http.get<{ replies: CannedReplyView[] }>('/api/staff/canned-replies'),
    staleTime: seldomMs,
  });
  return query.data?.replies ?? [];
};

/** Of one citizen, newest first. `status` of the session beside them: when it moves, an appeal has moved too. */
export const useCitizenAppeals = (citizenId: string, status: SessionStatus) => {
  const { http } = useLive();
  return useQuery({
    queryKey: ['citizen-appeals', citizenId, status],
    queryFn: () =>
      http.get<{ appeals: StaffAppealView[] }>(`/api/staff/citizens/${citizenId}/appeals`),
    select: (answer) => answer.appeals,
    placeholderData: (previous) => previous,
  });
};

/** Why each offer of a chat went to whom it went; asked anew each time somebody wants to know. */
export const useDecisions = (sessionId: string) => {
  const { http } = useLive();
  return useQuery({
    queryKey: ['decisions', sessionId],
    queryFn: () =>
      http.get<{ decisions: DecisionView[] }>(`/api/staff/sessions/${sessionId}/decisions`),
    select: (answer) => answer.decisions,
    staleTime: 0,
  });
};

/** A mass incident with its chats and words, read anew whenever its version has moved. */
export const useIncident = (incidentId: string) => {
  const { http } = useLive();
  const version = useDesk((state) => state.incidents.get(incidentId)?.version);
  return useQuery({
    queryKey: ['incident', incidentId, version],
    queryFn: () => http.get<IncidentDetailView>(`/api/staff/incidents/${incidentId}`),
    placeholderData: (previous) => previous,
  });
};

/** By appeal number or citizen; from two characters on. */
export const useSearch = (words: string) => {
  const { http } = useLive();
  return useQuery({
    queryKey: ['search', words],
    queryFn: () => http.get<SearchResult>(`/api/staff/search?q=${encodeURIComponent(words)}`),
    enabled: words.length >= 2,
    placeholderData: (previous) => previous,
  });
};
