import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Config } from './config.js';
import { createDomain } from './compose/domain.js';
import { createRouters } from './compose/routers.js';
import type { Classifier } from './features/classification/placing.listener.js';
import type { SimulationSwitch } from './http/demo-routes.js';
import { createHttpApp } from './http/create-http-app.js';
import * as jobs from './jobs/jobs.js';
import type { Clock } from './lib/clock.js';
import { limits } from '../shared/limits.js';
import { settleAll, settlesWithin } from './lib/in-flight.js';
import type { Logger } from './lib/logger.js';
import { projectRoot } from './lib/project-root.js';
import { createBroadcaster } from './sockets/broadcaster.js';
import { handleCitizen } from './sockets/citizen-handlers.js';
import { createSockets, watchConnections } from './sockets/create-sockets.js';
import { Marks } from './sockets/marks.js';
import { loneLink } from './sockets/nodes/node-link.js';
import { Neighbours } from './sockets/nodes/neighbours.js';
import { createRedisLink } from './sockets/nodes/redis-link.js';
import { handleIncidents } from './sockets/incident-handlers.js';
import { IncidentNews } from './sockets/incident-news.js';
import { LiveUpdates } from './sockets/live-updates.js';
import { handleStaffDesk } from './sockets/staff-desk.js';
import { handleStaffSessions } from './sockets/staff-handlers.js';
import { Viewers } from './sockets/viewers.js';
import type { Database } from './storage/connection.js';

export interface AppDeps {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  classifier: Classifier;
  /** The demo stage's switch of the people who act by themselves. */
  simulation?: SimulationSwitch;
}

/** Together less than the 15 s after which the process ends anyway, so that the database still gets its turn. */
const drainLimits = { eventsMs: 3_000, requestsMs: 8_000 };
const idleCheckMs = 50;

