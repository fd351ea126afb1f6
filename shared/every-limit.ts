/** Every number of the product, once: value, unit in the name, and where it comes from (spec section in brackets). */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const message = {
  /** Characters of one message [2.6]. */
  maxTextLength: 4_000,
  /** Files one message may carry. */
  maxAttachments: 5,
  /** A page of `session:sync`, in events: a range of `seq`, so the database never reads past it. */
  syncPage: 200,
  /** Widget and console mark a message «не доставлено» after this long without an answer. */
  undeliveredAfterMs: 2 * MINUTE,
  /** One try of a send; the same id goes out again after it. */
  ackTimeoutMs: 8 * SECOND,
  /** So many messages of one author and session may be under way; each names the one before it. */
  inFlight: 4,
} as const;

export const attachment = {
  /** [7] */
  maxBytes: 10 * 1024 * 1024,
  /** [7] */
  maxPixels: 40_000_000,
  /** Screenshots are read at full width on a desktop screen; larger ones only cost time. */
  maxSidePx: 1_920,
  thumbnailSidePx: 320,
  maxNameLength: 120,
  /** A file no message has named is deleted after this. */
  orphanAfterMs: HOUR,
  ticketMs: 60 * SECOND,
} as const;

export const details = { maxNameLength: 120, maxContactLength: 120 } as const;

export const note = { maxLength: 2_000 } as const;

export const transport = {
  /** A frame over this cuts the connection. */
  maxFrameBytes: 64 * 1024,
  /** Unsent bytes after which a socket that does not read is closed. */
  maxBufferedBytes: 1024 * 1024,
  /** A connection that sends more within a second is cut: a console with twelve chats sends some dozens as it arrives. */
  maxFramesPerSecond: 300,
  maxBytesPerSecond: 1024 * 1024,
  /** Whoever's connection was cut for that is let in again after. */
  floodPauseMs: 10 * SECOND,
  /** A drain closes this many connections a second, or as many as it takes to be done in `drainMs`. */
  drainPerSecond: 500,
  drainMs: 4 * SECOND,
  /** The head of every open session is told this often, so that a lost tail is seen. */
  beaconMs: 15 * SECOND,
  /** Both ends notice a dead connection within these two together; the library's 45 s are longer than a promise lasts. */
  pingMs: 10 * SECOND,
  pingPatienceMs: 10 * SECOND,
  /** A socket that has been down or silent this long is passed by: words and logs go over HTTP. */
  detourAfterMs: 5 * SECOND,
} as const;

export const offer = {
  /** [3] */
  operatorMs: 30 * SECOND,
  /** [3] */
  seniorMs: 15 * SECOND,
  /** The server waits this long past the time shown, so that a click in the last instant still counts [4]. */
  graceMs: SECOND,
  /** Whoever declined and is the only one there is asked again after this, not in the same instant. */
  restMs: 30 * SECOND,
  /** Missed in a row before the operator is set away [3]. */
  missedBeforeAway: 3,
} as const;

/** Why an offer went to whom it went can be asked this long: one quarter of a year. */
export const decisions = { keepMs: 92 * DAY } as const;

export const statistics = {
  /** As long as the decisions they tell of. */
  keepMs: 92 * DAY,
  /** Days one question may ask for. */
  maxDays: 31,
  /** How often the minutes of who is free are written: a crash costs this much of them. */
  flushMs: 10 * SECOND,
  /** How often waits that other processes have ended are read. */
  pollMs: 2 * SECOND,
  /** How far back other processes' waits are read again: a fact may be stored some seconds after its moment. */
  rereadMs: 2 * MINUTE,
  /** Somebody free for less of the time asked for stands in no comparison. */
  minAvailableMs: 10 * MINUTE,
  /** A chat that comes back by transfer within this has gone in a circle: as long as one can be reopened. */
  loopMs: 7 * DAY,
  /** Of the share of real waits inside the interval kept for them. */
  aimInside: 0.8,
} as const;

export const transfer = {
  /** A transfer nobody took comes back to its sender after this [3: overflow]. */
  waitMs: 3 * MINUTE,
} as const;

export const presence = {
  /** Staff sockets are pinged this often; only an acknowledgement renews the lease [3]. */
  pingMs: 6 * SECOND,
  leaseMs: 20 * SECOND,
  graceMs: 60 * SECOND,
} as const;

export const nodes = {
  /** A server process says this often that it runs. */
  beatMs: 5 * SECOND,
  /** Without a sign for this long it has ended: three beats. */
  leaseMs: 15 * SECOND,
  /** What a running process stored this long ago it has finished; else another one does. */
  settleMs: 5 * SECOND,
  /** How far back the sweep looks for what is unfinished: four sweeps. */
  recentMs: 60 * SECOND,
  /** A session is read again after this where a hint may have been lost: a revocation needs no Redis. */
  maxAgeMs: 1 * SECOND,
  /** How often a process asks what others have changed, beside being told. */
  pollMs: 1 * SECOND,
} as const;

