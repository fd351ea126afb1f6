import type { GroundNode, RigDatabase } from '../rig/ground.js';
import type { RigProcess } from '../rig/processes.js';
import type { Random } from '../../../server/seed/random.js';
import type { ProxyMode, TcpProxy } from '../../helpers/tcp-proxy.js';

/** What can fail. */
export interface Victims {
  nodes: readonly GroundNode[];
  database: RigDatabase;
  /** Absent where one node stands alone. */
  redis?: RigProcess;
}

interface Fault {
  name: string;
  inject(): Promise<void> | void;
  heal(): Promise<void> | void;
}

const killed = (name: string, victim: RigDatabase | RigProcess): Fault => ({
  ...{ name: `kill ${name}`, inject: () => victim.kill(), heal: () => victim.start() },
});
const frozen = (name: string, victim: RigDatabase | RigProcess): Fault => ({
  ...{ name: `freeze ${name}`, inject: () => victim.freeze(), heal: () => victim.thaw() },
});
const through = (name: string, proxy: TcpProxy, mode: ProxyMode): Fault => ({
  name,
  inject: () => void (proxy.mode = mode),
  heal: () => void (proxy.mode = { kind: 'pass' }),
});

const connectionFaults = (name: string, proxy: TcpProxy, random: Random): Fault[] => [
  through(`black hole ${name}`, proxy, { kind: 'black_hole' }),
  through(`refused ${name}`, proxy, { kind: 'refuse' }),
  through(`slow ${name}`, proxy, { kind: 'slow', ms: random.between(20, 250) }),
];

const nodeFaults = ({ process: node, clients }: GroundNode, random: Random): Fault[] => [
  {
    name: 'restart node',
    inject: () => node.stop().then(() => undefined),
    heal: () => node.start(),
  },
  frozen('node', node),
  {
    name: 'cut answers of node',
    inject: () => clients.cutAnswerAfter(random.between(1, 4_000)),
    heal: () => clients.cut(),
  },
  { name: 'cut clients of node', inject: () => clients.cut(), heal: () => undefined },
];

/** The rig's faults in the rig's shares: a node killed most of the time, then the database, then everything else. */
export const nextFault = ({ nodes, database, redis }: Victims, random: Random): Fault => {
  const node = random.pick(nodes);
  const others = [
    ...nodeFaults(node, random),
    ...connectionFaults('clients of node', node.clients, random),
    ...connectionFaults('database of node', node.database, random),
    frozen('database', database),
    ...(redis
      ? [
          ...connectionFaults('redis of node', node.redis, random),
          ...[killed('redis', redis), frozen('redis', redis)],
        ]
      : []),
  ];
  const share = random.next();
  if (share < 0.4) return killed('node', node.process);
  return share < 0.55 ? killed('database', database) : random.pick(others);
};
