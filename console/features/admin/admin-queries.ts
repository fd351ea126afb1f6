import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CalendarDayInput,
  PersonChangeInput,
  PersonCreateInput,
  PoolChangeInput,
  PoolCreateInput,
} from '../../../shared/schemas/admin.js';
import type { CalendarView, PersonView, PoolSettingsView } from '../../../shared/views/admin.js';
import { useLive } from '../../live/live-context.js';
import type { StaffHttp } from '../../live/staff-http.js';

const poolsKey = ['admin', 'pools'];
const peopleKey = ['admin', 'people'];
const calendarKey = (year: number) => ['admin', 'calendar', year];

// Somebody else may be changing the same: what is shown is asked anew whenever a screen opens.
const options = { staleTime: 0, refetchOnWindowFocus: false } as const;

const poolsQuery = (http: StaffHttp) => ({
  ...options,
  queryKey: poolsKey,
  queryFn: async (): Promise<readonly PoolSettingsView[]> =>
    (await http.get<{ pools: PoolSettingsView[] }>('/api/admin/pools')).pools,
});

const peopleQuery = (http: StaffHttp) => ({
  ...options,
  queryKey: peopleKey,
  queryFn: async (): Promise<readonly PersonView[]> =>
    (await http.get<{ people: PersonView[] }>('/api/admin/people')).people,
});

export const usePoolSettings = () => useQuery(poolsQuery(useLive().http));

export const usePeople = () => useQuery(peopleQuery(useLive().http));

export const useCalendar = (year: number) => {
  const { http } = useLive();
  return useQuery({
    ...options,
    queryKey: calendarKey(year),
    queryFn: () => http.get<CalendarView>(`/api/admin/calendar?year=${year}`),
  });
};

/** What an administrator changes. Each rejects with `HttpProblem`, and what is shown follows at once. */
export const useChanges = () => {
  const { http } = useLive();
  const queries = useQueryClient();
  const refresh = async (key: string[]): Promise<void> => {
    await queries.invalidateQueries({ queryKey: key });
    // The desk knows pools by their titles and types.
    if (key === poolsKey) await queries.invalidateQueries({ queryKey: ['pools'] });
  };
  return {
    createPool: async (input: PoolCreateInput) => {
      const { pool } = await http.post<{ pool: PoolSettingsView }>('/api/admin/pools', input);
      await refresh(poolsKey);
      return pool;
    },
    changePool: async (poolId: string, input: PoolChangeInput) => {
      const path = `/api/admin/pools/${poolId}`;
      const { pool } = await http.put<{ pool: PoolSettingsView }>(path, input);
      await refresh(poolsKey);
      return pool;
    },
    createPerson: async (input: PersonCreateInput) => {
      const { person } = await http.post<{ person: PersonView }>('/api/admin/people', input);
      await refresh(peopleKey);
      return person;
    },
    changePerson: async (operatorId: string, input: PersonChangeInput) => {
      const path = `/api/admin/people/${operatorId}`;
      const { person } = await http.put<{ person: PersonView }>(path, input);
      await refresh(peopleKey);
      return person;
    },
    setPassword: async (operatorId: string, password: string) => {
      await http.put(`/api/admin/people/${operatorId}/password`, { password });
    },
    setDay: async (year: number, date: string, input: CalendarDayInput) => {
      const calendar = await http.put<CalendarView>(`/api/admin/calendar/${date}`, input);
      queries.setQueryData(calendarKey(year), calendar);
    },
    /** The newest stored values, for a form that was overtaken. */
    loadPools: () => queries.query(poolsQuery(http)),
    loadPeople: () => queries.query(peopleQuery(http)),
  };
};
