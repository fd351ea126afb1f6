import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { openJson, type SealingKey } from '../../storage/encryption/sealed.js';
import { eventAad } from '../session-log/session-event.js';
import type { ChatSessionState, SealedRef } from '../session-log/state.js';

/** Opens sealed parts of one appeal. Without the key (destroyed) every answer is `undefined`. */
export class SecretReader {
  readonly #key: SealingKey | null;

  constructor(key: SealingKey | null) {
    this.#key = key;
  }

  static async for(
    keys: AppealKeys,
    state: Pick<ChatSessionState, 'appealId'>,
  ): Promise<SecretReader> {
    return new SecretReader(await keys.findKey(state.appealId));
  }

  /** The caller names the shape: it was sealed by the same code under this event's id. */
  open<T>(ref: SealedRef | undefined): T | undefined {
    if (!this.#key || !ref) return undefined;
    return openJson(this.#key, ref.sealed, eventAad(ref.eventId)) as T;
  }
}
