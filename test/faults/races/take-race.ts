import { Refused, type StaffClient } from '../../helpers/clients.js';
import { hireCrowd } from '../../helpers/crowd.js';
import { forgetHeard, type ThreeNodes } from './three-nodes.js';

export interface TakeFigures {
  chats: number;
  takes: number;
  /** Chats with any other number of winners than one. */
  notOneWinner: number;
  /** Losers that heard anything but `already_taken` with the winner’s name. */
  wronglyTold: number;
  /** Seats that were taken by anybody but the one owner, or not free after the close. */
  wrongSeats: number;
  /** From the first question to the last answer, per chat, in ms. */
  raceMs: number[];
  problems: string[];
}

/** One guest may open so many in ten minutes. */
const chatsACitizen = 25;

/** All of the crowd, spread over three nodes, take the same waiting chat at once; then the next. */
export const raceForChats = async (
  nodes: ThreeNodes,
  plan: { operators: number; chats: number; isTimeUp?: () => boolean },
): Promise<TakeFigures> => {
  const figures: TakeFigures = {
    ...{ chats: 0, takes: 0, notOneWinner: 0, wronglyTold: 0, wrongSeats: 0 },
    ...{ raceMs: [], problems: [] },
  };
  const crowd = await hireCrowd(nodes.first, plan.operators, nodes.worlds);
  const citizens = await Promise.all(
    Array.from({ length: Math.ceil(plan.chats / chatsACitizen) }, (_, index) =>
      nodes.on(index).citizen(),
    ),
  );
  for (let index = 0; index < plan.chats && plan.isTimeUp?.() !== true; index += 1) {
    const citizen = citizens[index % citizens.length];
    if (!citizen) throw new Error('Nobody to open a chat.');
    await citizen.open(`payments: вопрос ${String(index + 1)}`);
    await nodes.settle();
    const { sessionId } = citizen;
    const note = (problem: string) => void figures.problems.push(`chat ${index + 1}: ${problem}`);
    const startedAt = performance.now();
    const outcomes = await Promise.allSettled(
      crowd.map((operator) => operator.ask('queue:take', { sessionId })),
    );
    figures.raceMs.push(performance.now() - startedAt);
    figures.takes += outcomes.length;
    await nodes.settle();

    const winners = crowd.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    if (winners.length !== 1) {
      figures.notOneWinner += 1;
      note(`${winners.length} winners`);
    }
    for (const told of outcomes.flatMap((one) =>
      one.status === 'rejected' ? [describeRefusal(one.reason)] : [],
    )) {
      if (told === `already_taken by ${winners[0]?.name ?? ''}`) continue;
      figures.wronglyTold += 1;
      note(told);
    }
    const wrong = await countWrongSeats(nodes, sessionId, winners);
    await citizen.ask('session:close', { sessionId });
    await nodes.settle();
    const left = await countTaken(nodes);
    figures.wrongSeats += wrong + left;
    if (wrong + left > 0) note(`${wrong} wrong seats, ${left} not freed`);
    figures.chats += 1;
    forgetHeard([...crowd, citizen]);
  }
  for (const { log } of nodes.worlds)
    for (const warning of log) figures.problems.push(`a node warned: ${warning.event}`);
  return figures;
};

const describeRefusal = (reason: unknown): string => {
  if (!(reason instanceof Refused)) return String(reason);
  const { byName } = (reason.details ?? {}) as { byName?: string };
  return byName === undefined ? reason.code : `${reason.code} by ${byName}`;
};

const takenSeats = async ({ first }: ThreeNodes) =>
  (await first.app.domain.stores.seats.listSeats()).filter(({ offerId }) => offerId);

const countTaken = async (nodes: ThreeNodes): Promise<number> => (await takenSeats(nodes)).length;

/** Every node names the winner, and the only seat taken is theirs. */
const countWrongSeats = async (
  nodes: ThreeNodes,
  sessionId: string,
  [winner]: readonly StaffClient[],
): Promise<number> => {
  const owners = await Promise.all(
    nodes.worlds.map(({ app }) => app.services.log.getState(sessionId)),
  );
  const seats = await takenSeats(nodes);
  const isRight =
    owners.every(({ owner }) => owner && owner.operatorId === winner?.operatorId) &&
    seats.length === 1 &&
    seats[0]?.operatorId === winner?.operatorId;
  return isRight ? 0 : Math.max(1, seats.length - 1);
};
