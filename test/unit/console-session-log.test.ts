import { expect } from 'chai';
import { countUnread, emptyLog, publicHead } from '../../console/live/session-log.js';
import { LogBuilder } from '../../console/gallery/sample/log-builder.js';

const anna = { operatorId: 'a'.repeat(24), name: 'Анна' };

const logOf = ({ events }: LogBuilder) => ({ events, head: events.length });

describe('console session log', () => {
  it('counts the unread words of the citizen alone', () => {
    const log = logOf(
      new LogBuilder()
        .citizen(60, 'раз')
        .note(50, anna, 'заметка')
        .staff(40, anna, 'два')
        .citizen(30, 'три'),
    );
    expect(countUnread(log, 0)).to.equal(2);
    expect(countUnread(log, 1)).to.equal(1);
    expect(countUnread(log, 3)).to.equal(0);
  });

  it('names the largest public number, past notes', () => {
    const builder = new LogBuilder().citizen(9, 'раз').note(8, anna, 'заметка');
    expect(publicHead(logOf(builder))).to.equal(1);
    expect(publicHead(emptyLog)).to.equal(0);
  });
});
