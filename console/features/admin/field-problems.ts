import type { z } from 'zod';
import type { Params } from '../../../shared/i18n/translator.js';
import { limits } from '../../../shared/limits.js';
import type { HttpProblem } from '../../live/staff-http.js';
import type { AdminKey } from './words.js';

/** What is wrong with a field, as a text of the catalogue. */
export interface ProblemText {
  key: AdminKey;
  params?: Params;
}

/** By the field's path in what is sent, `settings.` left out: `escalation.windowMs`, `hours.week.2`. */
export type FieldProblems = ReadonlyMap<string, ProblemText>;

export const noProblems: FieldProblems = new Map();

const { auth, callback, escalation, hours, longWait, overflow, queue, seats, skills } = limits;
const minutesOf = (ms: number) => Math.round(ms / 60_000);

/** The first that fits says it. `rule`: a rule between fields was broken, not a field's own form. */
const texts: readonly { field: RegExp; rule?: true; key: AdminKey; params?: Params }[] = [
  { field: /^title(En)?$/, key: 'problem.words', params: { max: 80 } },
  { field: /^name$/, key: 'problem.words', params: { max: 120 } },
  { field: /^login$/, key: 'problem.words', params: { max: 80 } },
  { field: /^code$/, key: 'problem.code' },
  {
    ...{ field: /^password$/, key: 'problem.password' },
    params: { min: auth.minPasswordLength },
  },
  {
    ...{ field: /^capacity$/, key: 'problem.number' },
    params: { min: 1, max: seats.maxCapacity },
  },
  { field: /^languages/, key: 'problem.languages' },
  { field: /^poolIds/, key: 'problem.poolIds' },
  {
    ...{ field: /^escalation\.(window|urgentWindow)Ms$/, key: 'problem.window' },
    params: { min: escalation.minWindowMs / 1_000, max: minutesOf(escalation.maxWindowMs) },
  },
  { field: /^escalation\.reservePercent$/, rule: true, key: 'problem.percentOrder' },
  { field: /^escalation\./, key: 'problem.number', params: { min: 1, max: 99 } },
  {
    ...{ field: /^boostMs\./, key: 'problem.minutes' },
    params: { min: 0, max: minutesOf(queue.maxBoostMs) },
  },
  {
    ...{ field: /^skills\./, key: 'problem.seconds' },
    params: { max: skills.maxRelaxMs / 1_000 },
  },
  { field: /^hours$/, key: 'problem.noOpenDay' },
  { field: /^hours\.timeZone$/, key: 'problem.timeZone' },
  { field: /^hours\.week\.\d+$/, rule: true, key: 'problem.intervals' },
  {
    ...{ field: /^hours\.week\.\d+$/, key: 'problem.tooManyIntervals' },
    params: { max: hours.maxIntervals },
  },
  { field: /^hours\.week\.\d+\.\d+$/, key: 'problem.intervalOrder' },
  { field: /^hours\.week\./, key: 'problem.clock' },
  { field: /^overflow\.poolId$/, key: 'problem.overflowPool' },
  {
    ...{ field: /^overflow\.afterMs$/, key: 'problem.window' },
    params: { min: overflow.minAfterMs / 1_000, max: minutesOf(overflow.maxAfterMs) },
  },
  { field: /^overflow\.afterOffers$/, key: 'problem.number', params: { min: 1, max: 20 } },
  {
    ...{ field: /^longWait\.afterMs$/, key: 'problem.minutes' },
    params: { min: minutesOf(longWait.minAfterMs), max: minutesOf(longWait.maxAfterMs) },
  },
  {
    ...{ field: /^longWait\.callbacksPerSlot$/, key: 'problem.number' },
    params: { min: 0, max: callback.maxPerSlot },
  },
  { field: /^requestTypes/, key: 'problem.requestTypes' },
];

const textOf = (field: string, isRule: boolean): ProblemText => {
  const found = texts.find((each) => each.field.test(field) && (each.rule !== true || isRule));
  if (!found) return { key: 'problem.refused' };
  return { key: found.key, ...(found.params === undefined ? {} : { params: found.params }) };
};

const fieldOf = (path: readonly PropertyKey[] | string): string =>
  (typeof path === 'string' ? path : path.map(String).join('.')).replace(/^settings\./, '');

/** What the schema of the contract says about `value`, before it is sent; the first problem of each field. */
export const findProblems = (schema: z.ZodType, value: unknown): FieldProblems => {
  const result = schema.safeParse(value);
  if (result.success) return noProblems;
  const problems = new Map<string, ProblemText>();
  for (const { path, code } of result.error.issues) {
    const field = fieldOf(path);
    if (!problems.has(field)) problems.set(field, textOf(field, code === 'custom'));
  }
  return problems;
};

/** What the schema lets through and the server does not. */
const reasons = [
  'taken',
  'unknown',
  'itself',
  'general_needed',
  'last_administrator',
  'yourself',
] as const;

/** What the server says about fields: `{ problems: [{ field, message }] }` or `{ field, reason }`. */
export const readProblems = ({ code, details = {} }: HttpProblem): FieldProblems => {
  if (code !== 'bad_request') return noProblems;
  const named = Array.isArray(details['problems']) ? (details['problems'] as unknown[]) : [details];
  const problems = new Map<string, ProblemText>();
  for (const each of named) {
    const { field, reason } = each as { field?: unknown; reason?: unknown };
    if (typeof field !== 'string') continue;
    const name = fieldOf(field);
    const known = reasons.find((one) => one === reason);
    problems.set(name, known ? { key: `problem.reason.${known}` } : textOf(name, true));
  }
  return problems;
};

/** The problem of a field, or of the first one inside of it. */
export const problemAt = (problems: FieldProblems, field: string): ProblemText | undefined =>
  problems.get(field) ?? [...problems].find(([name]) => name.startsWith(`${field}.`))?.[1];
