import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import type { CitizenEventView, CitizenEventKind } from '../../../shared/views/session-events.js';

type BodyOf<K extends CitizenEventKind> = Extract<CitizenEventView, { kind: K }>['body'];

/** A log of made-up events, each some seconds after the one before, ending now. */
export class SampleLog {
  readonly events: CitizenEventView[] = [];
  #at: number;

  constructor(startedMsAgo: number) {
    this.#at = Date.now() - startedMsAgo;
  }

  add<K extends CitizenEventKind>(kind: K, body: BodyOf<K>, afterMs = 4_000): this {
    this.#at += afterMs;
    const publicSeq = this.events.length + 1;
    this.events.push({
      ...{ kind, body, publicSeq },
      eventId: `event-${String(publicSeq)}`,
      at: new Date(this.#at).toISOString(),
    } as CitizenEventView);
    return this;
  }

  citizen(text: string, attachments: AttachmentCard[] = []): this {
    const attachmentIds = attachments.map((card) => card.attachmentId);
    return this.add(
      'message.created',
      { author: 'citizen', text, attachments, attachmentIds },
      20_000,
    );
  }

  operator(authorName: string, text: string, attachments: AttachmentCard[] = []): this {
    const attachmentIds = attachments.map((card) => card.attachmentId);
    const body = { author: 'operator' as const, authorName, text, attachments, attachmentIds };
    return this.add('message.created', body, 25_000);
  }

  bot(textKey: string, choices: BodyOf<'message.created'>['choices'] = []): this {
    return this.add('message.created', { author: 'bot', textKey, choices, attachmentIds: [] });
  }
}
