import { readFile } from 'node:fs/promises';
import type { AttachmentCard } from '../../../shared/domain/session-events.js';
import type { Audience } from '../../../shared/domain/states.js';
import { limits } from '../../../shared/limits.js';
import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newOpaqueId } from '../../lib/ids.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import type { SealingKey } from '../../storage/encryption/sealed.js';
import type { Actor } from '../auth/actor.js';
import type { ChatSessionState } from '../session-log/state.js';
import type { Attachment } from './attachment.model.js';
import { assertCanReadFile, authorIdOf } from './attachment.policy.js';
import { digestOf, nameOf, presentCard, sealName } from './attachment.presenter.js';
import type { AttachmentStore } from './attachment.store.js';
import type { FileBytesStore } from './file-bytes.store.js';
import type { FileInspector } from './file-inspector.js';
import { cleanFileName } from './file-name.js';
import { imagePathOf, thumbnailPathOf } from './inspect-file.js';
import { mediaRules, type FilePart } from './media-type.js';

/** The door to a session: checks the right on the way. */
export interface AttachmentSessions {
  getReadableSession(actor: Actor, sessionId: string): Promise<ChatSessionState>;
  getWritableSession(
    actor: Actor,
    sessionId: string,
    audience: Audience,
  ): Promise<ChatSessionState>;
}

export interface AttachmentDeps {
  store: AttachmentStore;
  bytes: FileBytesStore;
  keys: AppealKeys;
  sessions: AttachmentSessions;
  inspector: FileInspector;
  clock: Clock;
}

export interface UploadRequest {
  sessionId: string;
  clientMessageId: string;
  /** A file of the spool; the caller removes it afterwards, whatever happens. */
  path: string;
  originalName: string;
}

/** A file ready to be sent to somebody. */
export interface ServedFile {
  bytes: Buffer;
  /** From our own table, never the sender's word. */
  contentType: string;
  name: string;
}

/** Files of an author that may wait for their message at once in a session. */
const maxPending = 20;

/** Files that people send: taken in, given to their message, read. */
export class AttachmentService {
  readonly #deps: AttachmentDeps;

  constructor(deps: AttachmentDeps) {
    this.#deps = deps;
  }

  /**
   * Fails with `not_found` or `not_owner` where the actor may not write in the session. Staff may write notes in
   * every session they see, so whether an answer of theirs may carry the file is decided with the message.
   */
  async assertCanUpload(actor: Actor, sessionId: string): Promise<ChatSessionState> {
    const audience = actor.kind === 'citizen' ? 'all' : 'staff';
    return this.#deps.sessions.getWritableSession(actor, sessionId, audience);
  }

  /**
   * Takes in one file: looks at what it is, draws images anew, seals and stores it. The same file under the same
   * `clientMessageId` again answers with the first card. Fails with `file_type_refused`, `file_broken`,
   * `file_unreadable_image`, `rate_limited` (too many without a message), `session_closed` (the key is destroyed),
   * and as `assertCanUpload` does.
   */
  async upload(actor: Actor, request: UploadRequest): Promise<AttachmentCard> {
    const { sessionId, clientMessageId, path, originalName } = request;
    const { store, keys } = this.#deps;
    const state = await this.assertCanUpload(actor, sessionId);
    const key = state.isDestroyed ? null : await keys.findKey(state.appealId);
    if (!key) throw new DomainError('session_closed', 'The talk was destroyed.');
    const authorId = authorIdOf(actor);
    const files = { sessionId, authorId, clientMessageId };

    const digest = digestOf(key, originalName, await readFile(path));
    const known = await store.findByDigest(files, digest);
    if (known && !known.isDoomed) return presentCard(known, key);
    if ((await store.countPending(sessionId, authorId)) >= maxPending) {
      throw new DomainError('rate_limited', 'Too many files without a message.');
    }
    return this.#takeIn(key, { ...files, appealId: state.appealId, digest }, path, originalName);
  }

