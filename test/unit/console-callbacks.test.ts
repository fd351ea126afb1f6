import { expect } from 'chai';
import { ru } from '../../console/catalogues/ru.js';
import { shortMoment } from '../../console/components/short-moment.js';
import { describeCallTime } from '../../shared/i18n/call-time.js';
import { buildSession } from '../../console/gallery/sample/sessions.js';
import { awaitsCall, needsNoCitizen, statusKey } from '../../console/live/callback.js';
import { createTranslator } from '../../shared/i18n/translator.js';
import type { CallbackView } from '../../shared/views/chat-session.js';

const formats = createTranslator('ru', ru);
const now = new Date(2026, 10, 30, 12).getTime();
const at = (day: number, hour: number, minute = 0) =>
  new Date(2026, 10, day, hour, minute).toISOString();
const call = (isDue: boolean): CallbackView => ({
  callbackId: 'c'.repeat(24),
  ...{ callAt: at(31, 14), callUntil: at(31, 14, 30), attempt: 1, isDue },
});

describe('a call that is promised', () => {
  it('is told as a slot of its day, and on a row of today by its hour alone', () => {
    expect(describeCallTime(formats, call(false), now)).to.equal('завтра, 14:00–14:30');
    expect(shortMoment(at(30, 16, 30), formats, now)).to.equal('16:30');
    expect(shortMoment(at(31, 9), formats, now)).to.equal('завтра, 09:00');
  });

  it('is what a chat set aside for it waits for, not the citizen', () => {
    const aside = buildSession(1, { status: 'waiting_citizen' });
    expect(statusKey(aside)).to.equal('status.waiting_citizen');
    expect(statusKey({ ...aside, callback: call(false) })).to.equal('status.awaiting_call');
    expect(awaitsCall({ ...aside, callback: call(false), status: 'active' })).to.equal(false);
  });

  it('needs no citizen in the chat once it is due, nor does an answer that is read later', () => {
    const row = buildSession(1);
    expect(needsNoCitizen(row)).to.equal(false);
    expect(needsNoCitizen({ ...row, callback: call(false) })).to.equal(false);
    expect(needsNoCitizen({ ...row, callback: call(true) })).to.equal(true);
    expect(needsNoCitizen({ ...row, isLater: true })).to.equal(true);
  });
});
