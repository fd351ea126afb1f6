import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withDomain } from '../../server/cli/with-domain.js';
import { resetModel, trainFromCorrections } from '../../server/cli/train-from-corrections.js';
import { readConfig } from '../../server/config.js';
import { ownModelPathOf, trainingFolder } from '../../server/features/classification/data-files.js';
import { chooseModel } from '../../server/features/classification/model-in-use.js';
import { encodeModel } from '../../server/features/classification/model.js';
import {
  hashSittings,
  readLabelledTexts,
  readSittings,
  type LabelledText,
} from '../../server/features/classification/training/labelled-texts.js';
import { trainModel } from '../../server/features/classification/training/train-model.js';
import { newId } from '../../server/lib/ids.js';
import { silentLogger } from '../../server/lib/logger.js';
import { projectRoot } from '../../server/lib/project-root.js';
import { buildSessions, storeSessions, type SessionPlan } from '../../server/seed/world-writer.js';
import { requestTypes, type RequestType } from '../../shared/domain/request-types.js';
import { freshDatabase } from '../helpers/database.js';

const run = promisify(execFile);
const textsOfType = 6;

/** A few texts of each type of one shipped sitting. */
const takeFew = (name: string): LabelledText[] => {
  const texts = readLabelledTexts(join(trainingFolder, name));
  return requestTypes.flatMap((type) =>
    texts.filter(({ requestType }) => requestType === type).slice(0, textsOfType),
  );
};

const nextTo = (type: RequestType): RequestType =>
  requestTypes[(requestTypes.indexOf(type) + 1) % requestTypes.length] ?? 'general';

/** What a command prints is looked at where it runs as one. */
const quietly = <Result>(work: () => Result): Result => {
  const { log, error } = console;
  Object.assign(console, { log: () => undefined, error: () => undefined });
  try {
    return work();
  } finally {
    Object.assign(console, { log, error });
  }
};

/** A recorded talk of a citizen of its own that the model took for another type, and its operator put right. */
const correctedTalk = ({ text, requestType }: LabelledText): SessionPlan => {
  const openedAt = new Date();
  return {
    ...{ citizenId: newId(), openedAt },
    build(builder) {
      builder.open({ isTraining: false, isRecorded: true }, openedAt);
      builder.say('citizen', text, openedAt);
      for (const decidedBy of ['model', 'operator'] as const) {
        const isModel = decidedBy === 'model';
        const type = isModel ? nextTo(requestType) : requestType;
        const plain = { requestType: type, confidence: 0.8, decidedBy, isDecided: true };
        builder.add(
          {
            ...{ kind: 'classification.made', audience: 'all' },
            plain: { ...plain, alternatives: [] },
            secret: { because: [] },
          },
          {
            ...{ at: openedAt, authorId: isModel ? 'system' : newId() },
            ...(isModel ? { causeId: `classify:${builder.state.publicHeadSeq}` } : {}),
          },
        );
      }
    },
  };
};

describe('Training from corrections', function () {
  this.timeout(120_000);
  let folder: string;
  let env: Record<string, string>;
  let drop: () => Promise<void>;
  let shippedHere: string;
  const few = [...takeFew('sitting-1.jsonl'), ...takeFew('sitting-2.jsonl')];
  const sittings = () => join(folder, 'sittings');
  const modelFile = () => readFile(ownModelPathOf(folder), 'utf8');

  /** An installation whose model learned from a few texts: what is slow with five thousand is quick with two hundred. */
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liniya-retraining-'));
    await mkdir(sittings());
    for (const sitting of new Set(few.map((text) => text.sitting))) {
      const own = few.filter((text) => text.sitting === sitting);
      const lines = own.map(({ text, requestType: type }) => JSON.stringify({ type, text }));
      await writeFile(join(sittings(), sitting), lines.join('\n'));
    }
    const texts = readSittings(sittings());
    const { model } = trainModel(texts, hashSittings(sittings()), () => undefined);
    shippedHere = encodeModel(model);
    await mkdir(dirname(ownModelPathOf(folder)), { recursive: true });
    await writeFile(ownModelPathOf(folder), shippedHere);
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    const fresh = await freshDatabase();
    drop = () => fresh.drop();
    env = { NODE_ENV: 'test', LINIYA_DATA: folder, LINIYA_DEMO: 'false', MONGODB_URI: fresh.uri };
  });
  afterEach(() => drop());

  const store = (corrections: readonly LabelledText[]) =>
    withDomain(readConfig(env), silentLogger, async (domain) => {
      await storeSessions(domain, await buildSessions(domain, corrections.map(correctedTalk)));
    });
  const train = async (...args: string[]) => {
    const command = ['server/cli/main.ts', 'train', '--from-corrections', '--data', sittings()];
    const options = { cwd: projectRoot, env: { ...process.env, ...env } };
    const all = ['--import', 'tsx', ...command, ...args];
    try {
      return { code: 0, ...(await run(process.execPath, all, options)) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string };
    }
  };
  const isRowOf = (type: string) =>
    new RegExp(`^  ${type} +[01]\\.\\d{3} +[01]\\.\\d{3} +[-+·]`, 'm');

  it('compares by a table of all types, accepts what is no worse, and writes nothing when only asked', async () => {
    await store(few.filter((_, index) => index % 4 === 0));
    const { code, stdout, stderr } = await train('--dry-run');
    expect(code, stdout + stderr).to.equal(0);
    for (const type of requestTypes) expect(stdout).to.match(isRowOf(type));
    expect(stdout).to.include('Accepted. Nothing is written');
    expect(stderr).to.include(`${few.length / 4} corrections of recorded talks`);
    expect(await modelFile()).to.equal(shippedHere);
  });

  it('refuses what poisoned corrections would make of it, ends with 1, and leaves the file alone', async () => {
    await store(few.map((text) => ({ ...text, requestType: nextTo(text.requestType) })));
    const { code, stdout } = await train();
    expect(code).to.equal(1);
    for (const type of requestTypes) expect(stdout).to.match(isRowOf(type));
    expect(stdout)
      .to.include('Refused, nothing is written')
      .and.match(/recall \d\.\d+ → /);
    expect(await modelFile()).to.equal(shippedHere);
  });

  it('writes an accepted model where the server looks for it, and takes it back', () => {
    const corrections = few
      .filter((_, index) => index % 4 === 0)
      .map(({ text, requestType }, index) => ({ text, requestType, citizenId: `${index}` }));
    const options = { data: sittings(), isDryRun: false };
    const isAccepted = quietly(() => trainFromCorrections(folder, corrections, options).isAccepted);
    expect(isAccepted).to.equal(true);
    const { classifier, source } = chooseModel(folder);
    expect(source).to.equal('own');
    expect(classifier.model.facts.corrections).to.deep.equal({
      ...{ count: corrections.length, shippedHash: hashSittings(sittings()) },
    });
    quietly(() => resetModel(folder));
    expect(chooseModel(folder).source).to.equal('shipped');
  });
});
