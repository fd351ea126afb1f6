import { expect } from 'chai';
import type { CitizenSessionView } from '../../shared/views/chat-session.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import { createSessionStore } from '../../widget/app/session-store.js';

const event = (publicSeq: number): CitizenEventView => ({
  ...{ kind: 'session.reopened', publicSeq, eventId: `event-${String(publicSeq)}`, body: {} },
  at: '2026-11-24T10:00:00.000Z',
});
const session = (
  publicSeq: number,
  part: Partial<CitizenSessionView> = {},
): CitizenSessionView => ({
  ...{
    sessionId: 'session',
    appealNumber: '26-0000001-1',
    status: 'active',
    identityStep: 'guest',
  },
  ...{ isIdentityRequested: false, hasDetails: false, isRecorded: true, publicSeq },
  ...{ openedAt: '2026-11-24T10:00:00.000Z', serverNow: '2026-11-24T10:00:00.000Z' },
  ...part,
});
const receipts = { citizen: { delivered: 0, read: 0 }, staff: { delivered: 0, read: 0 } };
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const joined = (publicSeq: number) =>
  Promise.resolve({ ok: true as const, data: { session: session(publicSeq), receipts } });

/** A server that holds a log of `length` events and hands out pages of three. */
const createStore = (length: () => number) => {
  const asked: number[] = [];
  const heard: [number, boolean][] = [];
  const store = createSessionStore({
    join: () => joined(length()),
    sync: (_sessionId, after) => {
      asked.push(after);
      const events = [1, 2, 3]
        .map((step) => event(after + step))
        .filter(({ publicSeq }) => publicSeq <= length());
      return Promise.resolve({ ok: true, data: { events, head: length() } });
    },
    onEvent: ({ publicSeq }, isNews) => heard.push([publicSeq, isNews]),
  });
  const seqs = () => store.events.value.map(({ publicSeq }) => publicSeq);
  return { store, asked, heard, seqs };
};

describe('widget session store', () => {
  it('reads the log page by page after the join; none of it is news', async () => {
    const { store, asked, heard, seqs } = createStore(() => 7);
    store.enter({ session: session(7), receipts });
    await settle();
    expect(seqs()).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(asked).to.deep.equal([0, 3, 6]);
    expect(heard.every(([, isNews]) => !isNews)).to.equal(true);
    expect(store.isFilled.value).to.equal(true);
  });

  it('applies the next event, drops an old one, asks for a gap', async () => {
    let length = 3;
    const { store, asked, heard, seqs } = createStore(() => length);
    store.enter({ session: session(3), receipts });
    await settle();
    length = 4;
    store.takeEvent(event(4));
    store.takeEvent(event(2));
    await settle();
    expect(asked).to.deep.equal([0]);
    length = 6;
    store.takeEvent(event(6));
    await settle();
    expect(seqs()).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(asked).to.deep.equal([0, 4]);
    expect(heard.slice(3)).to.deep.equal([
      [4, true],
      [5, true],
      [6, true],
    ]);
  });

  it('learns of a lost tail from the beacon, and of what the session has become', async () => {
    let length = 2;
    const { store, seqs } = createStore(() => length);
    store.enter({ session: session(2), receipts });
    await settle();
    length = 5;
    store.takeBeacon(5);
    await settle();
    expect(seqs()).to.deep.equal([1, 2, 3, 4, 5]);
    expect(store.session.value?.publicSeq).to.equal(5);
  });

  it('takes a newer view of the session and drops an older or foreign one', () => {
    const { store } = createStore(() => 5);
    store.enter({ session: session(5), receipts });
    store.takeSession(session(4, { status: 'queued' }));
    expect(store.session.value?.status).to.equal('active');
    store.takeSession(session(9, { sessionId: 'other', status: 'queued' }));
    expect(store.session.value?.sessionId).to.equal('session');
    store.takeSession(session(6, { status: 'closed' }));
    expect(store.session.value?.status).to.equal('closed');
  });

  it('keeps what it holds through a reconnect and forgets it for another session', async () => {
    const { store, asked } = createStore(() => 3);
    store.enter({ session: session(3), receipts });
    await settle();
    store.rejoin();
    await settle();
    expect(asked).to.deep.equal([0, 3]);
    store.enter({ session: session(3, { sessionId: 'other' }), receipts });
    await settle();
    expect(asked).to.deep.equal([0, 3, 0]);
    store.leave();
    expect([store.session.value, store.events.value]).to.deep.equal([null, []]);
  });
});
