import type { StaffActor } from '../../../server/features/auth/actor.js';
import { canRead } from '../../../server/features/chat-sessions/session.policy.js';
import { emptyState, fold } from '../../../server/features/session-log/fold.js';
import type { SessionEvent } from '../../../server/features/session-log/session-event.js';
import { tailMs, type History, type Screen, type Send } from './history.js';

/** What the database holds at the end. */
export interface Stored {
  events: SessionEvent[];
  seats: { operatorId: string; kind: string; offerId?: string }[];
  capacities: Map<string, number>;
  staff: Map<string, StaffActor>;
}

const groupBySession = (events: readonly SessionEvent[]): Map<string, SessionEvent[]> => {
  const sessions = new Map<string, SessionEvent[]>();
  for (const event of events) {
    const list = sessions.get(event.sessionId) ?? [];
    list.push(event);
    sessions.set(event.sessionId, list);
  }
  for (const list of sessions.values()) list.sort((one, other) => one.seq - other.seq);
  return sessions;
};

const checkNumbers = (sessionId: string, events: readonly SessionEvent[]): string[] => {
  const problems: string[] = [];
  events.forEach((event, index) => {
    if (event.seq !== index + 1) problems.push(`${sessionId}: seq ${event.seq} at ${index + 1}`);
  });
  const shown = events.filter(({ audience }) => audience === 'all');
  shown.forEach((event, index) => {
    if (event.publicSeq !== index + 1) {
      problems.push(`${sessionId}: publicSeq ${String(event.publicSeq)} at ${index + 1}`);
    }
  });
  return problems;
};

/** How far clocks of nodes may be apart that all follow the database's: half of what its answer may take, twice. */
const clockErrorMs = 1_500;

/** Whoever writes next does so later: a node with a clock of its own would write into the past or the future. */
const checkClocks = (sessionId: string, events: readonly SessionEvent[]): string[] =>
  events.flatMap((event, index) => {
    const backMs = (events[index - 1]?.at.getTime() ?? 0) - event.at.getTime();
    return backMs > clockErrorMs
      ? [`${sessionId}: ${event.seq} is ${backMs} ms before the one before it`]
      : [];
  });

const checkSend = (send: Send, stored: ReadonlyMap<string, number>): string[] => {
  const count = stored.get(`${send.sessionId} ${send.authorId} ${send.clientMessageId}`) ?? 0;
  const what = `${send.outcome} send ${send.clientMessageId} of ${send.sessionId}`;
  if (count > 1) return [`doubled: ${what} is stored ${count} times`];
  if (send.outcome === 'ok' && count === 0) return [`lost: ${what}`];
  if (send.outcome === 'failed' && count > 0) return [`refused and stored: ${what}`];
  return [];
};

/** How many events had been stored when this member of staff could last read the session. */
const countReadable = (actor: StaffActor, events: readonly SessionEvent[]): number => {
  const [first] = events;
  if (!first) return 0;
  const { sessionId, appealId } = first;
  const head = { sessionId, appealId, appealNumber: '', citizenId: '', clientSessionId: '' };
  let state = emptyState({ ...head, openedAt: first.at });
  let readable = 0;
  for (const event of events) {
    state = fold(state, event);
    if (canRead(actor, state)) readable = event.seq;
  }
  return readable;
};

/** A screen shows what the audience may see, in order; what is missing may only be the newest, or what came after a revocation. */
const checkScreen = (
  screen: Screen,
  events: readonly SessionEvent[],
  staff: ReadonlyMap<string, StaffActor>,
): string[] => {
  const what = `screen of ${screen.personId} in ${screen.sessionId}`;
  const actor = staff.get(screen.personId);
  const readable = actor ? countReadable(actor, events) : events.length;
  const wanted = events.filter(
    ({ audience, seq }) => seq <= readable && (actor !== undefined || audience === 'all'),
  );
  const shown = screen.eventIds;
  if (shown.length > wanted.length) return [`${what}: ${shown.length} shown of ${wanted.length}`];
  const at = shown.findIndex((id, index) => id !== wanted[index]?._id);
  if (at !== -1) {
    return [`${what} differs at ${at}: ${shown.length} shown, ${wanted.length} stored`];
  }
  if (readable < events.length || screen.isLost === true) return [];
  const missing = wanted[shown.length];
  return missing && missing.at.getTime() < screen.takenAt - tailMs
    ? [`${what} shows ${shown.length} of ${wanted.length}: a tail was lost`]
    : [];
};

/** One author's words stand in the order in which they were sent. */
const checkOrder = (sends: readonly Send[], events: readonly SessionEvent[]): string[] => {
  const places = new Map(events.map((event) => [event.clientMessageId, event.seq]));
  const last = new Map<string, number>();
  const problems: string[] = [];
  for (const { sessionId, authorId, clientMessageId, isAskedAgain } of sends) {
    if (isAskedAgain === true) continue;
    const place = places.get(clientMessageId);
    const key = `${sessionId} ${authorId}`;
    if (place === undefined) continue;
    if (place < (last.get(key) ?? 0)) {
      problems.push(`order: ${clientMessageId} of ${authorId} in ${sessionId}`);
    }
    last.set(key, place);
  }
  return problems;
};

