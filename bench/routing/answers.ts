import { DomainError } from '../../server/lib/domain-error.js';
import type { Random } from '../../server/seed/random.js';
import { declineReasons } from '../../shared/domain/states.js';
import type { PlainOf } from '../../shared/domain/session-events.js';
import type { Floor } from '../floor/floor.js';
import { lasting, streamOf } from './plan.js';
import type { Shifts } from './shifts.js';

/** Of a hundred offers: so many are declined, so many are not seen in time. */
const habits = {
  queue: { declined: 0.035, missed: 0.02, meanMs: 4_000, mostMs: 28_000 },
  transfer: { declined: 0.1, missed: 0.03, meanMs: 5_000, mostMs: 28_000 },
  escalation: { declined: 0.15, missed: 0.08, meanMs: 3_500, mostMs: 14_000 },
};

/** Does something that a rule may refuse, because somebody was faster. Anything else is an error of the day itself. */
export const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'internal') return false;
    throw error;
  }
};

/** Whoever is asked accepts, declines or misses it: by chance of that chat and that offer, whoever it is. */
export const playAnswers = (
  floor: Floor,
  shifts: Shifts,
  seedOf: (sessionId: string) => number,
): void => {
  const asked = new Map<string, number>();

  const answer = async (sessionId: string, offer: PlainOf<'offer.made'>, random: Random) => {
    const { offerId, operatorId, purpose } = offer;
    const person = floor.staff.find(operatorId);
    if (!person || !shifts.canAct(operatorId)) return;
    const actor = floor.staffActor(person);
    const isDeclined = random.chance(habits[purpose].declined);
    const reason = random.pick(declineReasons);
    await attempt(() =>
      isDeclined
        ? floor.offers.declineOffer(actor, { sessionId, offerId, reason })
        : floor.offers.acceptOffer(actor, { sessionId, offerId }),
    );
  };

  floor.observe(({ event }) => {
    if (event.kind !== 'offer.made') return;
    const { sessionId, plain } = event;
    const nth = (asked.get(sessionId) ?? 0) + 1;
    asked.set(sessionId, nth);
    const random = streamOf(seedOf(sessionId), 3, nth);
    const { missed, meanMs, mostMs } = habits[plain.purpose];
    if (random.chance(missed)) return;
    const afterMs = Math.min(mostMs, 1_200 + lasting(random, meanMs));
    floor.agenda.at(event.at.getTime() + afterMs, () => answer(sessionId, plain, random));
  });
};
