import type { SessionEventKind } from '../../../shared/domain/session-events.js';
import type { StaffEventView } from '../../../shared/views/session-events.js';
import { ago, sampleId } from './clock.js';

type BodyOf<K extends SessionEventKind> = Extract<StaffEventView, { kind: K }>['body'];

export interface SampleEvent {
  secondsAgo: number;
  authorId?: string;
  isNote?: boolean;
  clientMessageId?: string;
}

const staffOnly: ReadonlySet<SessionEventKind> = new Set([
  'session.overflowed',
  'offer.made',
  'offer.ended',
  'stage.changed',
  'transfer.requested',
  'transfer.ended',
  'escalation.handed_over',
  'incident.joined',
]);

/** Writes a session's log the way the server numbers it. */
export class LogBuilder {
  readonly events: StaffEventView[] = [];
  private publicSeq = 0;

  constructor(private readonly base = 0x1000) {}

  add<K extends SessionEventKind>(kind: K, body: BodyOf<K>, meta: SampleEvent): this {
    const isPublic = !staffOnly.has(kind) && meta.isNote !== true;
    if (isPublic) this.publicSeq += 1;
    const event = {
      kind,
      eventId: sampleId(this.base + this.events.length),
      seq: this.events.length + 1,
      ...(isPublic ? { publicSeq: this.publicSeq } : {}),
      audience: isPublic ? 'all' : 'staff',
      at: ago(meta.secondsAgo),
      authorId: meta.authorId ?? 'system',
      ...(meta.clientMessageId === undefined ? {} : { clientMessageId: meta.clientMessageId }),
      body,
    };
    // The compiler cannot follow that one generic kind and its body make one member of the union.
    this.events.push(event as unknown as StaffEventView);
    return this;
  }

  citizen(secondsAgo: number, text: string): this {
    return this.add(
      'message.created',
      { author: 'citizen', attachmentIds: [], text, attachments: [] },
      { secondsAgo, authorId: 'citizen' },
    );
  }

  staff(secondsAgo: number, person: { operatorId: string; name: string }, text: string): this {
    return this.add(
      'message.created',
      {
        author: 'operator',
        authorName: person.name,
        attachmentIds: [],
        text,
        attachments: [],
      },
      { secondsAgo, authorId: person.operatorId },
    );
  }

  note(secondsAgo: number, person: { operatorId: string; name: string }, text: string): this {
    return this.add(
      'message.created',
      {
        author: 'operator',
        authorName: person.name,
        attachmentIds: [],
        text,
        attachments: [],
      },
      { secondsAgo, authorId: person.operatorId, isNote: true },
    );
  }

  get heads(): { seq: number; publicSeq: number } {
    return { seq: this.events.length, publicSeq: this.publicSeq };
  }
}
