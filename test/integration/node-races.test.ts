import { expect } from 'chai';
import { raceOverOffers } from '../faults/races/offer-orders.js';
import { raceForChats } from '../faults/races/take-race.js';
import { ThreeNodes } from '../faults/races/three-nodes.js';

/** `npm run faults:races` plays a thousand chats and two thousand orders. */
describe('Races over three nodes', function () {
  this.timeout(120_000);
  let nodes: ThreeNodes;

  beforeEach(async () => {
    nodes = await ThreeNodes.start();
  });
  afterEach(() => nodes.close());

  it('have one winner of each chat that 200 take at once, and tell everybody else by whom', async () => {
    const figures = await raceForChats(nodes, { operators: 200, chats: 5 });
    expect(figures.problems).to.deep.equal([]);
    expect(figures.takes).to.equal(1_000);
  });

  it('end one offer in one way, whatever happens to it at once, in 25 orders', async () => {
    const figures = await raceOverOffers(nodes, { orders: 25, firstSeed: 1 });
    expect(figures.problems).to.deep.equal([]);
    expect(figures.orders).to.equal(25);
    expect(Object.keys(figures.ends)).to.have.length.greaterThan(2);
  });
});
