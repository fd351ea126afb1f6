import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer } from '../../client/answer.js';
import { followOtherTabs, ownMessages } from '../../client/kept/other-tabs.js';
import type { OwnedValues } from '../../client/kept/owned-values.js';
import { createOutbox, type Outbox, type Outgoing, type Pending } from '../../client/outbox.js';
import type { StoredMessage } from '../../client/wire.js';
import type { Audience } from '../../shared/domain/states.js';
import type { StaffEventView } from '../../shared/views/session-events.js';
import type { StaffCourier } from './session-feed.js';

type StaffOutgoing = Outgoing & { audience: Audience };

export type PendingMessage = Pending<StaffOutgoing>;

/** What is on its way from this tab and, behind it, from the person's others. */
export interface StaffOutbox extends Omit<Outbox<StaffOutgoing>, 'messages'> {
  store: StoreApi<{ messages: readonly PendingMessage[] }>;
}

export interface StaffOutboxParts {
  courier: Pick<StaffCourier, 'send'>;
  kept: OwnedValues;
  /** Before the message leaves the outbox, so that its bubble never flickers. */
  onStored: (sessionId: string, stored: StoredMessage<StaffEventView>) => void;
}

/** The client's outbox on the console's screen. */
export const createStaffOutbox = ({ courier, kept, onStored }: StaffOutboxParts): StaffOutbox => {
  const store: StaffOutbox['store'] = createStore(() => ({ messages: [] }));
  let mine: readonly PendingMessage[] = [];
  let elsewhere: readonly PendingMessage[] = [];
  const show = () => store.setState({ messages: [...mine, ...elsewhere] });

  const send = async (
    message: PendingMessage,
    follows: string | undefined,
  ): Promise<Answer<unknown>> => {
    const { sessionId, clientMessageId, text, attachments, audience } = message;
    const answer = await courier.send({
      ...{ sessionId, clientMessageId, text, audience },
      attachmentIds: attachments.map((card) => card.attachmentId),
      ...(follows === undefined ? {} : { follows }),
    });
    if (answer.ok) onStored(sessionId, answer.data);
    return answer;
  };
  const outbox = createOutbox<StaffOutgoing>({
    ...{ send, kept: ownMessages(kept) },
    onChange(messages) {
      mine = messages;
      show();
    },
  });
  mine = outbox.messages;
  const others = followOtherTabs<PendingMessage>({
    ...{ kept, outbox },
    onChange(messages) {
      elsewhere = messages;
      show();
    },
  });

  return {
    store,
    add: (message) => outbox.add(message),
    retry(clientMessageId) {
      if (!others.retry(clientMessageId)) outbox.retry(clientMessageId);
    },
    drop(clientMessageId) {
      if (!others.drop(clientMessageId)) outbox.drop(clientMessageId);
    },
    confirm: (clientMessageId) => outbox.confirm(clientMessageId),
    wake: () => outbox.wake(),
    close() {
      others.close();
      outbox.close();
    },
  };
};
