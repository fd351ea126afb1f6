import type { Connection } from 'mongoose';

interface ChangeCount {
  _id: 'changes';
  count: number;
}

export interface SettingsStore {
  /** How often anything was changed so far. */
  countChanges(): Promise<number>;
  noteChange(): Promise<void>;
}

export const createSettingsStore = (connection: Connection): SettingsStore => {
  const collection = connection.collection<ChangeCount>('settings');
  return {
    async countChanges() {
      return (await collection.findOne({ _id: 'changes' }))?.count ?? 0;
    },
    async noteChange() {
      await collection.updateOne({ _id: 'changes' }, { $inc: { count: 1 } }, { upsert: true });
    },
  };
};
