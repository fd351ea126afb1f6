import { AppealService } from '../features/appeals/appeal.service.js';
import { ChatSessionService } from '../features/chat-sessions/chat-session.service.js';
import { SessionPresenter } from '../features/chat-sessions/session.presenter.js';
import { CorrectionService } from '../features/classification/correction.service.js';
import { promisedBy } from '../features/classifier-review/drift.js';
import { DriftWatch } from '../features/classifier-review/drift-watch.js';
import { ReviewService } from '../features/classifier-review/review.service.js';
import { createFindSeenText } from '../features/classifier-review/seen-text.js';
import { ClosingService } from '../features/closing/closing.service.js';
import { DecisionService } from '../features/decisions/decision.service.js';
import { IdentityService } from '../features/identity/identity.service.js';
import { createDemoRegistry, createEmptyRegistry } from '../features/identity/registry.js';
import { createIncidents } from '../features/incidents/create-incidents.js';
import { createLogViews } from '../features/messages/log-views.js';
import { MessageService } from '../features/messages/message.service.js';
import { ReceiptService } from '../features/receipts/receipt.service.js';
import { HoursWatch } from '../features/routing/hours-watch.js';
import { SearchService } from '../features/search/search.service.js';
import { createSilence } from '../features/silence/silence.js';
import { InFlight, settleAll } from '../lib/in-flight.js';
import { createAdministration } from './administration.js';
import type { DomainDeps } from './domain-deps.js';
import { createFiles } from './files.js';
import { createGround } from './ground.js';
import { createMemory } from './memory.js';
import { createReactions } from './reactions.js';
import { createRouting } from './routing.js';

/** Every feature, wired: what the server does, without a transport. */
export const createDomain = async (deps: DomainDeps) => {
  const { classifier, config } = deps;
  const ground = await createGround(deps);
  const { access, audit, auth, bus, calendar, citizenRecords, citizens, clock, deadlines } = ground;
  const { hours, keys, log, logger, masterKey, nodes, operators, pools, presence } = ground;
  const { recovery, seats, staff, stores } = ground;
  const files = await createFiles(ground, deps.spoolFolder);
  const { attachments, cleanup } = files;

  const messages = new MessageService({ log, attachments, clock });
  const appeals = new AppealService(stores.appeals, keys, clock);
  const sessions = new ChatSessionService({
    ...{ log, store: stores.log, appeals, citizens: citizenRecords, messages, clock },
    allowsTraining: config.isDemo,
  });
  const routed = createRouting(ground, { classifier, messages });
  const { board, callbacks, desk, escalations, matcher, offers, placement, queue } = routed;
  const { queueInfo, routing, statistics, transfers, waits } = routed;
  const driftWatch = new DriftWatch({
    ...{ alarms: stores.driftAlarms, traces: stores.traces, clock, logger },
    expected: () => promisedBy(classifier.facts?.expected ?? {}),
  });
  const review = new ReviewService({
    ...{ store: stores.traces, log, people: staff, alarms: driftWatch, clock },
    findSeenText: createFindSeenText({ log, keys }),
    model: () => classifier.describe?.(),
  });
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
    tickets: files.tickets,
    transcripts: files.transcripts,
    cleanup,
    appeals,
    spool: files.spool,
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
    ...createMemory(ground, routed, silence),
    /** What an event causes, in order. */
    reactions: createReactions({
      ...{ ground, routed, appeals, messages, cleanup },
      listeners: { silence, search, incidents, review },
    }),
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
      await files.close();
    },
  };
};

export type Domain = Awaited<ReturnType<typeof createDomain>>;
