import { expect } from 'chai';
import { addToDraft, firstDraftKey } from '../../widget/app/first-draft.js';

describe('first words in the widget', () => {
  const keep = (written: string | null) => {
    const values = new Map(written === null ? [] : [[firstDraftKey, written]]);
    return {
      values,
      read: (key: string) => values.get(key) ?? null,
      write: (key: string, value: string) => void values.set(key, value),
      remove: (key: string) => void values.delete(key),
      list: () => [...values.keys()],
    };
  };

  it('take in what could not be sent any more, and lose nothing that stands there', () => {
    const empty = keep(null);
    addToDraft(empty, 'Снова не работает');
    expect(empty.values.get(firstDraftKey)).to.equal('Снова не работает');
    const written = keep('И ещё вопрос');
    addToDraft(written, 'Снова не работает');
    expect(written.values.get(firstDraftKey)).to.equal('Снова не работает\nИ ещё вопрос');
  });
});
