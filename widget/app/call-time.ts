import type { Formats } from '../../shared/i18n/formats.js';
import type { CallbackView } from '../../shared/views/chat-session.js';

/** `завтра, 14:00–14:30` */
export const describeCallTime = (
  { moment, time }: Formats,
  { callAt, callUntil }: Pick<CallbackView, 'callAt' | 'callUntil'>,
  nowMs: number,
): string => `${moment(callAt, nowMs)}–${time(callUntil)}`;
