import { expect } from 'chai';
import { simulateQueueDays } from '../helpers/queue-days.js';

const loads = [
  { operators: 3, load: 0.7 },
  { operators: 3, load: 0.9 },
  { operators: 8, load: 0.95 },
  { operators: 8, load: 1.15 },
  { operators: 20, load: 1.05 },
];

describe('The interval of a wait over whole days', () => {
  for (const { operators, load } of loads) {
    it(`holds about eight of ten with ${operators} operators at ${Math.round(load * 100)} %, more than the whole wait would`, () => {
      const share = (isWhole: boolean) => {
        const { inside, known } = simulateQueueDays({ operators, load, days: 3, isWhole });
        return inside / known;
      };
      expect(share(false)).to.be.within(0.7, 0.88);
      expect(share(false)).to.be.above(share(true) - 0.02);
    });
  }
});
