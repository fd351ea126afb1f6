import { expect } from 'chai';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { modelPath, ownModelPathOf } from '../../server/features/classification/data-files.js';
import { ModelInUse } from '../../server/features/classification/model-in-use.js';
import type { LogFields } from '../../server/lib/logger.js';

describe('The model in use', () => {
  let folder: string;
  let told: LogFields[];
  const note = (fields: LogFields) => void told.push(fields);
  const logger = { info: note, warn: note, error: note };
  const put = async (text: string) => {
    const path = ownModelPathOf(folder);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.draft`, text);
    await rename(`${path}.draft`, path);
  };
  beforeEach(async () => {
    told = [];
    folder = await mkdtemp(join(tmpdir(), 'liniya-model-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const shipped = () => readFile(modelPath, 'utf8');
  /** The shipped one under another name. */
  const own = async () =>
    (await shipped()).replace(/"dataHash":"[0-9a-f]{12}/, `"dataHash":"${'c'.repeat(12)}`);

  it('is the shipped one until there is one of its own, and again when that is gone, without a restart', async () => {
    const model = new ModelInUse(folder, logger);
    const { modelId } = model;
    expect(model.describe()).to.include({ source: 'shipped', corrections: 0 });
    model.refresh();
    expect(told).to.deep.equal([]);
    await put(await own());
    model.refresh();
    expect(model.describe()).to.include({ source: 'own', modelId: 'c'.repeat(12) });
    expect(model.classify('деньги списали два раза').requestType).to.equal('payments');
    expect(new ModelInUse(folder, logger).modelId).to.equal('c'.repeat(12));
    await rm(ownModelPathOf(folder));
    model.refresh();
    expect(model.describe()).to.include({ source: 'shipped', modelId });
    expect(told.map(({ event }) => event)).to.deep.equal([
      'classifier.changed',
      'classifier.changed',
    ]);
  });

  it('stays the shipped one where its own is of another version or half a file, and says so once', async () => {
    const model = new ModelInUse(folder, logger);
    for (const text of [(await own()).replace('"version":', '"version":9'), '{"version":1,"fa']) {
      await put(text);
      model.refresh();
      model.refresh();
      expect(model.describe()).to.include({ source: 'shipped' });
      expect(model.classify('деньги списали два раза').requestType).to.equal('payments');
    }
    const unreadable = told.filter(({ event }) => event === 'classifier.unreadable');
    expect(unreadable).to.have.length(2);
  });
});
