import type { RequestType } from '../domain/request-types.js';
import type { Locale } from '../domain/states.js';

/** What a pool may ask of whom it offers a chat to. `tier`: operators alone, so that seniors stay free for calls. */
export const skillKinds = ['requestType', 'language', 'tier'] as const;
export type SkillKind = (typeof skillKinds)[number];

export const skillNeeds = ['required', 'preferred', 'ignored'] as const;

export interface SkillRule {
  need: (typeof skillNeeds)[number];
  /** A preferred skill is asked for this long after the chat was queued, in ms. */
  relaxAfterMs: number;
}

export type SkillRules = Record<SkillKind, SkillRule>;

/** An operator who names types takes no other; a language is worth a minute of waiting. */
export const defaultSkillRules: SkillRules = {
  requestType: { need: 'required', relaxAfterMs: 0 },
  language: { need: 'preferred', relaxAfterMs: 60_000 },
  tier: { need: 'ignored', relaxAfterMs: 0 },
};

/** For who was chosen by a person: a transfer goes to whom it was sent. */
export const noSkillRules: SkillRules = {
  requestType: { need: 'ignored', relaxAfterMs: 0 },
  language: { need: 'ignored', relaxAfterMs: 0 },
  tier: { need: 'ignored', relaxAfterMs: 0 },
};

export interface Skilled {
  isSenior: boolean;
  /** Absent: every type of the pools. */
  requestTypes?: readonly RequestType[];
  /** Absent: every language of the product. */
  languages?: readonly Locale[];
}

export interface SkillWish {
  requestType?: RequestType;
  language: Locale;
}

const hasSkill: Record<SkillKind, (person: Skilled, wish: SkillWish) => boolean> = {
  requestType: ({ requestTypes }, { requestType }) =>
    !requestTypes || requestType === undefined || requestTypes.includes(requestType),
  language: ({ languages }, { language }) => !languages || languages.includes(language),
  tier: ({ isSenior }) => !isSenior,
};

const isAsked = ({ need, relaxAfterMs }: SkillRule, waitedMs: number): boolean =>
  need === 'required' || (need === 'preferred' && waitedMs < relaxAfterMs);

/** The first skill that a chat waiting for `waitedMs` still asks and the person lacks; null: none. */
export const findMissingSkill = (
  rules: SkillRules,
  person: Skilled,
  wish: SkillWish,
  waitedMs: number,
): SkillKind | null =>
  skillKinds.find((kind) => isAsked(rules[kind], waitedMs) && !hasSkill[kind](person, wish)) ??
  null;

/** How long after it was queued the next preferred skill is no longer asked, in ms; null: nothing is relaxed any more. */
export const nextRelaxMs = (rules: SkillRules, waitedMs: number): number | null => {
  const later = skillKinds
    .map((kind) => rules[kind])
    .filter(({ need, relaxAfterMs }) => need === 'preferred' && waitedMs < relaxAfterMs)
    .map(({ relaxAfterMs }) => relaxAfterMs);
  return later.length === 0 ? null : Math.min(...later);
};
