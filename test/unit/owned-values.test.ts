import { expect } from 'chai';
import { openOwnedValues, type OwnedValues } from '../../client/kept/owned-values.js';

/** Node has the channel between tabs, but no IndexedDB: values live as long as these tabs. */
describe('kept values of one person', () => {
  let count = 0;
  let name: string;
  let tabs: OwnedValues[];
  const open = async () => {
    const tab = await openOwnedValues(name);
    tabs.push(tab);
    return tab;
  };
  const change = (tab: OwnedValues, key: string) =>
    new Promise<void>((resolve) => {
      const stop = tab.onForeignChange((changed) => {
        if (changed !== key) return;
        stop();
        resolve();
      });
    });
  beforeEach(() => {
    name = `test.${String((count += 1))}`;
    tabs = [];
  });
  afterEach(() => {
    for (const tab of tabs) tab.close();
  });

  it('are read at once, by prefix too, and are the same in another tab', async () => {
    const [one, other] = [await open(), await open()];
    one.write('draft.a', 'раз');
    expect(one.read('draft.a')).to.equal('раз');
    expect(one.list('draft.')).to.deep.equal(['a']);
    await change(other, 'draft.a');
    expect(other.read('draft.a')).to.equal('раз');
    expect(other.isElsewhere('draft.a')).to.equal(true);
    other.remove('draft.a');
    await change(one, 'draft.a');
    expect(one.read('draft.a')).to.equal(null);
  });

  it('become those of whoever turns out to have written them, and of nobody after', async () => {
    const tab = await open();
    tab.write('draft.new', 'чьё-то');
    tab.claim('guest.1', () => true);
    expect(tab.read('draft.new')).to.equal('чьё-то');
    const gone = change(tab, 'draft.new');
    tab.claim('portal.2', () => true);
    await gone;
    expect(tab.read('draft.new')).to.equal(null);
    tab.claim('guest.1', () => true);
    expect(tab.read('draft.new')).to.equal(null);
  });

  it('stay with somebody whose end was not named', async () => {
    const tab = await open();
    tab.claim('portal.1', () => true);
    tab.write('draft.new', 'моё');
    tab.claim('guest.2', (other) => other.startsWith('guest.'));
    expect(tab.read('draft.new')).to.equal(null);
    tab.claim('portal.1', () => true);
    expect(tab.read('draft.new')).to.equal('моё');
  });

  it('are forgotten in every tab, but for what is the device’s own', async () => {
    const [one, other] = [await open(), await open()];
    for (const tab of [one, other]) tab.claim('portal.1', () => true);
    one.device.write('refresh.guest', 'знак');
    one.write('out.1', 'слово');
    await change(other, 'out.1');
    one.forget((owner) => owner.startsWith('portal.'));
    await change(other, 'out.1');
    expect(other.read('out.1')).to.equal(null);
    expect(one.read('out.1')).to.equal(null);
    expect(other.device.read('refresh.guest')).to.equal('знак');
  });

  it('of another person are left alone while a tab of theirs lives', async () => {
    const [one, other] = [await open(), await open()];
    one.claim('anna', () => true);
    other.claim('boris', () => true);
    one.write('draft.a', 'Анна');
    // What Boris hears last: by then he has heard of Anna's too.
    one.device.write('bell', 'да');
    await new Promise<void>((resolve) => {
      const look = () => (other.device.read('bell') === 'да' ? resolve() : setImmediate(look));
      look();
    });
    other.claim('vera', () => true);
    expect(one.read('draft.a')).to.equal('Анна');
    other.claim('anna', () => true);
    expect(other.read('draft.a')).to.equal('Анна');
  });
});
