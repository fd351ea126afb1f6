import { join } from 'node:path';
import { z } from 'zod';
import { limits } from '../shared/limits.js';
import * as check from './config-checks.js';
import { projectRoot } from './lib/project-root.js';

/** One of these words; anything else is answered with the list of them. */
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `needs one of ${words.join(', ')}.` });
const flag = oneOf(['true', 'false']).transform((value) => value === 'true');
const portText = 'needs a number from 0 (any free port) to 65535.';

/** Every setting, each with what it is for. `.env.example` lists the same names. */
const environment = z.object({
  NODE_ENV: oneOf(['development', 'test', 'production']).default('development'),
  /** Port of API, sockets, widget, console and demo page. */
  PORT: z.coerce
    .number(portText)
    .int(portText)
    .min(0, portText)
    .max(65_535, portText)
    .default(3_000),
  /** Address to listen on. */
  HOST: z.string().default('127.0.0.1'),
  /** Folder of the embedded database, keys and caches. */
  LINIYA_DATA: z.string().default(join(projectRoot, 'data')),
  /** A MongoDB ≥ 7 replica set; without it an embedded database is started. */
  MONGODB_URI: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\//,
      'needs an address that begins with mongodb:// or mongodb+srv://.',
    )
    .optional(),
  /** Where several server processes run on one database: the Redis they tell each other by. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'needs an address that begins with redis:// or rediss://.')
    .optional(),
  LINIYA_DATABASE: oneOf(['auto', 'mongod', 'download', 'secantus']).default('auto'),
  /** Path of a `mongod` to start. */
  LINIYA_MONGOD: z.string().optional(),
  /** Seeds a small world and opens the demo stage at `/`. On by default outside production. */
  LINIYA_DEMO: flag.optional(),
  /** Citizens and operators of the demo who act by themselves. */
  LINIYA_SIMULATION: flag.optional(),
  /** Origins of host pages that may embed the widget, separated by commas; `*` allows any. */
  LINIYA_EMBED_ORIGINS: z.string().default('*'),
  /** How the server is reached from outside, e.g. https://support.example.ru. */
  LINIYA_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'needs an address like https://support.example.ru.' })
    .optional(),
  /** Base64 of 32 bytes that wrap the appeals' keys; generated into the data folder in demo. */
  LINIYA_MASTER_KEY: z.base64('needs 32 bytes in base64 (openssl rand -base64 32).').optional(),
  /** PEM of the ES256 private key that signs tokens; generated into the data folder in demo. */
  LINIYA_TOKEN_KEY: z.string().optional(),
  /** PEM of the ES256 public key of the portal that signs identity tokens. */
  LINIYA_PORTAL_KEY: z.string().optional(),
  LINIYA_LOG: oneOf(['silent', 'warn', 'info']).default('info'),
  /** Milliseconds by which this process takes the machine's clock to be ahead. With NODE_ENV=test only. */
  LINIYA_TEST_SKEW_MS: z.coerce.number('needs milliseconds.').int('needs milliseconds.').optional(),
  /** Addresses of proxies whose X-Forwarded-For is believed, separated by commas. */
  LINIYA_TRUSTED_PROXIES: z.string().default(''),
});

export interface Config {
  mode: 'development' | 'test' | 'production';
  port: number;
  host: string;
  dataFolder: string;
  mongodbUri?: string;
  redisUrl?: string;
  database: 'auto' | 'mongod' | 'download' | 'secantus';
  mongodPath?: string;
  isDemo: boolean;
  isSimulated: boolean;
  embedOrigins: string[];
  publicUrl?: string;
  masterKey?: Buffer;
  tokenKey?: string;
  portalKey?: string;
  log: 'silent' | 'warn' | 'info';
  trustedProxies: string[];
  /** How long an escalation's window is where the pool does not say. */
  escalationWindowMs: number;
  /** For tests: the machine's clock is this far ahead, in ms. */
  testSkewMs?: number;
}

/** All that is wrong at once, one line a variable, so that a start at night needs one look. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const list = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

type Values = z.output<typeof environment>;

/** One line for each of these texts that is wrong. */
const problemsOf = (
  name: keyof Values,
  texts: (string | undefined)[],
  find: (text: string) => string | null,
): string[] =>
  texts.flatMap((text) => {
    const problem = text === undefined ? null : find(text);
    return problem === null ? [] : [`${name}: ${problem}`];
  });

const isDemoOf = (values: Values): boolean =>
  values.LINIYA_DEMO ?? values.NODE_ENV === 'development';

const decodeMasterKey = (text: string): Buffer => Buffer.from(text, 'base64');

