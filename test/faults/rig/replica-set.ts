import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { mongodEngine } from '../../../server/storage/embedded-database/mongod-engine.js';
import { replicaSetName } from '../../../server/storage/embedded-database/replica-set.js';
import { freePort } from '../../helpers/free-port.js';
import { RigProcess } from './processes.js';
import type { RigDatabase } from './ground.js';

const memberCount = 3;
/** Quicker than the ten seconds of a set across a country: a run should see many elections. */
const electionMs = 2_000;
const primaryLimitMs = 60_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Member {
  process: RigProcess;
  port: number;
}

const withAdmin = async <Result>(
  port: number,
  ask: (admin: ReturnType<mongoose.mongo.Db['admin']>) => Promise<Result>,
): Promise<Result> => {
  const client = new mongoose.mongo.MongoClient(
    `mongodb://127.0.0.1:${port}/?directConnection=true`,
    { serverSelectionTimeoutMS: 2_000, socketTimeoutMS: 2_000 },
  );
  try {
    return await ask(client.db('admin').admin());
  } finally {
    await client.close();
  }
};

const isPrimary = ({ port }: Member): Promise<boolean> =>
  withAdmin(
    port,
    async (admin) => (await admin.command({ hello: 1 }))['isWritablePrimary'] === true,
  )
    // Dead or frozen: nobody's primary.
    .catch(() => false);

const findPrimary = async (members: readonly Member[]): Promise<Member> => {
  const endsAt = Date.now() + primaryLimitMs;
  for (;;) {
    for (const member of members) if (await isPrimary(member)) return member;
    if (Date.now() > endsAt) throw new Error('The replica set has no primary.');
    await pause(100);
  }
};

/** Three `mongod` as a replica set. What befalls «the database» befalls its primary: another one is elected. */
export const startReplicaSet = async (
  folder: string,
  path: string,
): Promise<{ database: RigDatabase; uri: string }> => {
  const members: Member[] = [];
  for (let index = 0; index < memberCount; index += 1) {
    const port = await freePort();
    const storagePath = join(folder, `database-${index}`);
    await mkdir(storagePath);
    const member = new RigProcess({
      ...{
        name: `database-${index}`,
        path,
        logFolder: folder,
        readyLine: 'Waiting for connections',
      },
      arguments: mongodEngine.arguments({ port, storagePath }),
    });
    await member.start();
    members.push({ process: member, port });
  }
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`);
  await withAdmin(members[0]?.port ?? 0, (admin) =>
    admin.command({
      replSetInitiate: {
        _id: replicaSetName,
        members: hosts.map((host, _id) => ({ _id, host })),
        settings: { electionTimeoutMillis: electionMs },
      },
    }),
  );
  await findPrimary(members);
  let struck: Member | null = null;
  const strikePrimary = async (): Promise<RigProcess> => {
    struck = await findPrimary(members);
    return struck.process;
  };
  return {
    uri: `mongodb://${hosts.join(',')}/liniya?replicaSet=${replicaSetName}`,
    database: {
      kill: async () => (await strikePrimary()).kill(),
      freeze: async () => (await strikePrimary()).freeze(),
      start: async () => struck?.process.start(),
      thaw: () => struck?.process.thaw(),
      end: async () => {
        for (const { process: member } of members) await member.kill();
      },
    },
  };
};