/** Promises with a moment: once each, never early. */
const checkMoments = (sessionId: string, events: readonly SessionEvent[]): string[] => {
  const problems: string[] = [];
  const expires = new Map<string, Date>();
  const dueAt = new Map<string, Date>();
  const seen = new Set<string>();
  const once = (key: string) => {
    if (seen.has(key)) problems.push(`${sessionId}: ${key} happened twice`);
    seen.add(key);
  };
  const notBefore = (key: string, at: Date, due: Date | undefined) => {
    if (due && at < due) problems.push(`${sessionId}: ${key} came early`);
  };
  for (const event of events) {
    if (event.kind === 'offer.made') expires.set(event.plain.offerId, event.plain.expiresAt);
    if (event.kind === 'offer.ended') {
      const { offerId, outcome } = event.plain;
      once(`end of offer ${offerId}`);
      if (outcome === 'expired') notBefore(`expiry of ${offerId}`, event.at, expires.get(offerId));
    }
    if (event.kind === 'escalation.opened') {
      const { escalationId, steps } = event.plain;
      for (const step of steps) dueAt.set(`${escalationId} ${step.step}`, step.dueAt);
    }
    if (event.kind === 'escalation.stepped') {
      const key = `${event.plain.escalationId} ${event.plain.step}`;
      once(`step ${key}`);
      notBefore(`step ${key}`, event.at, dueAt.get(key));
    }
    if (event.kind === 'escalation.ended') once(`end of escalation ${event.plain.escalationId}`);
  }
  return problems;
};

interface Held {
  operatorId: string;
  from: number;
  to: number;
}

/** Who held the session when. `seatKind` beyond the normal ones does not count against the capacity. */
const listHeld = (events: readonly SessionEvent[]): Held[] => {
  const held: Held[] = [];
  let open: Held | null = null;
  const kinds = new Map<string, string>();
  const end = (at: Date) => {
    if (open) held.push({ ...open, to: at.getTime() });
    open = null;
  };
  for (const event of events) {
    if (event.kind === 'offer.made') kinds.set(event.plain.offerId, event.plain.seatKind);
    const isReleased =
      event.kind === 'operator.joined' ||
      event.kind === 'operator.left' ||
      event.kind === 'session.queued' ||
      event.kind === 'silence.seat_freed' ||
      event.kind === 'closing.proposed' ||
      event.kind === 'session.closed';
    if (isReleased) end(event.at);
    if (event.kind !== 'operator.joined') continue;
    const { operatorId, offerId, how } = event.plain;
    const kind = kinds.get(offerId) ?? (how === 'forced' ? 'forced' : 'normal');
    if (kind === 'normal') open = { operatorId, from: event.at.getTime(), to: Infinity };
  }
  if (open) held.push(open);
  return held;
};

/** A seat is taken after another is free; only the moments may say otherwise, by less than clocks are apart. */
const checkCapacity = (
  held: readonly Held[],
  capacities: ReadonlyMap<string, number>,
): string[] => {
  const problems: string[] = [];
  for (const [operatorId, capacity] of capacities) {
    const moments = held
      .filter((one) => one.operatorId === operatorId)
      .flatMap(({ from, to }) => [
        { at: from, change: 1 },
        { at: Math.max(from, to - clockErrorMs), change: -1 },
      ])
      .sort((one, other) => one.at - other.at || one.change - other.change);
    let load = 0;
    for (const { change } of moments) {
      load += change;
      if (load > capacity) {
        problems.push(`capacity: ${operatorId} held ${load} of ${capacity}`);
        break;
      }
    }
  }
  return problems;
};

/** Everything that is wrong with a run; empty where every promise was kept. */
export const checkHistory = (history: History, stored: Stored): string[] => {
  const sessions = groupBySession(stored.events);
  const counts = new Map<string, number>();
  for (const { sessionId, authorId, clientMessageId } of stored.events) {
    if (clientMessageId === undefined) continue;
    const key = `${sessionId} ${authorId} ${clientMessageId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const perSession = [...sessions].flatMap(([sessionId, events]) => [
    ...checkNumbers(sessionId, events),
    ...checkMoments(sessionId, events),
    ...checkClocks(sessionId, events),
  ]);
  const held = [...sessions.values()].flatMap(listHeld);
  const taken = stored.seats.filter(({ kind, offerId }) => kind === 'reserve' && offerId);
  const reserves = new Set(taken.map(({ operatorId }) => operatorId));
  return [
    ...history.sends.flatMap((send) => checkSend(send, counts)),
    ...checkOrder(history.sends, stored.events),
    ...perSession,
    ...history.screens.flatMap((screen) =>
      checkScreen(screen, sessions.get(screen.sessionId) ?? [], stored.staff),
    ),
    ...checkCapacity(held, stored.capacities),
    ...(reserves.size === taken.length ? [] : ['capacity: two reserve seats of one senior']),
  ];
};
