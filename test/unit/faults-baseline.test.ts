import { expect } from 'chai';
import { compareScreen } from '../faults/baseline/screens.js';

describe('A screen of the baseline', () => {
  const stored = [1, 2, 4, 5];

  it('is right where it shows what is stored, once and in order', () => {
    expect(compareScreen(stored, stored)).to.deep.equal({ missing: 0, repeated: 0, misplaced: 0 });
  });

  it('tells what is missing from what is doubled', () => {
    expect(compareScreen([1, 2, 2, 5], stored)).to.deep.equal({
      ...{ missing: 1, repeated: 1, misplaced: 0 },
    });
  });

  it('counts what stands after something later, and no repeat twice', () => {
    expect(compareScreen([2, 1, 5, 4, 1], stored)).to.deep.equal({
      ...{ missing: 0, repeated: 1, misplaced: 2 },
    });
  });
});
