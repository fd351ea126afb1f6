import type { Connection } from 'mongoose';
import type { CalendarDayKind } from '../../../shared/schemas/admin.js';

/** A day an administrator has set; `ordinary` takes back what the shipped calendar says. */
export interface StoredCalendarDay {
  date: string;
  kind: CalendarDayKind | 'ordinary';
  title: string;
}

type DayDocument = Omit<StoredCalendarDay, 'date'> & { _id: string };

export interface CalendarStore {
  list(): Promise<StoredCalendarDay[]>;
  put(day: StoredCalendarDay): Promise<void>;
}

export const createCalendarStore = (connection: Connection): CalendarStore => {
  const collection = connection.collection<DayDocument>('calendarDays');
  return {
    async list() {
      const found = await collection.find().toArray();
      return found.map(({ _id, kind, title }) => ({ date: _id, kind, title }));
    },
    async put({ date, kind, title }) {
      await collection.updateOne({ _id: date }, { $set: { kind, title } }, { upsert: true });
    },
  };
};
