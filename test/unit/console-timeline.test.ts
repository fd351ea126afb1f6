import { expect } from 'chai';
import { buildRail, stepStage } from '../../console/features/conversation/rail.js';
import { buildTimeline } from '../../console/features/conversation/timeline.js';
import { LogBuilder } from '../../console/gallery/sample/log-builder.js';

const anna = { operatorId: 'a'.repeat(24), name: 'Анна' };
const receipts = {
  citizen: { delivered: 3, read: 2 },
  staff: { delivered: 0, read: 0 },
};
const build = (builder: LogBuilder, part: Partial<Parameters<typeof buildTimeline>[0]> = {}) =>
  buildTimeline({
    events: builder.events,
    pending: [],
    receipts,
    myId: anna.operatorId,
    ...part,
  });

describe('console timeline', () => {
  it('marks how far each public message got, and no note', () => {
    const builder = new LogBuilder()
      .citizen(50, 'вопрос')
      .staff(40, anna, 'раз')
      .staff(30, anna, 'два')
      .staff(20, anna, 'три')
      .note(10, anna, 'заметка');
    const deliveries = build(builder).flatMap((item) =>
      item.kind === 'message' ? [item.delivery] : [],
    );
    expect(deliveries).to.deep.equal([undefined, 'read', 'delivered', 'sent', undefined]);
  });

  it('continues one author within three minutes, never across a note', () => {
    const builder = new LogBuilder()
      .staff(400, anna, 'раз')
      .staff(390, anna, 'два')
      .note(380, anna, 'заметка')
      .staff(370, anna, 'три')
      .staff(10, anna, 'четыре');
    const continued = build(builder).flatMap((item) =>
      item.kind === 'message' ? [item.isContinued] : [],
    );
    expect(continued).to.deep.equal([false, true, false, false, false]);
  });

  it('shows the unread line before the first word after the mark', () => {
    const builder = new LogBuilder().citizen(50, 'раз').citizen(40, 'два').citizen(30, 'три');
    const opened = { unread: { after: 1, until: 3 } };
    const kinds = build(builder, opened).map((item) => item.kind);
    expect(kinds).to.deep.equal(['day', 'message', 'unread', 'message', 'message']);
    const unread = build(builder, opened).find((item) => item.kind === 'unread');
    expect(unread).to.include({ count: 2 });
    const allRead = build(builder, { unread: { after: 2, until: 2 } });
    expect(allRead.some((item) => item.kind === 'unread')).to.equal(false);
  });

  it('never shows a pending message beside its stored self', () => {
    const builder = new LogBuilder().add(
      'message.created',
      { author: 'operator', attachmentIds: [], text: 'раз', attachments: [] },
      { secondsAgo: 5, authorId: anna.operatorId, clientMessageId: 'first001' },
    );
    const pending = ['first001', 'second01'].map((clientMessageId) => ({
      clientMessageId,
      sessionId: 's',
      text: clientMessageId,
      attachments: [],
      audience: 'all' as const,
      queuedAt: 0,
      state: 'sending' as const,
    }));
    const keys = build(builder, { pending }).flatMap((item) =>
      item.kind === 'pending' ? [item.key] : [],
    );
    expect(keys).to.deep.equal(['second01']);
  });
});

describe('console rail', () => {
  it('puts what happened at the stage where it happened', () => {
    const builder = new LogBuilder()
      .add(
        'operator.joined',
        {
          operatorId: anna.operatorId,
          operatorName: 'Анна',
          tier: 'operator',
          offerId: 'o',
          how: 'offer',
        },
        { secondsAgo: 9 },
      )
      .add('stage.changed', { stage: 'analysis' }, { secondsAgo: 8 });
    for (const name of ['один.png', 'два.png']) {
      builder.add(
        'message.created',
        {
          author: 'citizen',
          attachmentIds: ['f'],
          text: '',
          attachments: [{ attachmentId: 'f', name, mediaType: 'image/png', bytes: 1 }],
        },
        { secondsAgo: 5, authorId: 'citizen' },
      );
    }
    const stations = buildRail(builder.events, 'analysis');
    expect(stations.map((station) => station.state)).to.deep.equal([
      'past',
      'past',
      'past',
      'now',
      'ahead',
      'ahead',
      'ahead',
    ]);
    expect(stations[0]?.marks).to.have.length(1);
    expect(stations[0]?.marks[0]).to.include({ kind: 'joined', name: 'Анна' });
    expect(stations[3]?.marks).to.have.length(1);
    expect(stations[3]?.marks[0]).to.include({ kind: 'file', name: 'два.png', count: 2 });
  });

  it('steps between stages and stays at the ends', () => {
    expect(stepStage('greeting', 1)).to.equal('identity');
    expect(stepStage('greeting', -1)).to.equal('greeting');
    expect(stepStage('closing', 1)).to.equal('closing');
  });
});
