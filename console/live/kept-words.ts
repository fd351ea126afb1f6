import { openOwnedValues, type OwnedValues } from '../../client/kept/owned-values.js';
import type { PendingMessage } from './outbox.js';

/** An older console kept words in the clear with its tab: this person's are taken over, and nobody's stay there. */
const takeOver = (kept: OwnedValues, operatorId: string): void => {
  for (const key of Object.keys(sessionStorage)) {
    const [, kind, owner] = /^liniya\.(drafts|outbox)\.(.+)$/.exec(key) ?? [];
    if (kind === undefined) continue;
    const words = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, unknown>;
    sessionStorage.removeItem(key);
    if (owner !== operatorId) continue;
    for (const [id, value] of Object.entries(words)) {
      const name =
        kind === 'drafts' ? `draft.${id}` : `out.${(value as PendingMessage).clientMessageId}`;
      kept.write(name, JSON.stringify(value));
    }
  }
};

/**
 * What somebody of the staff has written and not sent, sealed on the device. Those before them in this browser are
 * gone with their words, but for people who are signed in beside them.
 */
export const openKeptWords = async (operatorId: string): Promise<OwnedValues> => {
  const kept = await openOwnedValues('liniya.staff');
  kept.claim(operatorId, () => true);
  takeOver(kept, operatorId);
  return kept;
};

/** Destroys the words of whoever signs out, in every tab. */
export const forgetWords = (kept: OwnedValues, operatorId: string): void =>
  kept.forget((owner) => owner === operatorId);
