import type { Connection } from 'mongoose';
import type { CalendarDayKind } from '../../../shared/schemas/admin.js';
import { createOutbox } from '../../storage/outbox.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox } from '../audit/audit.service.js';

/** A day an administrator has set; `ordinary` takes back what the shipped calendar says. */
export interface StoredCalendarDay {
  date: string;
  kind: CalendarDayKind | 'ordinary';
  title: string;
}

type DayDocument = Omit<StoredCalendarDay, 'date'> & { _id: string; unaudited?: AuditEntry[] };

export interface CalendarStore extends AuditOutbox {
  list(): Promise<StoredCalendarDay[]>;
  /** `entry`: what the audit log is to say of it. */
  put(day: StoredCalendarDay, entry?: AuditEntry): Promise<void>;
}

export const createCalendarStore = (connection: Connection): CalendarStore => {
  const collection = connection.collection<DayDocument>('calendarDays');
  return {
    async list() {
      const found = await collection.find().toArray();
      return found.map(({ _id, kind, title }) => ({ date: _id, kind, title }));
    },
    async put({ date, kind, title }, entry) {
      const carried = entry ? { $push: { unaudited: entry } } : {};
      await collection.updateOne(
        { _id: date },
        { $set: { kind, title }, ...carried },
        { upsert: true },
      );
    },
    ...createOutbox<AuditEntry>(connection, 'calendarDays'),
  };
};
