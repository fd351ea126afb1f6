import { expect } from 'chai';
import fc from 'fast-check';
import { selectOperator, type Candidate } from '../../server/features/routing/select-operator.js';

const person = (operatorId: string, parts: Partial<Candidate> = {}): Candidate => ({
  ...{ operatorId, name: operatorId, isSenior: false, load: 0, idleSinceMs: 0 },
  ...parts,
});
const choose = (candidates: Candidate[], passedBy: string[] = []) =>
  selectOperator({ passedBy }, candidates, 0)?.operatorId ?? null;

describe('Choosing an operator', () => {
  it('takes the one with fewest chats, then the longest idle, then by id, and seniors last', () => {
    expect(choose([])).to.equal(null);
    expect(choose([person('a', { load: 1 }), person('b', { idleSinceMs: 9 })])).to.equal('b');
    expect(choose([person('a', { idleSinceMs: 9 }), person('b', { idleSinceMs: 3 })])).to.equal(
      'b',
    );
    expect(choose([person('b'), person('a')])).to.equal('a');
    expect(choose([person('a', { isSenior: true }), person('b', { load: 3 })])).to.equal('b');
    expect(choose([person('a', { isSenior: true })])).to.equal('a');
  });

  it('does not depend on the order candidates come in', () => {
    const people = fc.uniqueArray(
      fc.record({
        operatorId: fc.integer({ min: 0, max: 20 }).map((id) => `o${id}`),
        isSenior: fc.boolean(),
        load: fc.integer({ min: 0, max: 2 }),
        idleSinceMs: fc.integer({ min: 0, max: 2 }),
      }),
      { selector: ({ operatorId }) => operatorId, maxLength: 8 },
    );
    const passed = fc.array(fc.integer({ min: 0, max: 20 }).map((id) => `o${id}`));
    fc.assert(
      fc.property(people, passed, (list, passedBy) => {
        const candidates = list.map((parts) => person(parts.operatorId, parts));
        const chosen = choose(candidates, passedBy);
        expect(choose([...candidates].reverse(), passedBy)).to.equal(chosen);
        expect(chosen === null).to.equal(candidates.length === 0);
        // Never twice in a row to who let it pass, while there is anybody else.
        if (candidates.length > 1) expect(chosen).to.not.equal(passedBy.at(-1));
      }),
    );
  });

  it('asks those who have not let it pass first, then the others but the last one', () => {
    const [a, b, c] = [person('a'), person('b', { load: 1 }), person('c', { load: 2 })];
    expect(choose([a, b, c], ['a'])).to.equal('b');
    expect(choose([a, b, c], ['a', 'b', 'c'])).to.equal('a');
    expect(choose([a, b, c], ['c', 'b', 'a'])).to.equal('b');
    expect(choose([a], ['a'])).to.equal('a');
  });

  it('waits for who knows the case until the moment ends or that one lets it pass', () => {
    const preferred = { operatorId: 'b', until: new Date(20_000) };
    const at = (nowMs: number, candidates: Candidate[], passedBy: string[] = []) =>
      selectOperator({ passedBy, preferred }, candidates, nowMs)?.operatorId ?? null;
    const [a, b] = [person('a'), person('b', { load: 3 })];
    expect(at(19_999, [a, b])).to.equal('b');
    expect(at(19_999, [a])).to.equal(null);
    expect(at(20_000, [a])).to.equal('a');
    expect(at(20_000, [a, b])).to.equal('a');
    expect(at(5_000, [a, b], ['b'])).to.equal('a');
  });
});
