import { sessionStatuses } from '../../shared/domain/states.js';
import { limits } from '../../shared/limits.js';
import { OrderedBus } from '../events/bus.js';
import type { Config } from '../config.js';
import { AppealService } from '../features/appeals/appeal.service.js';
import { AuditService } from '../features/audit/audit.service.js';
import { AttachmentCleanup } from '../features/attachments/attachment-cleanup.js';
import { AttachmentService } from '../features/attachments/attachment.service.js';
import { DownloadTicketService } from '../features/attachments/download-ticket.service.js';
import { createFileInspector } from '../features/attachments/file-inspector.js';
import { openSpool } from '../features/attachments/spool.js';
import { createAuth } from '../features/auth/create-auth.js';
import { createPasswords } from '../features/auth/passwords.js';
import { ChatSessionService } from '../features/chat-sessions/chat-session.service.js';
import { createSessionAccess } from '../features/chat-sessions/session-access.js';
import { CalendarService } from '../features/calendar/calendar.service.js';
import { SessionPresenter } from '../features/chat-sessions/session.presenter.js';
import { CitizenService } from '../features/citizens/citizen.service.js';
import { CorrectionService } from '../features/classification/correction.service.js';
import { createPlacing, type Classifier } from '../features/classification/placing.listener.js';
import { promisedBy } from '../features/classifier-review/drift.js';
import { DriftWatch } from '../features/classifier-review/drift-watch.js';
import { ReviewService } from '../features/classifier-review/review.service.js';
import { createFindSeenText } from '../features/classifier-review/seen-text.js';
import { ClosingService } from '../features/closing/closing.service.js';
import { createUnrecordedDestruction } from '../features/closing/unrecorded.js';
import { DecisionService } from '../features/decisions/decision.service.js';
import { Deadlines } from '../features/deadlines/deadline.service.js';
import { EscalationService } from '../features/escalation/escalation.service.js';
import { SeniorSearch } from '../features/escalation/senior-search.js';
import { IdentityService } from '../features/identity/identity.service.js';
import { createDemoRegistry, createEmptyRegistry } from '../features/identity/registry.js';
import { createIncidents } from '../features/incidents/create-incidents.js';
import { createBot } from '../features/messages/bot.listener.js';
import { createLogViews } from '../features/messages/log-views.js';
import { MessageService } from '../features/messages/message.service.js';
import { NodeService } from '../features/nodes/node.service.js';
import { OperatorService } from '../features/operators/operator.service.js';
import { StaffDirectory } from '../features/operators/staff-directory.js';
import { PoolHours } from '../features/pools/pool-hours.js';
import { PoolService } from '../features/pools/pool.service.js';
import { CitizenPresence } from '../features/presence/citizen-presence.js';
import { PresenceService } from '../features/presence/presence.service.js';
import { ReceiptService } from '../features/receipts/receipt.service.js';
import { Board } from '../features/routing/board.js';
import { Desk } from '../features/routing/desk.js';
import { HoursWatch } from '../features/routing/hours-watch.js';
import { Matcher } from '../features/routing/matcher.js';
import { OfferService } from '../features/routing/offer.service.js';
import { PlacementService } from '../features/routing/placement.service.js';
import { QueueInfo } from '../features/routing/queue-info.js';
import { RoutingService } from '../features/routing/routing.service.js';
import { createSessionEffects } from '../features/routing/session-effects.js';
import { OverflowService } from '../features/routing/overflow.service.js';
import { WaitingQueue } from '../features/routing/waiting-queue.js';
import { SearchService } from '../features/search/search.service.js';
import { SeatService } from '../features/seats/seat.service.js';
import { CallbackService } from '../features/callbacks/callback.service.js';
import { SlotBook } from '../features/callbacks/slot-book.js';
import { WaitService } from '../features/waiting/wait.service.js';
import type { SessionChange } from '../features/session-log/session-change.js';
import type { ChatSessionState } from '../features/session-log/state.js';
import { Recovery } from '../features/session-log/recovery.js';
import { SessionLog } from '../features/session-log/session-log.service.js';
import { createSilence } from '../features/silence/silence.js';
import { createStatistics } from '../features/statistics/create-statistics.js';
import { TranscriptService } from '../features/transcripts/transcript.service.js';
import { createPdfPrinter } from '../features/transcripts/pdf-printer.js';
import { TransferService } from '../features/transfers/transfer.service.js';
import type { Clock } from '../lib/clock.js';
import { InFlight, settleAll } from '../lib/in-flight.js';
import type { Logger } from '../lib/logger.js';
import type { Database } from '../storage/connection.js';
import { createAppealKeys } from '../storage/encryption/appeal-keys.js';
import {
  createLocalKeyProvider,
  readOrCreateMasterKey,
} from '../storage/encryption/key-provider.js';
import { createAdministration } from './administration.js';
import { createStores, outboxesOf } from './stores.js';

