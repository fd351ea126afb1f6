import { effect, signal, type Signal } from '@preact/signals';
import { limits } from '../../shared/limits.js';
import { followWords } from '../../client/kept/follow-words.js';
import type { TextKey } from './texts.js';
import type { Chat, Shell } from './chat.js';
import type { Uploads } from './files/uploads.js';
import { newId } from './new-id.js';

/** The message that is being written: its words, kept on the device, and its files, on their way already. */
export interface Draft {
  readonly text: Signal<string>;
  /** Null until the first file: the code that uploads is fetched with it. */
  readonly uploads: Signal<Uploads | null>;
  attach(files: File[]): Promise<void>;
  /** Hands the message over and begins the next; otherwise says what is in the way. */
  send(): TextKey | null;
  dispose(): void;
}

export const createDraft = (
  parts: { shell: Pick<Shell, 'kept' | 'notice'>; chat: Chat },
  sessionId: string,
): Draft => {
  const { chat } = parts;
  const { kept, notice } = parts.shell;
  const key = `draft.${sessionId}`;
  const text = signal(kept.read(key) ?? '');
  const uploads = signal<Uploads | null>(null);
  // Files wait at the server under the id of the message that will name them.
  let clientMessageId = newId();
  const stopKeeping = effect(() => {
    if (text.value === '') kept.remove(key);
    else kept.write(key, text.value);
  });
  const stopFollowing = followWords(kept, (changed) => {
    if (changed === key) text.value = kept.read(key) ?? '';
  });

  return {
    text,
    uploads,
    dispose() {
      stopFollowing();
      stopKeeping();
    },
    async attach(files) {
      if (files.length === 0) return;
      const { createUploads } = await import('./files/uploads.js');
      uploads.value ??= createUploads({ files: chat.files, notice, sessionId, clientMessageId });
      uploads.value.add(files);
    },
    send() {
      const words = text.value.trim();
      const files = uploads.value;
      if (words.length > limits.message.maxTextLength) return null;
      if (files?.isBusy.value) return 'file.wait';
      if (files?.list.value.some((upload) => upload.state === 'failed')) return 'file.failed';
      const attachments = files?.cards.value ?? [];
      if (words === '' && attachments.length === 0) return null;
      chat.setTyping(false);
      chat.send({ clientMessageId, text: words, attachments });
      clientMessageId = newId();
      text.value = '';
      files?.dispose();
      uploads.value = null;
      return null;
    },
  };
};
