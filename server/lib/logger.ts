import pino from 'pino';
import { isDatabaseAway } from './database-away.js';
import { DomainError } from './domain-error.js';

/**
 * Fields a log line may carry; anything else is dropped, so that no personal data can reach the log by accident.
 * Add a field here on purpose, never spread an object.
 */
export interface LogFields {
  event: string;
  appealId?: string;
  sessionId?: string;
  operatorId?: string;
  offerId?: string;
  attachmentId?: string;
  deadline?: string;
  code?: string;
  errorId?: string;
  /** Message and stack of an unknown error. */
  error?: unknown;
  path?: string;
  method?: string;
  status?: number;
  durationMs?: number;
  count?: number;
  engine?: string;
  reason?: string;
  port?: number;
  url?: string;
}

const allowed = new Set<keyof LogFields>([
  'event',
  'appealId',
  'sessionId',
  'operatorId',
  'offerId',
  'attachmentId',
  'deadline',
  'code',
  'errorId',
  'error',
  'path',
  'method',
  'status',
  'durationMs',
  'count',
  'engine',
  'reason',
  'port',
  'url',
]);

/**
 * One line an event; `error` only where somebody must act. What failed because the database was away, or was told to
 * try again, is tried again by whoever asked: it is never more than a warning.
 */
export interface Logger {
  info(fields: LogFields): void;
  warn(fields: LogFields): void;
  error(fields: LogFields): void;
}

/** Where a lost connection was noticed says nothing, and an outage would fill the log with it. */
const describeError = (error: Error) => ({
  message: error.message,
  stack: isDatabaseAway(error) ? `${error.name}: ${error.message}` : error.stack,
});

const willBeTriedAgain = (error: unknown): boolean =>
  isDatabaseAway(error) || (error instanceof DomainError && error.code === 'retry');

const pick = (fields: LogFields): Record<string, unknown> => {
  const line: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (!allowed.has(key as keyof LogFields) || value === undefined) continue;
    line[key] = value instanceof Error ? describeError(value) : (value as unknown);
  }
  return line;
};

/** `pretty` prints `12:05:09 event field=value`, for people; otherwise one JSON object a line. */
export const createLogger = (options: {
  level: 'silent' | 'warn' | 'info';
  pretty: boolean;
  /** Standard output without it. */
  out?: { write(text: string): void };
}): Logger => {
  const { level: least, out } = options;
  const settings = { level: least, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const sink = out ? pino(settings, out) : pino(settings);
  const rank = { info: 1, warn: 2, error: 3 };
  const floor = least === 'silent' ? 9 : rank[least];
  const write = (asked: 'info' | 'warn' | 'error', fields: LogFields) => {
    const level = asked === 'error' && willBeTriedAgain(fields.error) ? 'warn' : asked;
    if (rank[level] < floor) return;
    const line = pick(fields);
    if (!options.pretty) {
      sink[level](line);
      return;
    }
    // People at a terminal look for what is not as usual.
    if (line['event'] === 'http.request' && Number(line['status']) < 400) return;
    const { event, error, ...rest } = line;
    const pairs = Object.entries(rest).map(([key, value]) => `${key}=${String(value)}`);
    const time = new Date().toLocaleTimeString('ru-RU', { hour12: false });
    const mark = level === 'info' ? '' : ` ${level.toUpperCase()}`;
    const trouble =
      error === undefined
        ? ''
        : `\n  ${(error as { stack?: string }).stack ?? JSON.stringify(error)}`;
    (out ?? process.stdout).write(`${time}${mark} ${String(event)} ${pairs.join(' ')}${trouble}\n`);
  };
  return {
    info: (fields) => write('info', fields),
    warn: (fields) => write('warn', fields),
    error: (fields) => write('error', fields),
  };
};

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };
