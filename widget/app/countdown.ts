import type { EscalationView } from '../../shared/views/chat-session.js';

/** `warning` under 30 % of the window, `danger` under 10 %, `over` when the time has passed. */
export type CountdownTone = 'calm' | 'warning' | 'danger' | 'over';

export interface Countdown {
  leftMs: number;
  /** Share of the window that is left, 0…1. */
  share: number;
  tone: CountdownTone;
}

/** How far the window has drained at `nowMs` of the server's clock. */
export const computeCountdown = (
  { openedAt, deadlineAt }: Pick<EscalationView, 'openedAt' | 'deadlineAt'>,
  nowMs: number,
): Countdown => {
  const endMs = Date.parse(deadlineAt);
  const windowMs = Math.max(1, endMs - Date.parse(openedAt));
  const leftMs = Math.max(0, endMs - nowMs);
  const share = Math.min(1, leftMs / windowMs);
  if (leftMs === 0) return { leftMs, share, tone: 'over' };
  if (share < 0.1) return { leftMs, share, tone: 'danger' };
  return { leftMs, share, tone: share < 0.3 ? 'warning' : 'calm' };
};

const announcedAtMs = [300_000, 60_000, 10_000];

/** The mark that was passed between two looks; a reader who only listens hears three, not six hundred. */
export const passedMark = (beforeMs: number, nowMs: number): number | null =>
  announcedAtMs.find((mark) => beforeMs > mark && nowMs <= mark) ?? null;
