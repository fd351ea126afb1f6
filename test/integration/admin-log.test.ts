import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { AuditEntryView, CalendarView } from '../../shared/views/admin.js';
import { Administrator } from '../helpers/administrator.js';
import { World, namedClassifier, poolId } from '../helpers/world.js';

describe('The log of changes', () => {
  let world: World;
  let admin: Administrator;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    admin = await Administrator.hire(world);
  });
  after(() => world.close());

  const page = async (query: string) =>
    (await admin.ask<{ entries: AuditEntryView[]; hasMore: boolean }>('GET', `/audit${query}`))
      .body;

  it('says what a day was and what it is, and the calendar says it too', async () => {
    const path = '/calendar/2026-03-17';
    const holiday = { kind: 'holiday', title: 'День города' };
    const { status, body } = await admin.ask<CalendarView>('PUT', path, holiday);
    expect([status, body.year]).to.deep.equal([200, 2026]);
    expect(body.days).to.deep.include({ date: '2026-03-17', ...holiday });
    expect(world.app.domain.calendar.days.findDay('2026-03-17')).to.include(holiday);
    const back = await admin.ask<CalendarView>('PUT', path, { kind: null, title: 'Отменён' });
    expect(back.body.days.map(({ date }) => date)).not.to.include('2026-03-17');
    const read = await admin.ask<CalendarView>('GET', '/calendar?year=2026');
    expect(read.body).to.deep.equal(back.body);
    const entries = await admin.audit('2026-03-17');
    expect(entries.map(({ action, changes }) => [action, changes])).to.deep.equal([
      [
        'calendar.changed',
        [
          { field: 'kind', before: 'holiday', after: null },
          { field: 'title', before: 'День города', after: null },
        ],
      ],
      [
        'calendar.changed',
        [
          { field: 'kind', before: null, after: 'holiday' },
          { field: 'title', before: null, after: 'День города' },
        ],
      ],
    ]);
  });

  it('is read page by page, each entry once, though many are of one moment', async () => {
    const store = world.app.domain.stores.audit;
    const { auditPage } = limits.settings;
    const entries = Array.from({ length: auditPage + 7 }, (_, index) =>
      world.app.domain.audit.draft(
        { kind: 'system', name: 'test' },
        { action: 'pool.changed', subjectId: poolId('social'), subjectTitle: `${index}` },
      ),
    );
    await store.add(entries);
    await store.add(entries);
    const first = await page(`?subjectId=${poolId('social')}`);
    expect([first.entries.length, first.hasMore]).to.deep.equal([auditPage, true]);
    const last = first.entries.at(-1)?.entryId ?? '';
    const second = await page(`?subjectId=${poolId('social')}&before=${last}`);
    expect(second.hasMore).to.equal(false);
    const titles = [...first.entries, ...second.entries].map(({ subjectTitle }) => subjectTitle);
    expect(titles).to.deep.equal(entries.map(({ subjectTitle }) => subjectTitle).toReversed());
    const whole = await page('');
    expect(whole.entries[0]?.entryId).to.equal(first.entries[0]?.entryId);
    const unknown = await admin.ask('GET', `/audit?before=${'e'.repeat(24)}`);
    expect(unknown.body.code).to.equal('not_found');
  });

  it('is found by an index', async () => {
    const { at, _id } = (await world.app.domain.stores.audit.list({ count: 1 }))[0]!;
    const collection = world.connection.collection<{ _id: string; at: Date }>('auditEntries');
    const subject = { subjectId: poolId('social') };
    const [same, older] = [{ at, _id: { $lt: _id } }, { at: { $lt: at } }];
    const questions = [same, older, subject, { ...subject, ...same }, { ...subject, ...older }];
    for (const filter of questions) {
      const plan = await collection.find(filter).sort({ at: -1, _id: -1 }).explain();
      expect(JSON.stringify(plan)).not.to.include('COLLSCAN');
    }
  });
});
