import type { Config } from '../config.js';
import { runServer } from '../index.js';
import type { Logger } from '../lib/logger.js';
import { demoPassword, demoPeople } from '../seed/demo-people.js';

/** Lines in a frame, so that they are found below everything that was logged before. */
export const drawBox = (lines: readonly string[]): string => {
  const width = Math.max(...lines.map((line) => Array.from(line).length));
  const edge = '─'.repeat(width + 4);
  const rows = lines.map((line) => `│  ${line}${' '.repeat(width - Array.from(line).length)}  │`);
  return [`┌${edge}┐`, ...rows, `└${edge}┘`].join('\n');
};

const rows = (pairs: readonly (readonly [label: string, value: string])[]): string[] => {
  const width = Math.max(...pairs.map(([label]) => label.length));
  return pairs.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
};

/** The addresses of a server that has begun, and in a demo how to get in. */
export const describeStart = (
  config: Pick<Config, 'isDemo' | 'port' | 'host' | 'publicUrl'>,
  port: number,
): string[] => {
  const isEverywhere = ['0.0.0.0', '::'].includes(config.host);
  const base =
    config.publicUrl?.replace(/\/$/, '') ??
    `http://${isEverywhere ? '127.0.0.1' : config.host}:${port}`;
  const logins = demoPeople.filter(({ isTraining }) => isTraining !== true);
  return [
    'Liniya is ready.',
    ...(config.port === 0 || port === config.port
      ? []
      : [`Port ${config.port} is taken by another program, so this is ${port}.`]),
    '',
    ...rows([
      ...(config.isDemo ? ([['Demo', `${base}/`]] as const) : []),
      ['Console', `${base}/console/`],
      ['Embed', `<script src="${base}/widget/loader.js" async></script>`],
      ...(config.isDemo
        ? ([
            ['Sign in', logins.map(({ login }) => login).join(', ')],
            ['Password', `${demoPassword} (the demo needs none)`],
          ] as const)
        : []),
    ]),
  ];
};

/** Where a person reads the log, answered requests are noise; refused and failed ones are not. */
const withoutAnswered = (logger: Logger): Logger => ({
  ...logger,
  info: (fields) => {
    const { event, status = 500 } = fields;
    // A new tab asks whether it is signed in, and hears 401: nothing to look at either.
    if (event !== 'http.request' || (status >= 400 && status !== 401)) logger.info(fields);
  },
});

/** `liniya start`: resolves once the server listens and its addresses stand in the terminal. */
export const runStart = async (config: Config, logger: Logger): Promise<void> => {
  const readable = config.mode === 'production' ? logger : withoutAnswered(logger);
  const { port } = await runServer(config, readable);
  process.stdout.write(`${drawBox(describeStart(config, port))}\n`);
};
