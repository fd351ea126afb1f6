import type { RequestType } from '../../shared/domain/request-types.js';
import type { Locale } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { wireRouting } from '../../server/compose/wire-routing.js';
import { OrderedBus } from '../../server/events/bus.js';
import type { AppealService } from '../../server/features/appeals/appeal.service.js';
import type { CitizenActor, StaffActor } from '../../server/features/auth/actor.js';
import { ClosingService } from '../../server/features/closing/closing.service.js';
import type { Deadlines } from '../../server/features/deadlines/deadline.service.js';
import {
  StaffDirectory,
  type StaffPerson,
} from '../../server/features/operators/staff-directory.js';
import { CalendarService } from '../../server/features/calendar/calendar.service.js';
import { PoolHours } from '../../server/features/pools/pool-hours.js';
import { PoolService } from '../../server/features/pools/pool.service.js';
import { CitizenPresence } from '../../server/features/presence/citizen-presence.js';
import { PresenceService } from '../../server/features/presence/presence.service.js';
import type { Matcher, MatcherDeps } from '../../server/features/routing/matcher.js';
import { createSessionEffects } from '../../server/features/routing/session-effects.js';
import type { WaitingQueue } from '../../server/features/routing/waiting-queue.js';
import { SeatService } from '../../server/features/seats/seat.service.js';
import type { SessionChange } from '../../server/features/session-log/session-change.js';
import type { EventDraft } from '../../server/features/session-log/draft.js';
import { servingPools } from '../../server/features/session-log/serving-pools.js';
import type { SessionLog } from '../../server/features/session-log/session-log.service.js';
import type { ChatSessionState } from '../../server/features/session-log/state.js';
import { createSilence } from '../../server/features/silence/silence.js';
import { settleAll } from '../../server/lib/in-flight.js';
import type { LogFields, Logger } from '../../server/lib/logger.js';
import { buildPools } from '../../server/seed/reference-data.js';
import { Agenda } from './agenda.js';
import { MemoryLog } from './memory-log.js';
import {
  createMemoryPlaces,
  createMemoryPresence,
  createMemorySeats,
  MemoryDeadlines,
} from './memory-stores.js';

export interface FloorOptions {
  startMs: number;
  people: StaffPerson[];
  /** Other rules than the product's, to compare with. */
  createMatcher?: (deps: MatcherDeps) => Pick<Matcher, 'kick' | 'isIdle' | 'idle'>;
  queue?: WaitingQueue;
}

const reading: Pick<StaffActor, 'familyId' | 'tokenExpiresAt'> = {
  familyId: 'family',
  tokenExpiresAt: new Date(8.64e15),
};

/**
 * The product's own routing (queue, matching, offers, seats, presence, silence, transfers, escalations, closing), wired
 * as `server/compose` does, over memory and a clock without waiting. There is no sweep: nothing may need one.
 */
