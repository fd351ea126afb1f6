import type { Connection } from 'mongoose';

/** One server process and when it last said that it runs. */
export interface NodeRecord {
  /** The process's id: another one after each start. */
  _id: string;
  aliveAt: Date;
}

export interface NodeStore {
  beat(nodeId: string, aliveAt: Date): Promise<void>;
  list(): Promise<NodeRecord[]>;
  remove(nodeIds: readonly string[]): Promise<void>;
}

export const createNodeStore = (connection: Connection): NodeStore => {
  const collection = connection.collection<NodeRecord>('nodes');
  return {
    async beat(nodeId, aliveAt) {
      await collection.updateOne({ _id: nodeId }, { $set: { aliveAt } }, { upsert: true });
    },
    list: () => collection.find().toArray(),
    async remove(nodeIds) {
      await collection.deleteMany({ _id: { $in: [...nodeIds] } });
    },
  };
};
