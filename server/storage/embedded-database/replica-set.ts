import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';

export const replicaSetName = 'liniya';

const notYetInitialized = 94;
const alreadyInitialized = 23;
const primaryLimitMs = 30_000;
const pollMs = 25;

interface ReplicaSetConfig {
  members: { _id: number; host: string }[];
}

type Admin = ReturnType<mongoose.mongo.Db['admin']>;

const codeOf = (error: unknown) => (error as { code?: number }).code;

const readConfig = async (admin: Admin): Promise<ReplicaSetConfig | null> => {
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 });
    return config as ReplicaSetConfig;
  } catch (error) {
    if (codeOf(error) === notYetInitialized) return null;
    throw error;
  }
};

/** False where it has a configuration after all and is still reading it. */
const initiate = async (admin: Admin, host: string): Promise<boolean> => {
  try {
    await admin.command({ replSetInitiate: { _id: replicaSetName, members: [{ _id: 0, host }] } });
    return true;
  } catch (error) {
    if (codeOf(error) === alreadyInitialized) return false;
    throw error;
  }
};

const configure = async (admin: Admin, host: string): Promise<void> => {
  for (;;) {
    const config = await readConfig(admin);
    if (!config && (await initiate(admin, host))) return;
    if (config && config.members[0]?.host === host) return;
    if (config) {
      // Its set knows it by a former port; without force it would wait for that address for ever.
      const members = [{ ...config.members[0], _id: 0, host }];
      await admin.command({ replSetReconfig: { ...config, members }, force: true });
      return;
    }
    await wait(pollMs);
  }
};

const waitForPrimary = async (admin: Admin): Promise<void> => {
  const giveUpAt = performance.now() + primaryLimitMs;
  for (;;) {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary'] === true) return;
    if (performance.now() > giveUpAt) throw new Error('it did not become primary within 30 s');
    await wait(pollMs);
  }
};

/** Makes the mongod on that port a replica set of one, also after it moved to another port, and waits for its primary. */
export const prepareReplicaSet = async (port: number): Promise<void> => {
  const host = `127.0.0.1:${port}`;
  const client = new mongoose.mongo.MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const admin = client.db('admin').admin();
    await configure(admin, host);
    await waitForPrimary(admin);
  } finally {
    await client.close();
  }
};
