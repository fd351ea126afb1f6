import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import { limits } from '../../../shared/limits.js';
import type { ProblemCode } from '../../../shared/protocol/passing.js';
import type { Chat, Shell } from '../chat.js';
import { newId } from '../new-id.js';
import { t } from '../texts.js';

export interface Upload {
  id: string;
  file: File;
  /** Blob URL, pictures only. */
  previewUrl?: string;
  /** Share sent, 0…1. */
  share: number;
  state: 'sending' | 'ready' | 'failed';
  code?: ProblemCode;
  card?: AttachmentCard;
}

/** The files of one message that is being written. */
export interface Uploads {
  readonly list: ReadonlySignal<readonly Upload[]>;
  readonly isBusy: ReadonlySignal<boolean>;
  readonly cards: ReadonlySignal<AttachmentCard[]>;
  add(files: readonly File[]): void;
  retry(id: string): void;
  /** Stops it where it is still on its way. */
  remove(id: string): void;
  dispose(): void;
}

const mediaTypes = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'text/plain',
]);

/** What can be told without asking the server, which looks at the content itself. */
const refuse = (file: File): ProblemCode | null => {
  if (file.size > limits.attachment.maxBytes) return 'file_too_large';
  return mediaTypes.has(file.type) ? null : 'file_type_refused';
};

export const createUploads = (parts: {
  files: Chat['files'];
  notice: Shell['notice'];
  sessionId: string;
  clientMessageId: string;
}): Uploads => {
  const { notice, sessionId, clientMessageId } = parts;
  const list = signal<readonly Upload[]>([]);
  const flights = new Map<string, AbortController>();

  const change = (id: string, part: Partial<Upload>) => {
    list.value = list.value.map((upload) => (upload.id === id ? { ...upload, ...part } : upload));
  };
  const send = async ({ id, file }: Upload): Promise<void> => {
    const flight = new AbortController();
    flights.set(id, flight);
    const answer = await parts.files.upload({
      ...{ sessionId, clientMessageId, file, signal: flight.signal },
      onProgress: (share) => change(id, { share }),
    });
    flights.delete(id);
    if (flight.signal.aborted) return;
    change(
      id,
      answer.ok
        ? { state: 'ready', share: 1, card: answer.data }
        : { state: 'failed', code: answer.code },
    );
  };
  const take = (file: File): Upload => {
    const code = refuse(file);
    const isPicture = file.type.startsWith('image/') && code === null;
    return {
      ...{ id: newId(), file, share: 0 },
      ...(isPicture ? { previewUrl: URL.createObjectURL(file) } : {}),
      ...(code === null ? { state: 'sending' as const } : { state: 'failed' as const, code }),
    };
  };
  const forget = (upload: Upload) => {
    flights.get(upload.id)?.abort();
    if (upload.previewUrl !== undefined) URL.revokeObjectURL(upload.previewUrl);
  };

  return {
    list,
    isBusy: computed(() => list.value.some((upload) => upload.state === 'sending')),
    cards: computed(() => list.value.flatMap((upload) => upload.card ?? [])),
    add(files) {
      const room = limits.message.maxAttachments - list.value.length;
      if (files.length > room)
        notice.value = t('file.too_many', { count: limits.message.maxAttachments });
      const added = files.slice(0, room).map(take);
      list.value = [...list.value, ...added];
      for (const upload of added) if (upload.state === 'sending') void send(upload);
    },
    retry(id) {
      change(id, { state: 'sending', share: 0 });
      const upload = list.value.find((known) => known.id === id);
      if (upload) void send(upload);
    },
    remove(id) {
      for (const upload of list.value) if (upload.id === id) forget(upload);
      list.value = list.value.filter((upload) => upload.id !== id);
    },
    dispose() {
      list.value.forEach(forget);
      list.value = [];
    },
  };
};
