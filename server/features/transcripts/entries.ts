import type { CitizenEventView, StaffEventView } from '../../../shared/views/session-events.js';
import type { SecretReader } from '../chat-sessions/secrets.js';
import { presentCitizenEvent, presentStaffEvent } from '../messages/event.presenter.js';
import type { SessionEvent } from '../session-log/session-event.js';
import { describeForAll, describeForStaff, type LineContext } from './system-lines.js';
import type { TranscriptEntry } from './transcript.js';

type MessageView = Extract<CitizenEventView | StaffEventView, { kind: 'message.created' }>;

const presentMessage = (
  view: MessageView,
  { words }: LineContext,
  isNote: boolean,
): TranscriptEntry => {
  const { author, authorName, isToAll, textKey, text = '', attachments = [] } = view.body;
  const name = authorName ?? words[author];
  const fallback = view.isDestroyed ? words.destroyedText : '';
  const said = textKey === undefined ? text : (words.botTexts[textKey] ?? text);
  return {
    kind: 'message',
    at: new Date(view.at),
    side: author,
    author: isToAll === true ? `${name} (${words.toAll})` : name,
    text: said || fallback,
    files: attachments.map((card) => ({ card })),
    isNote,
  };
};

/**
 * One entry of the log as a transcript shows it; null where it shows nothing. What everybody may see passes the
 * presenter of the citizen's wire also for staff, so that the two copies cannot differ in it.
 */
export const presentEntry = (
  event: SessionEvent,
  reader: { secrets: SecretReader; isStaff: boolean; context: LineContext },
): TranscriptEntry | null => {
  const { secrets, isStaff, context } = reader;
  const { at } = event;
  const forAll = presentCitizenEvent(event, secrets);
  if (forAll?.kind === 'message.created') return presentMessage(forAll, context, false);
  if (forAll) {
    const text = describeForAll(forAll, context);
    return text === null ? null : { kind: 'system', at, text, isForStaff: false };
  }
  if (!isStaff) return null;
  const forStaff = presentStaffEvent(event, secrets);
  if (forStaff.kind === 'message.created') return presentMessage(forStaff, context, true);
  const text = describeForStaff(forStaff, context);
  return text === null ? null : { kind: 'system', at, text, isForStaff: true };
};
