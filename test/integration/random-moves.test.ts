import { limits } from '../../shared/limits.js';
import { assertHistory, assertInvariants } from '../helpers/invariants.js';
import { RandomShift } from '../helpers/random-shift.js';
import { World, namedClassifier } from '../helpers/world.js';

/** `LINIYA_TEST_SEED` repeats one run; each seed is a shift of its own. */
const seeds = process.env['LINIYA_TEST_SEED']
  ? [Number(process.env['LINIYA_TEST_SEED'])]
  : [11, 28];
const rounds = 70;

describe('A shift of random moves', function () {
  this.timeout(60_000);

  for (const seed of seeds) {
    it(`keeps seats, queue, offers and escalations true to the log (seed ${seed})`, async () => {
      const world = await World.create({ classifier: namedClassifier });
      const shift = new RandomShift(world, seed);
      try {
        await shift.begin();
        for (let round = 0; round < rounds; round += 1) {
          await shift.actTogether();
          if (round % 5 === 0) await shift.letTimePass();
          if (round === rounds / 2) await shift.restart();
          await world.settle();
          await assertInvariants(world);
        }
        await world.advance(limits.queue.sweepMs);
        await assertInvariants(world);
        await assertHistory(world);
      } catch (error) {
        const last = shift.done.slice(-40).join(' · ');
        throw new Error(`Seed ${seed}, after ${shift.done.length} moves, the last: ${last}`, {
          cause: error,
        });
      } finally {
        await world.close();
      }
    });
  }
});