  /**
   * Gives files to the message that names them, in the order named, each once. The same claim again answers the
   * same. Fails with `not_found` where an id is no stored file of this author, session and `clientMessageId`, with
   * `message_conflict` where it was claimed for another audience.
   */
  async claimForMessage(request: {
    sessionId: string;
    authorId: string;
    clientMessageId: string;
    audience: Audience;
    attachmentIds: string[];
  }): Promise<AttachmentCard[]> {
    const { sessionId, authorId, clientMessageId, audience } = request;
    const { store, clock, keys } = this.#deps;
    const ids = [...new Set(request.attachmentIds)];
    if (ids.length === 0) return [];
    if (ids.length > limits.message.maxAttachments) {
      throw new DomainError('bad_request', 'Too many files for one message.');
    }
    const isTheirs = (file: Attachment) =>
      file.sessionId === sessionId &&
      file.authorId === authorId &&
      file.clientMessageId === clientMessageId &&
      file.storedAt !== undefined &&
      !file.isDoomed;
    assertAll(ids, (await store.listByIds(ids)).filter(isTheirs));

    const now = clock.now();
    const orphanAt = new Date(now.getTime() + limits.attachment.orphanAfterMs);
    await store.claim(ids, { audience, now, orphanAt });
    const claimed = assertAll(ids, (await store.listByIds(ids)).filter(isTheirs));
    if (claimed.some((file) => file.audience !== audience)) {
      throw new DomainError('message_conflict', 'The file was sent to another audience.');
    }
    const key = await keys.findKey(claimed[0]?.appealId ?? '');
    if (!key) throw new DomainError('session_closed', 'The key was destroyed.');
    return claimed.map((file) => presentCard(file, key));
  }

  /** A file or its thumbnail. Fails with `not_found`: also where the actor may not see it, or nothing can open it. */
  async getFile(actor: Actor, attachmentId: string, part: FilePart): Promise<ServedFile> {
    const { bytes, keys } = this.#deps;
    const attachment = await this.getReadable(actor, attachmentId);
    const key = await keys.findKey(attachment.appealId);
    const found = key && (await bytes.find(key, attachmentId, part));
    if (!key || !found) throw new DomainError('not_found', 'No such file.');
    const mediaType = part === 'thumbnail' ? 'image/jpeg' : attachment.mediaType;
    const { contentType } = mediaRules[mediaType];
    return { bytes: found, contentType, name: nameOf(key, attachment) };
  }

  /** For a transcript, whose reader was let in with the session: the small picture of one of its files. */
  async findThumbnail(sessionId: string, attachmentId: string): Promise<Buffer | null> {
    const { store, bytes, keys } = this.#deps;
    const attachment = await store.findById(attachmentId);
    if (attachment?.sessionId !== sessionId) return null;
    const key = await keys.findKey(attachment.appealId);
    return key && bytes.find(key, attachmentId, 'thumbnail');
  }

  /** What is known about a file the actor may read. Fails with `not_found`. */
  async getReadable(actor: Actor, attachmentId: string): Promise<Attachment> {
    const attachment = await this.#deps.store.findById(attachmentId);
    if (!attachment) throw new DomainError('not_found', 'No such file.');
    await this.#deps.sessions.getReadableSession(actor, attachment.sessionId);
    assertCanReadFile(actor, attachment);
    return attachment;
  }

  async #takeIn(
    key: SealingKey,
    origin: Pick<Attachment, 'sessionId' | 'appealId' | 'authorId' | 'clientMessageId' | 'digest'>,
    path: string,
    originalName: string,
  ): Promise<AttachmentCard> {
    const { store, bytes, inspector, clock } = this.#deps;
    const inspection = await inspector.inspect(path);
    if (inspection.outcome === 'refused') {
      throw new DomainError(inspection.code, 'The file was refused by its content.');
    }
    const { mediaType } = inspection;
    const name = cleanFileName(originalName, mediaType);
    const isPicture = inspection.outcome === 'image';
    const kept = await readFile(isPicture ? imagePathOf(path) : path);

    const now = clock.now();
    const _id = newOpaqueId(now.getTime());
    const attachment: Attachment = {
      _id,
      ...origin,
      mediaType,
      bytes: kept.length,
      ...(isPicture ? { width: inspection.width, height: inspection.height } : {}),
      name: sealName(key, _id, name),
      createdAt: now,
      orphanAt: new Date(now.getTime() + limits.attachment.orphanAfterMs),
    };
    // The entry comes first: bytes of an upload that dies half-way are found through it and deleted after an hour.
    await store.insert(attachment);
    await bytes.put(key, _id, 'file', kept);
    if (isPicture) {
      await bytes.put(key, _id, 'thumbnail', await readFile(thumbnailPathOf(path)));
    }
    await store.markStored(_id, clock.now());
    return presentCard(attachment, key);
  }
}

const assertAll = (ids: readonly string[], files: Attachment[]): Attachment[] => {
  const byId = new Map(files.map((file) => [file._id, file]));
  return ids.map((id) => {
    const file = byId.get(id);
    if (!file) throw new DomainError('not_found', 'No such file waits for this message.');
    return file;
  });
};