/** What each setting's own form cannot tell. */
const findProblems = (values: Values): string[] => [
  ...problemsOf('LINIYA_TRUSTED_PROXIES', list(values.LINIYA_TRUSTED_PROXIES), check.checkProxy),
  ...problemsOf('LINIYA_EMBED_ORIGINS', list(values.LINIYA_EMBED_ORIGINS), check.checkEmbedOrigin),
  ...problemsOf('LINIYA_TOKEN_KEY', [values.LINIYA_TOKEN_KEY], check.checkTokenKey),
  ...problemsOf('LINIYA_PORTAL_KEY', [values.LINIYA_PORTAL_KEY], check.checkPortalKey),
  ...(values.LINIYA_TEST_SKEW_MS === undefined || values.NODE_ENV === 'test'
    ? []
    : ['LINIYA_TEST_SKEW_MS: sets a wrong clock, for tests alone; unset it.']),
  ...problemsOf('LINIYA_MASTER_KEY', [values.LINIYA_MASTER_KEY], (text) =>
    decodeMasterKey(text).length === 32
      ? null
      : 'needs 32 bytes in base64 (openssl rand -base64 32).',
  ),
];

/** A production start takes nothing that was generated, invented or left open. */
const findProductionProblems = (values: Values): string[] => {
  if (values.NODE_ENV !== 'production') return [];
  const needed: [keyof Values, string][] = [
    ['LINIYA_MASTER_KEY', 'a production start needs its own (openssl rand -base64 32).'],
    [
      'LINIYA_TOKEN_KEY',
      'a production start needs its own (openssl ecparam -name prime256v1 -genkey -noout).',
    ],
    ['LINIYA_PUBLIC_URL', 'a production start needs the address citizens reach.'],
  ];
  return [
    ...(isDemoOf(values)
      ? ['LINIYA_DEMO: a production start refuses demo people and demo passwords; unset it.']
      : []),
    ...(values.LINIYA_SIMULATION === true
      ? ['LINIYA_SIMULATION: practice people act in a demo only; unset it.']
      : []),
    ...needed
      .filter(([name]) => values[name] === undefined)
      .map(([name, problem]) => `${name}: ${problem}`),
    ...problemsOf('LINIYA_PUBLIC_URL', [values.LINIYA_PUBLIC_URL], check.checkPublicUrl),
  ];
};

/** The environment in its form. What does not fit is left out of the values and told by name. */
const parse = (env: NodeJS.ProcessEnv): { values: Values; misfits: Map<string, string> } => {
  const present = Object.entries(env).filter(([, value]) => value !== '');
  const parsed = environment.safeParse(Object.fromEntries(present));
  if (parsed.success) return { values: parsed.data, misfits: new Map() };
  const misfits = new Map(
    parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return [name, `${name}: ${issue.message}`];
    }),
  );
  const fitting = present.filter(([name]) => !misfits.has(name));
  return { values: environment.parse(Object.fromEntries(fitting)), misfits };
};

/** Reads the environment once. Throws `ConfigError` with every problem. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const { values, misfits } = parse(env);
  const found = [...findProblems(values), ...findProductionProblems(values)];
  // A name that does not fit its form has its line already.
  const others = found.filter((line) => !misfits.has(line.slice(0, line.indexOf(':'))));
  const problems = [...misfits.values(), ...others];
  if (problems.length > 0) throw new ConfigError(problems);

  const isDemo = isDemoOf(values);
  const masterKey =
    values.LINIYA_MASTER_KEY === undefined ? undefined : decodeMasterKey(values.LINIYA_MASTER_KEY);
  return {
    mode: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    dataFolder: values.LINIYA_DATA,
    ...(values.MONGODB_URI === undefined ? {} : { mongodbUri: values.MONGODB_URI }),
    ...(values.REDIS_URL === undefined ? {} : { redisUrl: values.REDIS_URL }),
    database: values.LINIYA_DATABASE,
    ...(values.LINIYA_MONGOD === undefined ? {} : { mongodPath: values.LINIYA_MONGOD }),
    isDemo,
    isSimulated: values.LINIYA_SIMULATION ?? isDemo,
    embedOrigins: list(values.LINIYA_EMBED_ORIGINS),
    ...(values.LINIYA_PUBLIC_URL === undefined ? {} : { publicUrl: values.LINIYA_PUBLIC_URL }),
    ...(masterKey === undefined ? {} : { masterKey }),
    ...(values.LINIYA_TOKEN_KEY === undefined ? {} : { tokenKey: values.LINIYA_TOKEN_KEY }),
    ...(values.LINIYA_PORTAL_KEY === undefined ? {} : { portalKey: values.LINIYA_PORTAL_KEY }),
    ...(values.LINIYA_TEST_SKEW_MS === undefined ? {} : { testSkewMs: values.LINIYA_TEST_SKEW_MS }),
    log: values.LINIYA_LOG,
    trustedProxies: list(values.LINIYA_TRUSTED_PROXIES),
    escalationWindowMs: isDemo ? limits.escalation.demoWindowMs : limits.escalation.windowMs,
  };
};
