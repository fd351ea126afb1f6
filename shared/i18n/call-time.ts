import type { CallbackView } from '../views/chat-session.js';
import type { Formats } from './formats.js';

/** `завтра, 14:00–14:30` */
export const describeCallTime = (
  { moment, time }: Pick<Formats, 'moment' | 'time'>,
  { callAt, callUntil }: Pick<CallbackView, 'callAt' | 'callUntil'>,
  nowMs: number,
): string => `${moment(callAt, nowMs)}–${time(callUntil)}`;
