import type { Catalogue } from '../../../shared/i18n/translator.js';
import type { TextKey } from './ru.js';

/** The same words in English; the type holds both catalogues to the same keys. */
export const en = {
  'app.title': 'Support',
  'app.close': 'Hide the chat',
  'app.menu': 'Actions',
  'app.loading': 'Loading the chat',
  'app.failed': 'The chat did not load. Check your connection and try again.',
  'app.again': 'Try again',
  'app.outdated': 'The chat was updated. Please reload the page.',
  'app.dismiss': 'Close',
  'app.copied': 'Copied',

  'tab.label': 'Sections',
  'tab.chat': 'Chat',
  'tab.appeals': 'Requests',

  'stations.label': 'Where your question is now',
  'station.question': 'Question',
  'station.queue': 'Queue',
  'station.operator': 'Operator',
  'station.senior': 'Senior',
  'station.outcome': 'Outcome',
  'station.state.done': 'done',
  'station.state.now': 'now',
  'station.state.next': 'ahead',
  'station.state.skipped': 'not needed',

  'start.heading': 'How can we help?',
  'start.lead':
    'Describe your question and a person will answer. If you already have a request, enter its number.',
  'start.field': 'Your question or request number',
  'start.placeholder': 'For example: the sign-in code does not arrive',
  'start.empty': 'Tell us what happened, or enter a request number.',
  'start.send': 'Start chat',
  'start.repeats': 'Repeats appeal {number}.',
  'start.no_repeat': 'It is another question',
  'start.find': 'Find request',
  'start.sending': 'Sending',
  'start.not_found':
    'There is no request {number} among yours. Check the number or describe your question.',

  'consent.processing': 'I agree to the processing of my personal data',
  'consent.recording': 'I agree to the conversation being recorded',
  'consent.optional': 'Optional. Without it the chat works, but its text is deleted after closing.',
  'consent.text': 'Full text',
  'consent.required': 'We cannot start a chat without this consent.',

  'composer.too_long': {
    one: '{count} character too long. Split the message.',
    other: '{count} characters too long. Split the message.',
  },

  'error.no_answer': 'The server did not answer. Try again.',
  'error.retry': 'It did not work the first time. Try again.',
  'error.internal': 'Something broke on our side. Try again in a minute.',
  'error.rate_limited': 'Too often. Wait a little and try again.',
  'error.shutting_down': 'The service is restarting. Try again in a few seconds.',
  'error.consent_required': 'Consent to the processing of personal data is needed.',
  'error.unknown': 'It did not work. Try again.',
} satisfies Catalogue<TextKey>;
