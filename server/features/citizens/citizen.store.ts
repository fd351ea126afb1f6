import type { Connection } from 'mongoose';
import { dropIndexes } from '../../storage/drop-indexes.js';
import { createCitizenModel, type Citizen } from './citizen.model.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

export interface CitizenStore {
  ensureIndexes(): Promise<void>;
  /** `taken`: the portal's user is known already. */
  create(citizen: Citizen): Promise<'created' | 'taken'>;
  findById(citizenId: string): Promise<Citizen | null>;
  findByPortalIdHash(portalIdHash: string): Promise<Citizen | null>;
  setName(citizenId: string, name: NonNullable<Citizen['name']>): Promise<void>;
}

export const createCitizenStore = (connection: Connection): CitizenStore => {
  const citizens = createCitizenModel(connection);
  return {
    async ensureIndexes() {
      await dropIndexes(connection, 'citizens', ['portal_id_hash']);
      await citizens.createIndexes();
    },
    async create(citizen) {
      try {
        await citizens.create(citizen);
        return 'created';
      } catch (error) {
        if (isDuplicateKey(error)) return 'taken';
        throw error;
      }
    },
    findById: (citizenId) => citizens.findById(citizenId).lean<Citizen>().exec(),
    findByPortalIdHash: (portalIdHash) => citizens.findOne({ portalIdHash }).lean<Citizen>().exec(),
    async setName(citizenId, name) {
      await citizens.updateOne({ _id: citizenId }, { $set: { name } });
    },
  };
};
