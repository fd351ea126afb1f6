import { expect } from 'chai';
import { planDay, playDay } from '../../bench/routing/play.js';
import { ours } from '../../bench/routing/policies.js';
import { computeGini, formatEnds, formatTable } from '../../bench/routing/table.js';

const [seed, chats, people] = [11, 1_500, 60] as const;

describe('A day of the routing bench', function () {
  this.timeout(60_000);

  it('keeps every promise at every event, forgets nobody, and is the same each time', async () => {
    const tell = async () => {
      const day = planDay(seed, chats, people);
      const outcome = await playDay(day, ours);
      return { outcome, text: `${formatTable([outcome], day.people)}\n${formatEnds(outcome)}` };
    };
    const { outcome, text } = await tell();
    const { ends, forgotten, measures, overtakingBoundMs, witness } = outcome;
    expect(witness.broken).to.deep.equal([]);
    expect(forgotten).to.equal(0);
    expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).to.equal(chats);
    expect(witness.worstOvertakeMs).to.be.below(overtakingBoundMs);
    expect([witness.seats.overCapacity, witness.doubleOwners, witness.twiceInARow]).to.deep.equal([
      0, 0, 0,
    ]);
    const { callbacks, escalations, takenBack } = measures.counts;
    const came = Object.values(measures.seniors).reduce((sum, count) => sum + count, 0);
    expect(came + callbacks + takenBack, 'every call has an end').to.equal(escalations);
    expect((await tell()).text, 'the same day again').to.equal(text);
  });

  it('measures how evenly work is shared', () => {
    expect(computeGini([3, 3, 3, 3])).to.equal(0);
    expect(computeGini([0, 0, 0, 8])).to.be.closeTo(0.75, 1e-9);
    expect(computeGini([])).to.equal(0);
  });
});
