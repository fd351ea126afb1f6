import { limits } from '../../shared/limits.js';
import { useServerNow } from '../live/use-now.js';
import { announcementAt, urgencyOf } from './clock-face.js';
import { useTranslator } from './translation.js';

export interface CountdownProps {
  /** ISO time at which it ends, by the server's clock. */
  endsAt: string;
  /** Whole length, for the colour and the line. */
  totalMs: number;
  /** What runs out, for those who listen. */
  label: string;
}

/** Time left, as text. Those who listen hear it at 5 minutes, 1 minute and 10 seconds only. */
export const Countdown = ({ endsAt, totalMs, label }: CountdownProps) => {
  const { t, clock } = useTranslator();
  const leftMs = Math.max(0, Date.parse(endsAt) - useServerNow(250));
  const spoken = announcementAt(leftMs);
  return (
    <>
      <span className={`countdown is-${urgencyOf(leftMs / totalMs)}`} role="timer" aria-live="off">
        <span className="only-heard">{label} </span>
        {clock(leftMs)}
      </span>
      <span className="only-heard" role="status">
        {spoken !== null && `${label}: ${t(`countdown.${spoken}`)}`}
      </span>
    </>
  );
};

export interface DrainProps {
  endsAt: string;
  totalMs: number;
  direction: 'row' | 'column';
  tone: 'offer' | 'escalation';
}

/** The line draining: the share of the time that is left. Beside it there is always a countdown in words. */
export const Drain = ({ endsAt, totalMs, direction, tone }: DrainProps) => {
  const leftMs = Math.max(0, Date.parse(endsAt) - useServerNow(250));
  const share = Math.min(1, leftMs / totalMs);
  return (
    <span
      className={`drain drain-${direction} drain-${tone} is-${urgencyOf(share)}`}
      aria-hidden="true"
    >
      <span
        className="drain-rest"
        style={{ transform: direction === 'row' ? `scaleX(${share})` : `scaleY(${share})` }}
      />
    </span>
  );
};

/** How long an offer of this purpose is shown in all. */
export const offerTotalMs = (purpose: 'queue' | 'transfer' | 'escalation'): number =>
  purpose === 'escalation' ? limits.offer.seniorMs : limits.offer.operatorMs;