export const settings = {
  /** What an administrator changes reaches every process within this, by one read. */
  pollMs: 2 * SECOND,
  /** Read anew all the same after this: whoever made a change may have died before telling of it. */
  rereadMs: MINUTE,
  /** Changes one administrator makes, passwords among them, which cost work. */
  changes: { points: 120, perMs: MINUTE },
  auditPage: 50,
} as const;

export const clarifying = {
  /** A clarifying question left unanswered this long goes to a person, unclear as it is: nobody waits for ever. */
  waitMs: 2 * MINUTE,
} as const;

export const seats = { defaultCapacity: 4, maxCapacity: 12 } as const;

export const queue = {
  boostMs: { normal: 0, raised: 5 * MINUTE, urgent: 15 * MINUTE },
  /** A returning citizen waits this long for the operator who knows the case [2.9, 3]. */
  stickyMs: 20 * SECOND,
  /** Real waits below which no minutes are promised, only a position [2.5]. */
  minWaitsForEstimate: 20,
  /** The newest waits of a pool that an estimate is made of, and how old the eldest of them may be. */
  estimateWaits: 200,
  estimateMs: 12 * HOUR,
  /** Offline this long: keeps the place, is not offered [2.9]. */
  offlineHoldMs: 2 * MINUTE,
  /** Offline this long: the appeal stays open for an answer in «Обращения» [2.9]. */
  offlineLeaveMs: 30 * MINUTE,
  sweepMs: 15 * SECOND,
  /** The largest boost an administrator may set: whoever waits is overtaken by this much at most. */
  maxBoostMs: 2 * HOUR,
} as const;

export const callback = {
  /** A call is made within this after its slot begins. */
  slotMs: 30 * MINUTE,
  /** The first slot begins at least this much later, so that it can be planned. */
  leadMs: 15 * MINUTE,
  /** Slots are offered on so many days on which the pool works. */
  offeredDays: 3,
  /** Nobody is called before or after these hours of the pool's day. */
  earliestHour: 8,
  latestHour: 21,
  /** Calls of one slot: a setting of the pool; 0 offers none. */
  perSlot: 2,
  maxPerSlot: 50,
  /** Nobody answered: called twice more [5], not before this. */
  retryAfterMs: HOUR,
  attempts: 3,
} as const;

/** When waiting in the chat is not the only thing a citizen is offered (docs/adr/0014-callbacks.md). */
export const longWait = {
  /** The median wait from there on: a setting of the pool. */
  afterMs: 10 * MINUTE,
  minAfterMs: MINUTE,
  maxAfterMs: 2 * HOUR,
  /** Where nobody knows the wait yet: the place in the queue. */
  position: 10,
  /** A left appeal lets those pass who come to the chat within this of working time. */
  laterMs: 4 * HOUR,
} as const;

export const overflow = {
  /** [3] Settings of the pool. */
  afterMs: 3 * MINUTE,
  afterOffers: 3,
  minAfterMs: 10 * SECOND,
  maxAfterMs: 2 * HOUR,
} as const;

export const hours = {
  /** Of one day. */
  maxIntervals: 4,
  /** How far the next opening is looked for, in days: longer than any holidays. */
  maxDaysAhead: 60,
  /** The eve of a holiday is this much shorter [Labour Code, article 95]. */
  shortDayMs: HOUR,
} as const;

export const skills = { maxRelaxMs: HOUR } as const;

export const silence = {
  /** [2.9] */
  remindMs: 5 * MINUTE,
  /** [2.9] */
  freeSeatMs: 10 * MINUTE,
} as const;

export const escalation = {
  /** The promised window [4]; a setting of the pool. */
  windowMs: 10 * MINUTE,
  /** For repeat or urgent appeals [4]. */
  urgentWindowMs: 5 * MINUTE,
  /** The window of the demo stage. */
  demoWindowMs: 60 * SECOND,
  minWindowMs: 10 * SECOND,
  maxWindowMs: 4 * HOUR,
  /** Shares of the window at which the search widens, in percent [4]. */
  stepPercents: { allPools: 40, reserve: 70, breach: 100 },
  /** Soonest callback after a breach with nobody on shift. */
  callbackAfterMs: HOUR,
  /** A summary owed to a senior this long is late: the supervisor's console says so. */
  summaryLateMs: 2 * MINUTE,
} as const;

export const closing = {
  /** Without the citizen's confirmation the session closes by itself [2.9]. */
  confirmMs: 24 * HOUR,
  /** A later message reopens within this; afterwards it makes a repeat appeal [2.9]. */
  reopenMs: 7 * DAY,
  /** Without consent to recording the text goes this long after the close, so that a copy can still be saved [2.2]. */
  unrecordedKeepMs: 10 * MINUTE,
  maxSummaryLength: 2_000,
  maxCommentLength: 1_000,
} as const;

