import type { Locale } from '../domain/states.js';

/** A consent as it is shown: version and hash go back with the answer. */
export interface ConsentTextView {
  version: string;
  /** SHA-256 of `text`, hex. */
  hash: string;
  text: string;
}

/** `GET /api/widget/config?locale=ru`: what the widget asks before its first screen, for anybody. */
export interface WidgetConfigView {
  /** Set where the installation speaks one language only. */
  locale?: Locale;
  isDemo: boolean;
  /** In the language asked for. */
  consentTexts: { processing: ConsentTextView; recording: ConsentTextView };
  /** Characters of one message. */
  maxTextLength: number;
  serverNow: string;
}
