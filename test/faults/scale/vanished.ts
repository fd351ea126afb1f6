import type { OfferView } from '../../../shared/views/routing.js';
import type { CitizenClient } from '../../helpers/clients.js';
import { RigProcess } from '../rig/processes.js';
import type { Rig, StaffMember } from '../rig/rig.js';
import { TcpProxy } from '../../helpers/tcp-proxy.js';
import type { Figure } from './figure.js';
import { bringCitizen, bringStaff } from './people.js';

const ways = ['killed', 'behind a black hole', 'frozen'] as const;
const patienceMs = 150_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Victim {
  way: (typeof ways)[number];
  process: RigProcess;
  proxy: TcpProxy;
  citizen: CitizenClient;
}

const startVictim = async (
  rig: Rig,
  folder: string,
  index: number,
  { login }: StaffMember,
  begun: (() => unknown)[],
): Promise<Victim> => {
  const way = ways[index];
  const node = rig.nodes[index % rig.nodes.length];
  if (way === undefined || !node) throw new Error('A rig without nodes.');
  const proxy = await new TcpProxy(() => [node.port]).listen();
  begun.push(() => proxy.close());
  const client = new RigProcess({
    ...{ name: `operator-${index}`, path: process.execPath, logFolder: folder },
    arguments: ['--import=tsx', 'test/faults/scale/operator-process.ts'],
    readyLine: 'is online',
    env: {
      ...{ OPERATOR_LOGIN: login, OPERATOR_PORT: String(proxy.port) },
      SIGN_IN_PORT: String(node.port),
    },
  });
  begun.push(() => client.kill());
  const { devices } = await bringCitizen([node]);
  const [citizen] = devices;
  if (!citizen) throw new Error('Nobody came.');
  begun.push(() => {
    citizen.close();
  });
  await client.start();
  await citizen.open('Не прошла оплата штрафа, деньги списали два раза');
  // Whoever has no chat yet comes first: the one who has just come.
  await citizen.until(
    () =>
      citizen
        .payloads('session:event')
        .some(
          ({ event: { kind, body } }) => kind === 'operator.joined' && body.operatorName === login,
        ),
    `${login} to take the chat`,
  );
  return { way, process: client, proxy, citizen };
};

const vanish = async ({ way, process: client, proxy }: Victim): Promise<void> => {
  if (way === 'killed') await client.kill();
  else if (way === 'frozen') client.freeze();
  else proxy.mode = { kind: 'black_hole' };
};

/** From the end of an operator's client until the chat is on somebody else's screen as an offer. */
export const measureVanished = async (rig: Rig, folder: string): Promise<Figure> => {
  const [first, second, third] = rig.staff.filter(
    ({ role }, at) => role === 'operator' && at % 2 === 0,
  );
  const senior = rig.staff.find(({ role }) => role === 'senior');
  const [, , node] = rig.nodes;
  if (!first || !second || !third || !senior || !node) throw new Error('Not enough staff.');
  const begun: (() => unknown)[] = [];
  try {
    const victims: Victim[] = [];
    for (const [index, member] of [first, second, third].entries()) {
      victims.push(await startVictim(rig, folder, index, member, begun));
    }
    const heir = await bringStaff(node, senior);
    begun.push(() => {
      heir.close();
    });
    await heir.ask('presence:set', { presence: 'online' });
    const offeredAt = new Map<string, number>();
    const taken: Promise<unknown>[] = [];
    heir.socket.on('offer:made', ({ sessionId, offerId }: OfferView) => {
      offeredAt.set(sessionId, performance.now());
      taken.push(heir.ask('offer:accept', { sessionId, offerId }));
    });
    const startedAt = performance.now();
    await Promise.all(victims.map(vanish));
    const isOver = () => victims.every(({ citizen }) => offeredAt.has(citizen.sessionId));
    while (!isOver() && performance.now() - startedAt < patienceMs) await pause(100);
    await Promise.all(taken);
    const problems: string[] = [];
    const times = victims.map(({ way, citizen }) => {
      const at = offeredAt.get(citizen.sessionId);
      if (at === undefined) problems.push(`the chat of the one ${way} was never offered again`);
      return { way, ms: at === undefined ? Number.NaN : at - startedAt };
    });
    return {
      ...{ what: 'a vanished operator’s chat is offered again, worst', aimMs: 81_000, problems },
      ms: Math.max(...times.map(({ ms }) => ms)),
      note: times.map(({ way, ms }) => `${way} ${(ms / 1_000).toFixed(1)} s`).join(', '),
    };
  } finally {
    for (const end of begun.reverse()) await end();
  }
};
