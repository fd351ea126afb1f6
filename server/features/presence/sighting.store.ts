import type { Connection } from 'mongoose';
import type { CitizenSighting } from './citizen-presence.js';

interface SightingDocument extends CitizenSighting {
  /** `<nodeId>:<citizenId>` */
  _id: string;
}

/** What each process has seen of citizens' connections: kept for the other processes, for an hour. */
export interface SightingStore {
  ensureIndexes(): Promise<void>;
  putMany(sightings: CitizenSighting[]): Promise<void>;
  listSince(at: Date): Promise<CitizenSighting[]>;
}

const keptSeconds = 3_600;

export const createSightingStore = (connection: Connection): SightingStore => {
  const collection = connection.collection<SightingDocument>('citizenSightings');
  return {
    async ensureIndexes() {
      await collection.createIndexes([
        { key: { at: 1 }, name: 'at', expireAfterSeconds: keptSeconds },
      ]);
    },
    async putMany(sightings) {
      if (sightings.length === 0) return;
      await collection.bulkWrite(
        sightings.map((sighting) => ({
          replaceOne: {
            filter: { _id: `${sighting.nodeId}:${sighting.citizenId}` },
            replacement: sighting,
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    listSince: (at) => collection.find({ at: { $gte: at } }).toArray(),
  };
};