/** Puts the server together. It does not listen, and no clock runs, until `start`. */
export const createApp = async (deps: AppDeps) => {
  const { config, clock, database, logger } = deps;
  const spoolFolder =
    config.mode === 'test' ? join(config.dataFolder, 'uploads') : join(projectRoot, 'uploads');
  const domain = await createDomain({ ...deps, spoolFolder });
  const { auth, bus, routing, services } = domain;

  let isDraining = false;
  let link = loneLink;
  const readiness = {
    ping: () => database.ping(),
    isDraining: () => isDraining,
    linkState: () => link.state,
  };
  const routers = createRouters({ config, clock, domain, simulation: deps.simulation });
  // The socket server takes its own requests out of those it finds here: so express comes first.
  const http = createServer(createHttpApp({ config, logger, readiness, routers }));
  const sockets = createSockets({
    ...{ http, clock, logger },
    tokens: auth.authenticator,
    isDraining: readiness.isDraining,
    meetStaff: (operatorId) => domain.meet(operatorId),
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
  });

  const { citizens, staff } = sockets;
  if (config.redisUrl !== undefined) {
    link = await createRedisLink({ io: sockets.io, url: config.redisUrl, logger });
  }
  services.board.watchLink(() => link.state === 'down');
  const marks = new Marks({
    ...{ citizens, staff, link },
    people: services.people,
    receipts: services.receipts,
  });
  const viewers = new Viewers(staff);
  const live = new LiveUpdates({
    citizens,
    staff,
    services,
    queueInfo: domain.queueInfo,
    matcher: domain.matcher,
    citizenLeft: (sessionId) => domain.silence.citizenLeft(sessionId),
  });
  // In this order: lists in memory first, then the sockets hear, then reactions append what follows.
  bus.subscribe('memory', (change) => domain.remember(change));
  bus.subscribe('positions', (change) => live.learn(change));
  bus.subscribe('sockets', createBroadcaster({ citizens, staff, services }));
  const neighbours = new Neighbours({
    ...{ citizens, staff, link, marks, clock, logger },
    nodes: domain.nodes,
    log: services.log,
    heads: domain.stores.log,
    sightings: domain.stores.sightings,
    meetStaff: (operatorId) => domain.meet(operatorId),
    presence: services.presence,
    citizenPresence: services.citizens,
    desk: services.desk,
  });
  bus.subscribe('neighbours', (change) => neighbours.tell(change));
  for (const [name, listen] of domain.reactions) {
    // What follows from an event is the work of the process that stored it.
    bus.subscribe(name, (change) => (change.isOwn ? listen(change) : undefined));
  }

  auth.families.onFamilyRevoked(({ familyId }) => sockets.cutFamily(familyId));
  const cutEndedFamilies = () => sockets.cutEndedFamilies((ids) => auth.families.listEnded(ids));
  domain.onReread(async () => {
    for (const { _id } of domain.pools.listPools()) live.markPool(_id);
    // Whose rights another process has changed stays no longer than it takes to hear of it.
    await cutEndedFamilies();
  });
  watchConnections(sockets, {
    presence: services.presence,
    citizens: services.citizens,
    onCitizen: (socket) => handleCitizen(socket, services, marks),
    onStaff: (socket) => {
      handleStaffSessions(socket, services, marks, viewers);
      socket.on('disconnect', () => viewers.disconnected(socket.id));
      handleStaffDesk(socket, services);
      handleIncidents(socket, services);
    },
  });

  const { presence } = services;
  const incidentNews = new IncidentNews(staff, services.incidents);
  const clockwork = jobs.createJobs(
    [
      { name: 'deadlines', everyMs: jobs.deadlineEveryMs, run: () => domain.deadlines.runDue() },
      { name: 'presence', everyMs: jobs.presenceEveryMs, run: () => presence.expire() },
      { name: 'pings', everyMs: jobs.pingEveryMs, run: () => live.pingStaff() },
      { name: 'leases', everyMs: jobs.pingEveryMs, run: () => presence.save() },
      {
        name: 'hours',
        everyMs: jobs.liveEveryMs,
        run: async () => {
          for (const poolId of domain.hoursWatch.takeChanged()) {
            live.markPool(poolId);
            await routing.hoursChanged(poolId);
          }
        },
      },
      { name: 'live', everyMs: jobs.liveEveryMs, run: () => live.tick() },
      { name: 'incidents', everyMs: jobs.liveEveryMs, run: () => incidentNews.tick() },
      {
        name: 'slow readers',
        everyMs: jobs.slowReadersEveryMs,
        run: () => sockets.closeSlowReaders(),
      },
      {
        name: 'ended sign-ins',
        everyMs: jobs.endedFamiliesEveryMs,
        run: cutEndedFamilies,
      },
      { name: 'settings', everyMs: limits.settings.pollMs, run: () => domain.settings.look() },
      { name: 'beacon', everyMs: jobs.beaconEveryMs, run: () => live.tellHeads() },
      {
        name: 'beat',
        everyMs: limits.nodes.beatMs,
        run: async () => {
          await domain.nodes.beat();
          services.citizens.keepNodes(domain.nodes.running);
        },
      },
      ...(link.state === 'alone'
        ? []
        : [
            { name: 'neighbours', everyMs: limits.nodes.pollMs, run: () => neighbours.poll() },
            {
              name: 'waits',
              everyMs: limits.statistics.pollMs,
              run: () => domain.statistics.waits.poll(),
            },
          ]),
      {
        name: 'free time',
        everyMs: limits.statistics.flushMs,
        run: () => domain.statistics.freeTime.save(),
      },
      {
        name: 'sweep',
        everyMs: jobs.sweepEveryMs,
        run: async () => {
          await domain.recovery.run();
          await routing.sweep();
        },
      },
      { name: 'drift', everyMs: limits.review.checkMs, run: () => domain.driftWatch.run() },
      {
        name: 'classifier',
        everyMs: limits.classification.modelCheckMs,
        run: () => deps.classifier.refresh?.(),
      },
      { name: 'orphans', everyMs: jobs.orphansEveryMs, run: () => domain.deleteOrphans() },
      { name: 'expired', everyMs: jobs.expiredEveryMs, run: () => domain.deleteExpired() },
    ],
    clock,
    logger,
  );

  return {
    http,
    domain,
    services,
    jobs: clockwork,
    sockets,
    link,
    neighbours,
    /** Goes on where the last process stopped. */
    async recall(): Promise<void> {
      await domain.nodes.beat();
      await domain.recall();
      await domain.recovery.run(0);
      await routing.start();
      if (link.state !== 'alone') await neighbours.poll();
    },
    /** Recalls, then lets clocks run. */
    async start(): Promise<void> {
      await this.recall();
      clockwork.start();
    },
    /** Resolves when everything that was caused has happened. */
    async idle(): Promise<void> {
      await settleAll([live, neighbours, domain]);
    },
    /** Finishes what is in flight; clients come back to another node or the next start. */
    async close(): Promise<void> {
      isDraining = true;
      await clockwork.close();
      // Events that have begun are answered first: a word that is stored is also acknowledged.
      await settlesWithin(services.inFlight.settle(), drainLimits.eventsMs);
      await sockets.closeConnections();
      // Those who waited for their turn were served until it came.
      await settlesWithin(services.inFlight.settle(), drainLimits.eventsMs);
      const isClosed = sockets.close();
      // A request that began before the drain keeps its connection open when it is done.
      const idle = setInterval(() => http.closeIdleConnections(), idleCheckMs);
      await settlesWithin(isClosed, drainLimits.requestsMs);
      clearInterval(idle);
      http.closeAllConnections();
      await isClosed;
      await settleAll([live, neighbours, domain]);
      await presence.save();
      await domain.nodes.leave();
      await link.close();
      await domain.close();
    },
  };
};

export type App = Awaited<ReturnType<typeof createApp>>;
