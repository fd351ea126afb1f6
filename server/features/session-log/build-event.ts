import type { Clock } from '../../lib/clock.js';
import { DomainError } from '../../lib/domain-error.js';
import { newOpaqueId } from '../../lib/ids.js';
import type { AppealKeys } from '../../storage/encryption/appeal-keys.js';
import { sealJson } from '../../storage/encryption/sealed.js';
import { hashBody, type AppendRequest, type EventDraft } from './draft.js';
import { eventAad, onceKeyOf, type SessionEvent } from './session-event.js';
import type { ChatSessionState } from './state.js';

/** A request has one reason at most to be stored once; where it has two, its cause counts. */
export const onceKeyIn = ({
  sessionId,
  authorId,
  clientMessageId,
  causeId,
}: {
  sessionId: string;
  authorId: string;
  clientMessageId?: string | undefined;
  causeId?: string | undefined;
}): { onceKey?: string } => {
  if (causeId !== undefined) return { onceKey: onceKeyOf({ sessionId, causeId }) };
  if (clientMessageId === undefined) return {};
  return { onceKey: onceKeyOf({ sessionId, authorId, clientMessageId }) };
};

/** The document of event n+1, sealed where it has a secret. Fails with `session_closed` where the key is destroyed. */
export type BuildEvent = (
  request: AppendRequest,
  state: ChatSessionState,
  draft: EventDraft,
) => Promise<SessionEvent>;

export const createBuildEvent =
  (deps: { clock: Clock; keys: AppealKeys; nodeId: string }): BuildEvent =>
  async (request, state, draft) => {
    const now = deps.clock.now();
    const _id = newOpaqueId(now.getTime());
    const { sessionId, authorId, clientMessageId, causeId, entry } = request;
    const needsKey = draft.secret !== undefined || clientMessageId !== undefined;
    const key = needsKey ? await deps.keys.findKey(state.appealId) : null;
    if (needsKey && !key) throw new DomainError('session_closed', 'The key was destroyed.');
    return {
      _id,
      sessionId,
      appealId: state.appealId,
      seq: state.headSeq + 1,
      ...(draft.audience === 'all' ? { publicSeq: state.publicHeadSeq + 1 } : {}),
      audience: draft.audience,
      kind: draft.kind,
      at: now,
      authorId,
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
      ...(clientMessageId !== undefined && key ? { bodyHash: hashBody(draft, key) } : {}),
      ...(causeId === undefined ? {} : { causeId }),
      ...onceKeyIn(request),
      nodeId: deps.nodeId,
      ...(entry ? { unaudited: [entry] } : {}),
      plain: draft.plain,
      ...(draft.secret && key ? { sealed: sealJson(key, draft.secret, eventAad(_id)) } : {}),
    } as SessionEvent;
  };
