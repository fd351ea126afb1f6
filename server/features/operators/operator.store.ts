import type { Connection } from 'mongoose';
import type { Role } from '../../../shared/domain/states.js';
import type { AuditEntry } from '../audit/audit-entry.js';
import type { AuditOutbox } from '../audit/audit.service.js';
import { atRevision, createOutbox, setOrUnset } from '../../storage/outbox.js';
import { createOperatorModel, type Operator } from './operator.model.js';
import { isDuplicateKey } from '../../storage/duplicate-key.js';

export type OperatorChange = Partial<
  Pick<Operator, 'name' | 'role' | 'poolIds' | 'capacity' | 'isActive'>
> & {
  /** null: every type, every language. */
  requestTypes?: Operator['requestTypes'] | null;
  languages?: Operator['languages'] | null;
};

export interface OperatorStore extends AuditOutbox {
  ensureIndexes(): Promise<void>;
  /** `taken`: somebody has this login. */
  create(operator: Operator): Promise<'created' | 'taken'>;
  findById(operatorId: string): Promise<Operator | null>;
  findByLogin(loginFolded: string): Promise<Operator | null>;
  /** The demo person of a role whom a visitor plays; the first by id where there are several. */
  findDemo(role: Role): Promise<Operator | null>;
  /** Everybody, eldest first: staff are some hundreds at most. */
  list(): Promise<Operator[]>;
  /**
   * Null where there is nobody of this id, or the account is not what it was at `revision` any more. `entry`: what the
   * audit log is to say of it.
   */
  update(
    operatorId: string,
    change: OperatorChange,
    audited: { revision: number; entry: AuditEntry },
  ): Promise<Operator | null>;
  setPassword(operatorId: string, passwordHash: string, entry: AuditEntry): Promise<void>;
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
        if (isDuplicateKey(error)) return 'taken';
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
    update(operatorId, change, { revision, entry }) {
      const { $set, ...rest } = setOrUnset(change);
      return operators
        .findOneAndUpdate(
          { _id: operatorId, revision: atRevision(revision) },
          { $set: { ...$set, revision: revision + 1 }, ...rest, $push: { unaudited: entry } },
          { returnDocument: 'after' },
        )
        .lean<Operator>()
        .exec();
    },
    async setPassword(operatorId, passwordHash, entry) {
      await operators.updateOne(
        { _id: operatorId },
        { $set: { passwordHash }, $push: { unaudited: entry } },
      );
    },
    ...createOutbox<AuditEntry>(connection, 'operators'),
  };
};
