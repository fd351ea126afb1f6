import mongoose, { type Connection } from 'mongoose';
import type { Role } from '../../../shared/domain/states.js';
import { createOperatorModel, type Operator } from './operator.model.js';

export type OperatorChange = Partial<
  Pick<
    Operator,
    | 'passwordHash'
    | 'name'
    | 'role'
    | 'poolIds'
    | 'capacity'
    | 'requestTypes'
    | 'languages'
    | 'isActive'
  >
>;

export interface OperatorStore {
  ensureIndexes(): Promise<void>;
  /** `taken`: somebody has this login. */
  create(operator: Operator): Promise<'created' | 'taken'>;
  findById(operatorId: string): Promise<Operator | null>;
  findByLogin(loginFolded: string): Promise<Operator | null>;
  /** The demo person of a role whom a visitor plays; the first by id where there are several. */
  findDemo(role: Role): Promise<Operator | null>;
  /** Everybody, eldest first: staff are some hundreds at most. */
  list(): Promise<Operator[]>;
  update(operatorId: string, change: OperatorChange): Promise<Operator | null>;
}

export const createOperatorStore = (connection: Connection): OperatorStore => {
  const operators = createOperatorModel(connection);
  return {
    async ensureIndexes() {
      await operators.createIndexes();
    },
    async create(operator) {
      try {
        await operators.create(operator);
        return 'created';
      } catch (error) {
        if (error instanceof mongoose.mongo.MongoServerError && error.code === 11_000)
          return 'taken';
        throw error;
      }
    },
    findById: (operatorId) => operators.findById(operatorId).lean<Operator>().exec(),
    findByLogin: (loginFolded) => operators.findOne({ loginFolded }).lean<Operator>().exec(),
    async findDemo(role) {
      const found = await operators
        .find({ isDemo: true, role, isActive: true })
        .sort({ _id: 1 })
        .lean<Operator[]>()
        .exec();
      return found.find((person) => person.isTraining !== true) ?? null;
    },
    list: () => operators.find().sort({ _id: 1 }).lean<Operator[]>().exec(),
    update: (operatorId, change) =>
      operators
        .findOneAndUpdate({ _id: operatorId }, { $set: change }, { returnDocument: 'after' })
        .lean<Operator>()
        .exec(),
  };
};
