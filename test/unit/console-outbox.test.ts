import { expect } from 'chai';
import { noAnswer } from '../../client/answer.js';
import { createLoneValues } from '../../client/kept/owned-values.js';
import { createStaffOutbox } from '../../console/live/outbox.js';
import type { StaffCourier } from '../../console/live/session-feed.js';
import type { AttachmentCard } from '../../shared/domain/session-events.js';

type Sent = Parameters<StaffCourier['send']>[0];

const card: AttachmentCard = {
  attachmentId: 'a1',
  name: 'скан.png',
  mediaType: 'image/png',
  bytes: 9,
};
const words = (clientMessageId: string, audience: 'all' | 'staff' = 'all') => ({
  ...{ clientMessageId, audience, sessionId: 's1', text: clientMessageId, attachments: [card] },
});
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('console outbox', () => {
  let sent: Sent[];
  const build = (answer: 'stored' | 'silent') => {
    const kept = createLoneValues();
    const told: string[] = [];
    const outbox = createStaffOutbox({
      kept,
      courier: {
        send(body) {
          sent.push(body);
          const stored = { event: { clientMessageId: body.clientMessageId } as never, head: 7 };
          return Promise.resolve(answer === 'stored' ? { ok: true, data: stored } : noAnswer);
        },
      },
      onStored(sessionId, { event, head }) {
        const { messages } = outbox.store.getState();
        const isShown = messages.some((one) => one.clientMessageId === event.clientMessageId);
        told.push(`${sessionId} ${event.clientMessageId ?? ''} ${String(head)} ${String(isShown)}`);
      },
    });
    return { outbox, kept, told };
  };

  beforeEach(() => (sent = []));

  it('sends words as the wire wants them, and hands over what is stored before the bubble goes', async () => {
    const { outbox, told } = build('stored');
    outbox.add(words('first001'));
    outbox.add(words('second01', 'staff'));
    expect(sent).to.deep.equal([
      {
        ...{ sessionId: 's1', clientMessageId: 'first001', text: 'first001', audience: 'all' },
        attachmentIds: ['a1'],
      },
      {
        ...{ sessionId: 's1', clientMessageId: 'second01', text: 'second01', audience: 'staff' },
        ...{ attachmentIds: ['a1'], follows: 'first001' },
      },
    ]);
    await settle();
    expect(told).to.deep.equal(['s1 first001 7 true', 's1 second01 7 true']);
    expect(outbox.store.getState().messages).to.deep.equal([]);
  });

  it('shows from the start what the last page left', () => {
    const { outbox, kept } = build('silent');
    outbox.add(words('first001'));
    outbox.close();
    const again = createStaffOutbox({
      kept,
      courier: { send: () => Promise.resolve(noAnswer) },
      onStored: () => undefined,
    });
    expect(again.store.getState().messages).to.deep.equal(outbox.store.getState().messages);
    again.drop('first001');
    expect(again.store.getState().messages).to.deep.equal([]);
    expect(kept.list('out.')).to.deep.equal([]);
    again.close();
  });
});