const openSessionStatuses = sessionStatuses.filter((status) => status !== 'closed');

/** Until then another process may still be at work on what the last event causes. */
const settledAtMs = ({ headAt }: ChatSessionState): number =>
  (headAt?.getTime() ?? 0) + limits.nodes.settleMs;

export interface DomainDeps {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  classifier: Classifier;
  /** Where uploads wait while they are looked at. */
  spoolFolder: string;
}

/** Every feature, wired: what the server does, without a transport. */
export const createDomain = async (deps: DomainDeps) => {
  const { config, clock, database, logger } = deps;
  const { connection } = database;
  const stores = await createStores(connection);
  const masterKey = config.masterKey ?? readOrCreateMasterKey(config.dataFolder);
  const keys = createAppealKeys(connection, createLocalKeyProvider(masterKey));
  const bus = new OrderedBus<SessionChange>((change) => change.event.sessionId, logger);

  const audit = new AuditService({ store: stores.audit, outboxes: outboxesOf(stores), clock });
  const passwords = createPasswords();
  const operators: OperatorService = new OperatorService({
    ...{ store: stores.operators, audit, passwords, clock },
    revokeSessionsOf: (operatorId) => auth.families.revokeAllOf(operatorId),
  });
  const citizenRecords = new CitizenService({ store: stores.citizens, clock, masterKey });
  const auth = createAuth({
    config,
    connection,
    clock,
    logger,
    passwords,
    staff: operators,
    citizens: citizenRecords,
  });
  await auth.ensureIndexes();

  const isAlone = config.redisUrl === undefined;
  const nodes = new NodeService(stores.nodes, clock, isAlone);
  const log = new SessionLog({
    ...{ store: stores.log, keys, bus, clock, logger, nodeId: nodes.nodeId },
    ...(isAlone ? {} : { maxAgeMs: limits.nodes.maxAgeMs }),
  });
  const isInFlight = (sessionId: string) => bus.isTelling(sessionId);
  const recovery = new Recovery({ log, store: stores.log, nodes, isInFlight, clock, logger });
  const access = createSessionAccess(log);
  const pools = new PoolService(stores.pools);
  const calendar = new CalendarService(stores.calendar);
  const hours = new PoolHours(pools, calendar, clock);
  const staff = new StaffDirectory(() => operators.listStaff());
  const seats = new SeatService(stores.seats);
  const presence = new PresenceService(stores.presence, clock, logger);
  const citizens = new CitizenPresence(clock);
  const deadlines = new Deadlines(stores.deadlines, clock, logger);

  const spool = await openSpool(deps.spoolFolder);
  const inspector = createFileInspector();
  const attachments = new AttachmentService({
    ...{ keys, inspector, clock, sessions: access },
    store: stores.attachments,
    bytes: stores.bytes,
  });
  const cleanup = new AttachmentCleanup({
    ...{ store: stores.attachments, bytes: stores.bytes, messages: stores.log, logger },
  });
  const tickets = new DownloadTicketService(stores.tickets, clock);

  const printer = createPdfPrinter();
  const transcripts = new TranscriptService({
    ...{ keys, printer, clock, sessions: access, events: stores.log, thumbnails: attachments },
    titles: (locale) => pools.titles(locale),
  });

  const messages = new MessageService({ log, attachments, clock });
  const appeals = new AppealService(stores.appeals, keys, clock);
  const sessions = new ChatSessionService({
    ...{ log, store: stores.log, appeals, citizens: citizenRecords, messages, clock },
    allowsTraining: config.isDemo,
  });
  const offers = new OfferService({
    ...{ log, seats, deadlines, presence, staff, clock },
    keepDecision: (decision) => stores.decisions.put(decision),
  });
  const transfers = new TransferService({ log, deadlines, offers, pools, hours, staff, clock });
  const escalations = new EscalationService({
    ...{ log, deadlines, pools, clock },
    listSessionsOf: (operatorId) => desk.listSessions(`operator:${operatorId}`),
  });
  const slots = new SlotBook({ places: stores.callbackPlaces, pools, calendar, clock });
  const callbacks = new CallbackService({ log, slots, deadlines, clock });
  const waits = new WaitService({ log, pools, calendar, clock });
  const seniors = new SeniorSearch({
    ...{ log, deadlines, escalations, callbacks, offers, seats, presence, staff, clock },
  });
  const placement = new PlacementService({
    ...{ log, pools, deadlines, clock },
    foresee: (...asked) => queueInfo.foresee(...asked),
  });
  const queue = new WaitingQueue();
  const overflow = new OverflowService({ log, pools, hours, deadlines, clock });
  const desk = new Desk();
  const matcher = new Matcher({ log, queue, offers, citizens, pools, hours, staff, clock, logger });
  const routing = new RoutingService({
    ...{
      log,
      queue,
      matcher,
      placement,
      overflow,
      transfers,
      seniors,
      seats,
      presence,
      staff,
      clock,
      logger,
    },
    offers,
    noteHealed: (state) => statistics.noteHealed(state),
    listOfferedTo: (operatorId) => desk.listOfferedTo(operatorId),
    listHeldBy: (operatorId) => desk.listSessions(`operator:${operatorId}`),
    isInFlight: (state) =>
      isInFlight(state._id) || (!isAlone && clock.nowMs() < settledAtMs(state)),
    classify: createPlacing({
      ...{ log, keys, deadlines, clock, logger },
      classifier: deps.classifier,
      bot: messages,
    }),
  });
  const driftWatch = new DriftWatch({
    ...{ alarms: stores.driftAlarms, traces: stores.traces, clock, logger },
    expected: () => promisedBy(deps.classifier.facts?.expected ?? {}),
  });
  const review = new ReviewService({
    ...{ store: stores.traces, log, people: staff, alarms: driftWatch, clock },
    findSeenText: createFindSeenText({ log, keys }),
    model: () => deps.classifier.describe?.(),
  });
  const statistics = createStatistics({
    ...{ facts: stores.facts, freeTime: stores.freeTime, pools, staff, clock, logger },
    isFree: (operatorId) =>
      offers.isFree(operatorId) &&
      (staff.find(operatorId)?.poolIds ?? []).some((poolId) => hours.isOpen(poolId)),
  });
  presence.onChanged(({ operatorId }) => statistics.freeTime.look(operatorId));
  const queueInfo = new QueueInfo(queue, staff, presence, hours, statistics.waits, pools);
  const board = new Board({ pools, hours, queue, presence, seats, staff, clock });
  const closing = new ClosingService({ log, deadlines, clock });
  const silence = createSilence({ log, deadlines, citizens, waits, clock });
  const search = new SearchService({ store: stores.search, appeals, log, keys, masterKey, clock });
  const identity = new IdentityService({
    ...{ log, clock },
    registry:
      config.isDemo || config.mode === 'test' ? createDemoRegistry() : createEmptyRegistry(),
  });
  const presenter = new SessionPresenter(
    keys,
    {
      queueOf: (state) => queueInfo.queueOf(state),
      isOperatorReconnecting: (operatorId) => presence.stateOf(operatorId) === 'reconnecting',
      isCitizenOnline: (citizenId) => citizens.isOnline(citizenId),
      requestTypeTitle: (code, locale) => pools.titles(locale).get(code),
    },
    clock,
  );

  const incidents = createIncidents({
    ...{ log, logOutbox: stores.log, audit, sessions: access, keys, deadlines, masterKey, clock },
    ...{ incidents: stores.incidents, answers: stores.incidentAnswers, words: stores.firstWords },
    presentRow: (state) => presenter.presentRow(state),
  });

  const administration = createAdministration({
    ...{ stores, audit, operators, pools, calendar, staff, seats, routing, clock, logger },
  });
  const { reload } = administration;
  await reload();
  await presence.load();

  const workers = [log, routing, bus, matcher];
  return {
    auth,
    bus,
    stores,
    keys,
    audit,
    ...administration,
    /** Reads everybody anew for somebody unknown: an account that a command has made beside this process. */
    async meet(operatorId: string): Promise<void> {
      if (!staff.find(operatorId) && !staff.isClosed(operatorId)) await reload();
    },
    operators,
    citizenRecords,
    pools,
    calendar,
    staff,
    deadlines,
    nodes,
    recovery,
    matcher,
    hoursWatch: new HoursWatch(pools, hours),
    routing,
    queueInfo,
    statistics,
    silence,
    search,
    review,
    driftWatch,
    attachments,
    tickets,
    transcripts,
    cleanup,
    appeals,
    spool,
    services: {
      ...{ log, access, sessions, messages, placement, offers, transfers, escalations, closing },
      ...{
        callbacks,
        waits,
        identity,
        presence,
        citizens,
        queue,
        desk,
        board,
        presenter,
        keys,
        clock,
        logger,
      },
      people: staff,
      incidents: incidents.service,
      logViews: createLogViews({ access, messages, keys }),
      receipts: new ReceiptService(stores.receipts, access),
      decisions: new DecisionService({ store: stores.decisions, sessions: access, log }),
      corrections: new CorrectionService(log),
      inFlight: new InFlight(),
    },
    /** What this process holds in memory, kept in step with every event. */
    remember(change: SessionChange): void {
      if (!change.isOwn) seats.learn(change);
      routing.remember(change.after);
      desk.note(change.after);
      board.learn(change);
      queueInfo.learn(change);
      if (!change.isOwn) statistics.freeTime.learn(change);
    },
    /** Learns the sessions that were open when the process started, or that a seed has put there. */
    async recall(): Promise<void> {
      await statistics.waits.load();
      for (const projected of await stores.log.listStates(openSessionStatuses)) {
        const state = await log.getState(projected._id);
        desk.note(state);
        board.note(state);
        // Nobody is connected to a process that has just begun. Practice people come and go as the demo likes.
        if (state.status === 'queued' && !state.isTraining) await silence.citizenLeft(state._id);
      }
    },
    /** What an event causes, in order. */
    reactions: [
      ['effects', createSessionEffects({ seats, deadlines, presence, appeals, logger })],
      ['routing', (change) => routing.listen(change)],
      ['silence', (change) => silence.listen(change)],
      ['callbacks', (change) => callbacks.listen(change)],
      ['search', (change) => search.listen(change)],
      ['incidents', (change) => incidents.listen(change)],
      ['review', (change) => review.listen(change)],
      [
        'unrecorded',
        createUnrecordedDestruction({
          ...{ log, deadlines, clock },
          files: {
            destroyOfSession: async (sessionId) => {
              await cleanup.destroyOfSession(sessionId);
            },
          },
        }),
      ],
      [
        'bot',
        createBot({
          ...{ messages, keys, escalations },
          queuedText: (state) => queueInfo.textKeyOf(state),
        }),
      ],
      ['statistics', (change) => statistics.listen(change)],
      // The last: what is projected is done.
      ['projection', (change) => log.project(change)],
    ] as [string, (change: SessionChange) => Promise<void> | void][],
    async deleteOrphans(): Promise<void> {
      await cleanup.deleteOrphans(clock.now());
    },
    async deleteExpired(): Promise<void> {
      await auth.deleteExpired();
    },
    get isIdle(): boolean {
      return workers.every(({ isIdle }) => isIdle);
    },
    idle: () => settleAll(workers),
    close: async () => {
      matcher.close();
      await statistics.freeTime.save();
      await inspector.close();
      await printer.close();
      await spool.close();
    },
  };
};

export type Domain = Awaited<ReturnType<typeof createDomain>>;