export const createFloor = async (options: FloorOptions) => {
  const agenda = new Agenda(options.startMs);
  const clock = agenda;
  const warnings: LogFields[] = [];
  const note = (fields: LogFields) => void warnings.push(fields);
  const logger: Logger = { info: () => {}, warn: note, error: note };
  const bus = new OrderedBus<SessionChange>((change) => change.event.sessionId, logger);
  const memory = new MemoryLog(clock, bus);
  // The one place where something of the product is stood in for: its two services over the database.
  const log = memory as unknown as SessionLog;
  const deadlines = new MemoryDeadlines(agenda) as unknown as Deadlines;
  const appeals = { progress: () => Promise.resolve() } as unknown as AppealService;

  const pools = new PoolService({
    listPools: () => Promise.resolve(buildPools(limits.escalation.windowMs)),
    listTitles: () => Promise.resolve([]),
    setEscalationWindow: () => Promise.resolve(),
  });
  const calendar = new CalendarService({
    list: () => Promise.resolve([]),
    put: () => Promise.resolve(),
  });
  const hours = new PoolHours(pools, calendar, clock);
  const staff = new StaffDirectory(() =>
    Promise.resolve({ people: options.people, closedIds: [] }),
  );
  const seats = new SeatService(createMemorySeats());
  const presence = new PresenceService(createMemoryPresence(), clock, logger);
  const citizens = new CitizenPresence(clock);
  await Promise.all([pools.reload(), staff.reload()]);
  const seatsOf = ({ operatorId, capacity, role }: StaffPerson) => ({
    ...{ operatorId, capacity, hasReserve: role === 'senior' },
  });
  await seats.load(options.people.map(seatsOf));

  const places = createMemoryPlaces();
  const types = new Map<string, RequestType>();
  const append = (sessionId: string, authorId: string, draft: EventDraft) =>
    memory.append({ sessionId, authorId, decide: () => draft });
  const { createMatcher } = options;
  const wired = wireRouting({
    ...{ log, deadlines, calendar, pools, hours, staff, seats, presence, citizens, places },
    ...{ clock, logger },
    ...(options.queue ? { queue: options.queue } : {}),
    ...(createMatcher ? { createMatcher: (deps) => createMatcher(deps) as Matcher } : {}),
    keepDecision: () => Promise.resolve(),
    // Nobody reads here how long it may take.
    foresee: () => ({ position: 1, isUnattended: false }),
    isInFlight: () => false,
    noteHealed: () => Promise.resolve(),
    classify: async ({ _id }: ChatSessionState) => {
      const requestType = types.get(_id) ?? 'general';
      const plain = { requestType, confidence: 1, isDecided: true, alternatives: [] };
      await memory.append({
        ...{ sessionId: _id, authorId: 'system' },
        decide: ({ classification, status }) =>
          status === 'clarifying' && classification?.isDecided !== true
            ? {
                ...{ kind: 'classification.made', audience: 'all' },
                ...{ plain: { ...plain, decidedBy: 'model' }, secret: { because: [] } },
              }
            : null,
      });
    },
  });
  const { callbacks, desk, matcher, queue, routing, waits } = wired;
  const closing = new ClosingService({ log, deadlines, clock });
  const silence = createSilence({ log, deadlines, citizens, waits, clock });

  const observers: ((change: SessionChange) => void)[] = [];
  bus.subscribe('memory', ({ after }) => {
    routing.remember(after);
    desk.note(after);
  });
  bus.subscribe('observers', (change) => {
    for (const observe of observers) observe(change);
  });
  bus.subscribe('effects', createSessionEffects({ seats, deadlines, presence, appeals, logger }));
  bus.subscribe('routing', (change) => routing.listen(change));
  bus.subscribe('silence', (change) => silence.listen(change));
  bus.subscribe('callbacks', (change) => callbacks.listen(change));
  /** What a citizen's coming and going has caused and is on its way. */
  const leaving = new Set<Promise<void>>();
  citizens.onChanged((citizenId, isOnline) => {
    for (const sessionId of desk.listOfCitizen(citizenId)) {
      const entry = queue.find(sessionId);
      if (!entry) continue;
      if (isOnline) matcher.kick(servingPools(entry));
      else {
        const left = silence.citizenLeft(sessionId).finally(() => leaving.delete(left));
        leaving.add(left);
      }
    }
  });

  const workers = [routing, bus, matcher];
  return {
    ...{ agenda, memory, pools, staff, seats, presence, citizens, places, closing, warnings },
    ...wired,
    /** Hears of every event once the lists in memory know it, before anything follows from it. */
    observe: (listen: (change: SessionChange) => void) => void observers.push(listen),
    staffActor({ operatorId, name, role, poolIds }: StaffPerson): StaffActor {
      return { kind: 'staff', operatorId, name, role, poolIds, ...reading };
    },
    citizenActor: (citizenId: string): CitizenActor => ({ kind: 'citizen', citizenId, ...reading }),
    /** A citizen opens a chat and says what it is about; the connection stands. */
    async arrive(chat: {
      sessionId: string;
      citizenId: string;
      requestType: RequestType;
      locale: Locale;
      isRepeat?: boolean;
    }): Promise<void> {
      const { sessionId, citizenId, requestType, locale } = chat;
      types.set(sessionId, requestType);
      memory.open(sessionId, citizenId);
      citizens.connected(citizenId);
      await append(sessionId, citizenId, {
        ...{ kind: 'session.opened', audience: 'all' },
        plain: {
          ...{ clientSessionId: sessionId, channel: 'widget', locale },
          ...(chat.isRepeat === true ? { repeatOf: '25-0000001-0' } : {}),
        },
      });
      const [textVersion, textHash] = ['1', '0'];
      await append(sessionId, citizenId, {
        ...{ kind: 'consent.given', audience: 'all' },
        plain: { purpose: 'recording', isGiven: true, textVersion, textHash, channel: 'widget' },
      });
      await this.say(sessionId, citizenId);
    },
    /** A citizen's word, or that of the member of staff who holds the chat; nobody else's is written. */
    async say(sessionId: string, authorId: string): Promise<boolean> {
      const { event } = await memory.append({
        ...{ sessionId, authorId },
        decide: ({ citizenId, owner, status }) => {
          const author = authorId === citizenId ? 'citizen' : 'operator';
          const isHeld = owner?.operatorId === authorId;
          if (status === 'closed' || (author === 'operator' && !isHeld)) return null;
          const secret = { text: '', attachments: [] };
          return {
            ...{ kind: 'message.created', audience: 'all', secret },
            plain: { author, attachmentIds: [] },
          };
        },
      });
      return event !== null;
    },
    /** Resolves when everything that was caused has happened. */
    async settle(): Promise<void> {
      do {
        if (leaving.size > 0) await Promise.all(leaving);
        if (workers.some(({ isIdle }) => !isIdle)) await settleAll(workers);
      } while (leaving.size > 0);
    },
    /** Runs what falls due until a moment, each to its end, and stands at that moment. */
    async runUntil(untilMs: number, afterEach?: () => void): Promise<void> {
      for (let task = agenda.take(untilMs); task; task = agenda.take(untilMs)) {
        await task();
        await this.settle();
        afterEach?.();
      }
      agenda.moveTo(untilMs);
    },
  };
};

export type Floor = Awaited<ReturnType<typeof createFloor>>;
