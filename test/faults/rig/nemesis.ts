import type { Random } from '../../../server/seed/random.js';
import { isAck, isEvent, type Door } from './door.js';
import type { GroundNode } from './ground.js';
import type { Rig } from './rig.js';

export interface Fault {
  name: string;
  /** What it befalls: two faults at once befall two. */
  target: string;
  inject(): Promise<void> | void;
  /** Everything as it was. */
  heal(): Promise<void> | void;
}

type Plan = (rig: Rig, random: Random) => Fault;

const onNode =
  (
    name: string,
    make: (node: GroundNode, random: Random) => Omit<Fault, 'name' | 'target'>,
  ): Plan =>
  (rig, random) => {
    const node = random.pick(rig.nodes);
    return {
      ...{ name: `${name} ${node.process.name}`, target: node.process.name },
      ...make(node, random),
    };
  };

const proxied = (name: string, pick: 'clients' | 'database' | 'redis'): Plan[] => [
  onNode(`black hole ${name}`, (node) => ({
    inject: () => void (node[pick].mode = { kind: 'black_hole' }),
    heal: () => void (node[pick].mode = { kind: 'pass' }),
  })),
  onNode(`refused ${name}`, (node) => ({
    inject: () => void (node[pick].mode = { kind: 'refuse' }),
    heal: () => void (node[pick].mode = { kind: 'pass' }),
  })),
  onNode(`slow ${name}`, (node, random) => {
    const ms = random.between(20, 250);
    return {
      inject: () => void (node[pick].mode = { kind: 'slow', ms }),
      heal: () => void (node[pick].mode = { kind: 'pass' }),
    };
  }),
];

/** Frames of a kind reach nobody of some, and their connections know nothing of it. */
const swallowed = (
  name: string,
  isMet: (payload: Buffer) => boolean,
  { doors }: Rig,
  random: Random,
): Fault => {
  const some = doors.filter(() => random.chance(0.4));
  const set = (dropping: Door['dropping']) => {
    for (const door of some) door.dropping = dropping;
  };
  return {
    ...{ name: `swallow ${name}`, target: 'frames' },
    inject: () => set(isMet),
    heal: () => set(null),
  };
};

/** Every way things fail here; a process that dies without a word more often than the rest together. */
const plans: Plan[] = [
  ...Array.from({ length: 16 }, () =>
    onNode('kill', ({ process: node }) => ({
      inject: () => node.kill(),
      heal: () => node.start(),
    })),
  ),
  onNode('restart', ({ process: node }) => ({
    inject: () => node.stop().then(() => undefined),
    heal: () => node.start(),
  })),
  onNode('freeze', ({ process: node }) => ({
    inject: () => node.freeze(),
    heal: () => node.thaw(),
  })),
  ...Array.from({ length: 6 }, (): Plan => ({ database }) => ({
    ...{ name: 'kill database', target: 'database' },
    inject: () => database.kill(),
    heal: () => database.start(),
  })),
  ({ database }) => ({
    ...{ name: 'freeze database', target: 'database' },
    inject: () => database.freeze(),
    heal: () => database.thaw(),
  }),
  ({ redis }) => ({
    ...{ name: 'kill redis', target: 'redis' },
    inject: () => redis.kill(),
    heal: () => redis.start(),
  }),
  ({ redis }) => ({
    ...{ name: 'freeze redis', target: 'redis' },
    inject: () => redis.freeze(),
    heal: () => redis.thaw(),
  }),
  onNode('cut answers of', (node, random) => ({
    inject: () => node.clients.cutAnswerAfter(random.between(1, 4_000)),
    heal: () => node.clients.cut(),
  })),
  onNode('cut clients of', (node) => ({
    inject: () => node.clients.cut(),
    heal: () => undefined,
  })),
  (rig, random) => swallowed('acknowledgements', isAck, rig, random),
  (rig, random) => swallowed('events', isEvent('session:event'), rig, random),
  ...proxied('clients of', 'clients'),
  ...proxied('redis of', 'redis'),
];

const plansOf = ({ isDatabaseProxied }: Rig): Plan[] =>
  isDatabaseProxied ? [...plans, ...proxied('database of', 'database')] : plans;

/** One fault, or now and then two at once that befall different things. */
export const nextFaults = (rig: Rig, random: Random): Fault[] => {
  const first = random.pick(plansOf(rig))(rig, random);
  if (!random.chance(0.25)) return [first];
  const second = random.pick(plansOf(rig))(rig, random);
  return second.target === first.target ? [first] : [first, second];
};
