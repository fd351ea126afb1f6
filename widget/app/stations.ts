import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';

export const stationNames = ['question', 'queue', 'operator', 'senior', 'outcome'] as const;
export type StationName = (typeof stationNames)[number];
/** `skipped`: the way ended without it. */
export type StationState = 'done' | 'now' | 'next' | 'skipped';

export interface Station {
  name: StationName;
  state: StationState;
}

const currentOf = (session: CitizenSessionView): StationName => {
  if (session.status === 'closed' || session.status === 'awaiting_confirmation') return 'outcome';
  if (session.operator) return session.operator.tier === 'senior' ? 'senior' : 'operator';
  if (session.status === 'queued' || session.callback) return 'queue';
  return session.status === 'waiting_citizen' ? 'operator' : 'question';
};

const wasThere = (events: readonly CitizenEventView[], tier: 'operator' | 'senior'): boolean =>
  events.some((event) => event.kind === 'operator.joined' && event.body.tier === tier);

/** The way of a question, station by station: where it is now, what lies behind, what it went around. */
export const listStations = (
  session: CitizenSessionView | null,
  events: readonly CitizenEventView[],
): Station[] => {
  const now = session ? stationNames.indexOf(currentOf(session)) : 0;
  return stationNames.map((name, index) => {
    if (index > now) return { name, state: 'next' };
    if (index === now) return { name, state: session?.status === 'closed' ? 'done' : 'now' };
    const isPassed = name === 'operator' || name === 'senior' ? wasThere(events, name) : true;
    return { name, state: isPassed ? 'done' : 'skipped' };
  });
};
