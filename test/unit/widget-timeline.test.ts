import { expect } from 'chai';
import { createTranslator } from '../../shared/i18n/translator.js';
import type { CitizenEventView } from '../../shared/views/session-events.js';
import { ru } from '../../widget/app/catalogues/ru.js';
import { ruTalk } from '../../widget/app/catalogues/ru-talk.js';
import type { Pending } from '../../client/outbox.js';
import { listStations } from '../../widget/app/stations.js';
import { buildTimeline, type MessageItem } from '../../widget/app/timeline.js';

const translator = createTranslator('ru', { ...ru, ...ruTalk });
const receipts = { citizen: { delivered: 0, read: 0 }, staff: { delivered: 2, read: 1 } };
let seq = 0;
const event = (kind: string, body: object, part: object = {}): CitizenEventView => {
  seq += 1;
  const minute = String(seq).padStart(2, '0');
  return {
    ...{ kind, body, publicSeq: seq, eventId: `event-${String(seq)}` },
    at: `2026-11-24T10:${minute}:00.000Z`,
    ...part,
  } as unknown as CitizenEventView;
};
const words = (text: string, part: object = {}) =>
  event('message.created', { author: 'citizen', text, attachmentIds: [] }, part);
const build = (events: CitizenEventView[], pending: Pending[] = []) =>
  buildTimeline({ events, pending, receipts, translator });
const messagesOf = (items: ReturnType<typeof build>) =>
  items.filter((item): item is MessageItem => item.kind === 'message');

describe('widget timeline', () => {
  beforeEach(() => (seq = 0));

  it('marks own words by how far the other side has got', () => {
    const items = messagesOf(build([words('one'), words('two'), words('three')]));
    expect(items.map(({ mark }) => mark)).to.deep.equal(['read', 'delivered', 'sent']);
    expect(items.map(({ isLatestOwn }) => isLatestOwn)).to.deep.equal([false, false, true]);
  });

  it('shows a message once that is both stored and still pending, under one key', () => {
    const pending = (clientMessageId: string): Pending => ({
      ...{
        clientMessageId,
        sessionId: 's',
        text: 'words',
        attachments: [],
        queuedAt: 0,
        state: 'sending',
      },
    });
    const items = messagesOf(
      build([words('words', { clientMessageId: 'a' })], [pending('a'), pending('b')]),
    );
    expect(items.map(({ key, mark }) => [key, mark])).to.deep.equal([
      ['a', 'read'],
      ['b', 'sending'],
    ]);
  });

  it('joins the words of one author into runs and breaks them at everything else', () => {
    const items = messagesOf(
      build([words('one'), words('two'), event('session.reopened', {}), words('three')]),
    );
    expect(items.map(({ isFirst, isLast }) => [isFirst, isLast])).to.deep.equal([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('heads each day once, and never by the device’s own clock', () => {
    const late = words('tomorrow', { at: '2026-11-26T10:00:00.000Z' });
    const pending: Pending = {
      ...{
        clientMessageId: 'p',
        sessionId: 's',
        text: 'x',
        attachments: [],
        state: 'sending',
        queuedAt: 0,
      },
    };
    const kinds = build([words('today'), words('today'), late], [pending]).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['day', 'message', 'message', 'day', 'message', 'message']);
  });

  it('tells events in a sentence, and keeps silent about kinds it does not know', () => {
    const lines = build([
      event('classification.made', { requestType: 'payments', isDecided: true, alternatives: [] }),
      event('classification.made', { requestType: 'payments', isDecided: false, alternatives: [] }),
      event('operator.joined', { operatorName: 'Игорь Белов', tier: 'senior', how: 'escalation' }),
      event('identity.checked', { isMatched: false, attemptsLeft: 2 }),
      event('something.new', {}),
    ]).flatMap((item) =>
      item.kind === 'line' ? translator.t(item.line.key, item.line.params) : [],
    );
    expect(lines).to.deep.equal([
      'Тема: Оплата и возвраты',
      'Игорь Белов, старший специалист, в чате',
      'Данные не совпали. Осталось 2 попытки.',
    ]);
  });
});

describe('widget stations', () => {
  const session = (part: object) => ({ status: 'active', ...part }) as never;
  const states = (part: object, events: CitizenEventView[] = []) =>
    listStations(session(part), events).map(({ state }) => state);

  it('stand at the question before anything is asked', () => {
    expect(listStations(null, []).map(({ state }) => state)).to.deep.equal([
      'now',
      'next',
      'next',
      'next',
      'next',
    ]);
  });

  it('follow the session, and pass by a senior who was not needed', () => {
    const joined = event('operator.joined', {
      operatorName: 'Анна',
      tier: 'operator',
      how: 'offer',
    });
    expect(states({ status: 'queued' })).to.deep.equal(['done', 'now', 'next', 'next', 'next']);
    expect(states({ operator: { tier: 'senior' } }, [joined])).to.deep.equal([
      'done',
      'done',
      'done',
      'now',
      'next',
    ]);
    expect(states({ status: 'awaiting_confirmation' }, [joined])).to.deep.equal([
      'done',
      'done',
      'done',
      'skipped',
      'now',
    ]);
    expect(states({ status: 'closed' })).to.deep.equal([
      'done',
      'done',
      'skipped',
      'skipped',
      'done',
    ]);
  });
});
