import { expect } from 'chai';
import {
  applyEvent,
  applyPage,
  countUnread,
  emptyLog,
  publicHead,
} from '../../console/live/session-log.js';
import { LogBuilder } from '../../console/gallery/sample/log-builder.js';

const anna = { operatorId: 'a'.repeat(24), name: 'Анна' };

const buildEvents = () =>
  new LogBuilder()
    .citizen(60, 'раз')
    .note(50, anna, 'заметка')
    .staff(40, anna, 'два')
    .citizen(30, 'три').events;

describe('console session log', () => {
  it('applies the next event, drops an older one and reports a gap', () => {
    const [first, second, third] = buildEvents();
    const one = applyEvent(emptyLog, first!);
    expect(one).to.deep.equal({ log: { events: [first], head: 1 }, isGap: false });
    expect(applyEvent(one.log, first!)).to.deep.equal({ log: one.log, isGap: false });
    expect(applyEvent(one.log, third!)).to.deep.equal({ log: one.log, isGap: true });
    expect(applyEvent(one.log, second!).log.head).to.equal(2);
  });

  it('takes from a page only what continues the log', () => {
    const events = buildEvents();
    const half = applyPage(emptyLog, events.slice(0, 2));
    const whole = applyPage(half, events);
    expect(whole.events).to.deep.equal(events);
    expect(applyPage(whole, events)).to.equal(whole);
    expect(applyPage(half, events.slice(3))).to.equal(half);
  });

  it('counts the unread words of the citizen alone', () => {
    const log = applyPage(emptyLog, buildEvents());
    expect(countUnread(log, 0)).to.equal(2);
    expect(countUnread(log, 1)).to.equal(1);
    expect(countUnread(log, 3)).to.equal(0);
  });

  it('names the largest public number, past notes', () => {
    const builder = new LogBuilder().citizen(9, 'раз').note(8, anna, 'заметка');
    expect(publicHead(applyPage(emptyLog, builder.events))).to.equal(1);
    expect(publicHead(emptyLog)).to.equal(0);
  });
});