export const identity = {
  /** [2.7] */
  waitAfterFailures: 3,
  waitMs: 15 * MINUTE,
  lockAfterFailures: 5,
  lockMs: 30 * MINUTE,
} as const;

export const auth = {
  /** [7] */
  accessTokenMs: 10 * MINUTE,
  /** The same successor is given to a replay of a rotated token within this [7]. */
  refreshReplayMs: 20 * SECOND,
  staffRefreshMs: 12 * HOUR,
  citizenRefreshMs: 30 * DAY,
  /** [7] */
  failuresBeforeWait: 5,
  waitMs: 15 * MINUTE,
  failuresBeforeLock: 10,
  lockMs: 30 * MINUTE,
  minPasswordLength: 10,
  maxPasswordLength: 200,
  /** Failures at one login are forgotten after this long without another. */
  failuresKeptMs: DAY,
  /** The longest life of a portal's identity token; its id is remembered until it ends. */
  identityTokenMs: 10 * MINUTE,
} as const;

/** How often one network address may ask. Whole offices and mobile networks share an address. */
export const addressRates = {
  /** Sign-ins of staff that failed, whatever the login. */
  failedSignIns: { points: 50, perMs: 15 * MINUTE },
  /** New guests, and identity tokens that were refused. */
  newCitizens: { points: 120, perMs: 10 * MINUTE },
  refreshes: { points: 600, perMs: MINUTE },
} as const;

export const typing = {
  /** A typing mark fades unless renewed. */
  shownMs: 5 * SECOND,
} as const;

/** When many write about one thing (docs/adr/0009-mass-incidents.md). */
export const incidents = {
  windowMs: 10 * MINUTE,
  /** Similar sessions of one type within the window. */
  minSessions: 10,
  /** At most so many of one type are compared with the one that came. */
  maxCompared: 300,
  /** Of one message: what a person wants comes early. */
  maxWords: 16,
  /** Weighted Jaccard from which two messages are similar. */
  similarity: 0.3,
  /** So many must be similar to the one that came. */
  minSimilar: 4,
  /** Words of at least this share of them are common. */
  sharedBy: 0.5,
  minShared: 2,
  /** Together: usual words alone make no incident. */
  minCommonWeight: 1.2,
  /** A message with this share of the common weight belongs to it. */
  memberShare: 0.5,
  /** Unusual is this many times what usually comes. */
  rateFactor: 2,
  comparedWeeks: 4,
  hoursKeepMs: 35 * DAY,
  /** Messages that tell what is usual for a type; fewer tell nothing. */
  usualMessages: 300,
  minUsualMessages: 30,
  wordsKeepMs: 7 * DAY,
  /** Incidents of one type that are open at once. */
  maxOpenOfType: 5,
  /** Without a new chat for this long it closes by itself: nobody gathers for ever. */
  quietMs: DAY,
  maxTitleLength: 120,
  /** Chats a screen lists; the others are counted. */
  shownMembers: 200,
  shownWords: 6,
  /** One answer goes out to this many, then to the next after a pause: everybody else is served in between. */
  sendBatch: 25,
  sendEveryMs: 500,
  /** Answers one person may begin. */
  answers: { points: 6, perMs: MINUTE },
} as const;

export const classification = {
  alternatives: 3,
  becauseWords: 6,
  /** The file of the model in use is looked at this often: a new one serves without a restart. */
  modelCheckMs: 10 * SECOND,
} as const;

/** What people's corrections say of the classifier, and when that is an alarm (docs/adr/0010-corrections.md). */
export const review = {
  maxDays: 92,
  defaultDays: 28,
  page: 50,
  /** Characters of a citizen's words in the list. */
  maxTextLength: 400,
  /** The alarm compares the last days … */
  recentDays: 7,
  /** … with these before them. */
  beforeDays: 28,
  /** Below so many decided of a type nothing is concluded. */
  leastDecided: 30,
  /** A share of corrected that rose by less is no matter, however certain it is; 0…1. */
  leastRise: 0.05,
  /** How often the alarm's question is asked. */
  checkMs: HOUR,
  alarmKeepMs: 366 * DAY,
} as const;

/** Learning from corrections, and which model is let in. */
export const retraining = {
  /** A word is learned where the shipped texts have it or so many citizens wrote it: no name gets into a model. */
  leastWitnesses: 3,
  /** Texts of one citizen that are learned from at most. */
  maxOfOneCitizen: 5,
  /** Part of the corrections that both models are asked about and the new one has not seen, 0…1. */
  heldOutShare: 0.2,
  /** Macro-F1 of a test set may fall by what two of its texts are worth, and not three: less is noise. */
  toleratedTexts: 2.5,
  /** No type may lose more of its recall over all test sets together, 0…1. */
  maxRecallDrop: 0.05,
} as const;

export const live = {
  /** An operator answers within this [5]. */
  firstAnswerMs: MINUTE,
  /** The first answer to an appeal [5]. */
  appealAnswerMs: DAY,
} as const;
