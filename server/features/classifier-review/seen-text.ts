import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { SecretReader } from '../chat-sessions/secrets.js';
import { joinSeen } from '../classification/seen-words.js';
import { refOf } from '../session-log/sealed-ref.js';
import type { SessionLog } from '../session-log/session-log.service.js';
import type { ClassificationTrace } from './trace.js';

/** What the model read, and who wrote it. */
export interface SeenText {
  text: string;
  citizenId: string;
}

/** Null where the words were destroyed. Not masked: nothing of it may leave the features as it is. */
export type FindSeenText = (trace: ClassificationTrace) => Promise<SeenText | null>;

export const createFindSeenText =
  (deps: { log: Pick<SessionLog, 'listPublicEvents'>; keys: AppealKeys }): FindSeenText =>
  async ({ sessionId, appealId, seenUpTo }) => {
    const events = await deps.log.listPublicEvents(sessionId, 0, seenUpTo);
    const secrets = await SecretReader.for(deps.keys, { appealId });
    const said = events.filter(
      (event) => event.kind === 'message.created' && event.plain.author === 'citizen',
    );
    const [first, last] = [said[0], said.at(-1)];
    const read = (event: (typeof said)[number] | undefined) =>
      event && secrets.open<{ text: string }>(refOf(event))?.text;
    const [firstText, lastText] = [read(first), read(last)];
    if (!first || firstText === undefined || lastText === undefined) return null;
    const text = first === last ? firstText : joinSeen(firstText, lastText);
    return { text, citizenId: first.authorId };
  };
