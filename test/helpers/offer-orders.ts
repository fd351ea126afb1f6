import { expect } from 'chai';
import type { Random } from '../../server/seed/random.js';
import { limits } from '../../shared/limits.js';
import { Refused, type CitizenClient, type StaffClient } from './clients.js';
import type { Replayed } from './replay.js';

/** The last instant at which a click on an offer is still in time. */
const offerLastMs = limits.offer.operatorMs + limits.offer.graceMs;

export interface RacedOffer {
  sessionId: string;
  offerId: string;
}

/** Whom an offer is raced by: five devices of whom it is made to, a colleague, and the citizen. */
export interface RacingTeam {
  devices: StaffClient[];
  colleague: StaffClient;
  citizen: CitizenClient;
}

export interface Contender {
  name: string;
  act: () => Promise<unknown>;
}

/** What each contender was answered, by their names. */
export type Outcomes = ReadonlyMap<string, string>;

/** `ok`, or the code of the refusal. */
export const outcomeOf = async (act: () => Promise<unknown>): Promise<string> => {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

/** Everything but the accepts that may end an offer; `expire` lets time pass and every process look. */
export const contendersOf = (
  { citizen, colleague, devices }: RacingTeam,
  offer: RacedOffer,
  kind: { isTransfer: boolean; random: Random; expire: (ms: number) => Promise<unknown> },
): Record<'decline' | 'expire' | 'close' | 'colleague', Contender> => {
  const { sessionId } = offer;
  const { expire, isTransfer, random } = kind;
  return {
    decline: {
      name: 'decline',
      act: () => random.pick(devices).ask('offer:decline', { ...offer, reason: 'break' }),
    },
    // At the last instant both a click and the end are in time.
    expire: { name: 'expire', act: () => expire(offerLastMs + random.between(0, 1)) },
    close: { name: 'close', act: () => citizen.ask('session:close', { sessionId }) },
    colleague: isTransfer
      ? { name: 'cancel', act: () => colleague.ask('transfer:cancel', { sessionId }) }
      : { name: 'take', act: () => colleague.ask('queue:take', { sessionId }) },
  };
};

/** An accept from every device and some of the others, in an order of chance. */
export const mixIn = (
  others: readonly Contender[],
  { devices }: RacingTeam,
  offer: RacedOffer,
  { share, random }: { share: number; random: Random },
): Contender[] => {
  const accepts = devices.map((device, index) => ({
    name: `accept ${index + 1}`,
    act: () => device.ask('offer:accept', offer),
  }));
  const left: Contender[] = [...accepts, ...others.filter(() => random.chance(share))];
  const mixed: Contender[] = [];
  while (left.length > 0) mixed.push(...left.splice(random.between(0, left.length - 1), 1));
  return mixed;
};

/** All at once, some a few turns of the loop behind. */
export const play = async (
  contenders: readonly Contender[],
  random: Random,
  answerOf = outcomeOf,
): Promise<Outcomes> => {
  const outcomes = new Map<string, string>();
  const running: Promise<void>[] = [];
  for (const { name, act } of contenders) {
    running.push(answerOf(act).then((outcome) => void outcomes.set(name, outcome)));
    for (let turn = random.between(0, 4); turn > 0; turn -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await Promise.all(running);
  return outcomes;
};

type OfferEnd = 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** Each offer in the log has one end or is open, and nobody was told otherwise. Answers how the raced one ended. */
export const checkEnds = (
  { state, steps }: Replayed,
  { offerId }: RacedOffer,
  outcomes: Outcomes,
): OfferEnd => {
  const isIn = (offers: readonly { offerId: string }[], id: string) =>
    offers.some((candidate) => candidate.offerId === id);
  const endsOf = (id: string) =>
    steps.filter(({ before, after }) => isIn(before.offers, id) && !isIn(after.offers, id));
  for (const { event } of steps) {
    if (event.kind !== 'offer.made') continue;
    const { offerId: id } = event.plain;
    expect(endsOf(id).length + Number(isIn(state.offers, id)), `ends of ${id}`).to.equal(1);
  }
  const named = steps.filter(
    ({ event }) =>
      (event.kind === 'offer.ended' || event.kind === 'operator.joined') &&
      event.plain.offerId === offerId,
  );
  expect(named).to.have.length.at.most(1);
  const event = endsOf(offerId)[0]?.event;
  const isAccepted = event?.kind === 'operator.joined' && event.plain.offerId === offerId;
  const isDeclined = event?.kind === 'offer.ended' && event.plain.outcome === 'declined';
  for (const [name, outcome] of outcomes) {
    if (name.startsWith('accept'))
      expect(outcome, name).to.be.oneOf(isAccepted ? ['ok', 'offer_gone'] : ['offer_gone']);
  }
  if (isAccepted) expect([...outcomes.values()]).to.include('ok');
  if (outcomes.has('decline'))
    expect(outcomes.get('decline'), 'decline').to.equal(isDeclined ? 'ok' : 'offer_gone');
  expect(outcomes.get('close') ?? 'ok', 'close').to.equal('ok');
  if (isAccepted) return 'accepted';
  return event?.kind === 'offer.ended' ? event.plain.outcome : 'withdrawn';
};
