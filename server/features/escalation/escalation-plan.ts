import {
  escalationSteps,
  type EscalationStep,
  type Priority,
} from '../../../shared/domain/states.js';

export interface EscalationSettings {
  windowMs: number;
  urgentWindowMs: number;
  allPoolsPercent: number;
  reservePercent: number;
}

export interface EscalationPlan {
  deadlineAt: Date;
  /** The wider steps in order; the first, the same pool, begins at once. */
  steps: { step: Exclude<EscalationStep, 'same_pool'>; dueAt: Date }[];
}

/** When each step of a window begins [spec 4]: 40 % every pool, 70 % reserve seats, 100 % breach, by the pool's settings. */
export const planEscalation = (
  openedAt: Date,
  priority: Priority,
  settings: EscalationSettings,
): EscalationPlan => {
  const windowMs = priority === 'normal' ? settings.windowMs : settings.urgentWindowMs;
  const at = (percent: number) =>
    new Date(openedAt.getTime() + Math.round((windowMs * percent) / 100));
  return {
    deadlineAt: at(100),
    steps: [
      { step: 'all_pools', dueAt: at(settings.allPoolsPercent) },
      { step: 'reserve', dueAt: at(settings.reservePercent) },
      { step: 'breach', dueAt: at(100) },
    ],
  };
};

/** A window only widens: whether `step` comes after `than`. */
export const isLaterStep = (step: EscalationStep, than: EscalationStep): boolean =>
  escalationSteps.indexOf(step) > escalationSteps.indexOf(than);
