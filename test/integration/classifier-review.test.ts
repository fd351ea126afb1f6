import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { RequestType } from '../../shared/domain/request-types.js';
import type { ClassifierReviewView, CorrectionPageView } from '../../shared/views/classifier.js';
import type { Classifier } from '../../server/features/classification/placing.listener.js';
import { rebuildProjections } from '../../server/cli/rebuild-projections.js';
import { newId } from '../../server/lib/ids.js';
import type { StaffClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

const dayMs = 24 * 3_600_000;
const words = 'payments: паспорт 4510 123456, почта ivan@example.org, списали два раза';

/** Names itself, and promises to be wrong about payments one time in fifty. */
const classifier: Classifier = {
  classify: (text) => namedClassifier.classify(text),
  modelId: 'sample-model',
  facts: { expected: { payments: { decided: 300, wrong: 6 } } },
};

describe('What people’s corrections say of the classifier', () => {
  let world: World;
  let operator: StaffClient;
  let supervisor: StaffClient;
  beforeEach(async () => {
    world = await World.create({ classifier });
    operator = await world.hire();
    supervisor = await world.hire({ role: 'supervisor', isOnline: false });
  });
  afterEach(() => world.close());

  const review = (query = '') =>
    world.getAs<ClassifierReviewView>(supervisor, `/admin/classifier/review?${query}`);
  const corrections = (query = '') =>
    world.getAs<CorrectionPageView>(supervisor, `/admin/classifier/corrections?${query}`);
  const talk = async (text = words, options: { isRecorded?: boolean } = {}) => {
    const citizen = await world.citizen();
    await citizen.open(text, options);
    const sessionId = await operator.accept();
    return { citizen, sessionId };
  };
  const byOperator = async (sessionId: string, requestType: RequestType) => {
    await operator.ask('classification:correct', { sessionId, requestType });
    await world.settle();
  };

  it('shows what the model read, masked, what it said, what people said, and who', async () => {
    const { sessionId } = await talk();
    await byOperator(sessionId, 'benefits');
    const { corrections: found, next } = await corrections();
    expect(next).to.equal(undefined);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({
      ...{ sessionId, predicted: 'payments', confidence: 0.9, isDecided: true },
      ...{ corrected: 'benefits', by: 'operator', byName: operator.name, modelId: 'sample-model' },
      text: 'payments: паспорт •••56, почта •••@•••, списали два раза',
    });
    const { types, pairs } = await review();
    expect(pairs).to.deep.equal([{ predicted: 'payments', corrected: 'benefits', count: 1 }]);
    const payments = types.find(({ requestType }) => requestType === 'payments');
    expect(payments).to.deep.include({ decided: 1, corrected: 1, drift: 'unknown' });
  });

  it('believes the operator before a transfer and a transfer before the citizen, and of each the last word', async () => {
    const { citizen, sessionId } = await talk();
    const choose = (requestType: RequestType) =>
      citizen.ask('classification:choose', { sessionId, requestType });
    const top = async () => {
      await world.settle();
      const [first] = (await corrections()).corrections;
      return [first?.by, first?.corrected, first?.byName];
    };
    await choose('profile');
    await choose('benefits');
    expect(await top()).to.deep.equal(['citizen', 'benefits', undefined]);

    const colleague = await world.hire();
    await operator.ask('transfer:request', { sessionId, requestType: 'complaint', note: 'сюда' });
    await colleague.accept();
    expect(await top()).to.deep.equal(['transfer', 'complaint', operator.name]);
    await choose('general');
    expect(await top()).to.deep.equal(['transfer', 'complaint', operator.name]);

    await colleague.ask('classification:correct', { sessionId, requestType: 'suggestion' });
    await choose('general');
    expect(await top()).to.deep.equal(['operator', 'suggestion', colleague.name]);
    // What the model said in the first place: no correction any more.
    await colleague.ask('classification:correct', { sessionId, requestType: 'payments' });
    expect(await top()).to.deep.equal([undefined, undefined, undefined]);
  });

  it('reads what the model read when it asked: the first words and the answer', async () => {
    const citizen = await world.citizen();
    await citizen.open('непонятно');
    await world.settle();
    await citizen.say('и так тоже');
    const sessionId = await operator.accept();
    expect(await world.app.services.log.getState(sessionId)).to.include({ isFlagged: true });
    await citizen.say('этого модель не читала');
    await byOperator(sessionId, 'profile');
    const [first] = (await corrections()).corrections;
    expect(first).to.include({ text: 'непонятно и так тоже', isDecided: false, confidence: 0.2 });
    const { types } = await review();
    expect(types.reduce((sum, { decided }) => sum + decided, 0)).to.equal(0);
  });

  it('knows nothing of a talk without consent to recording, and forgets one that is destroyed', async () => {
    const unrecorded = await talk(words, { isRecorded: false });
    await byOperator(unrecorded.sessionId, 'benefits');
    expect(await review()).to.deep.include({ pairs: [] });
    const { domain } = world.app;
    expect(await domain.review.collect(new Date(0))).to.deep.equal([]);
    await unrecorded.citizen.ask('session:close', { sessionId: unrecorded.sessionId });

    const { citizen, sessionId } = await talk();
    await byOperator(sessionId, 'benefits');
    expect(await domain.review.collect(new Date(0))).to.have.length(1);
    await citizen.ask('session:close', { sessionId });
    const { state } = await world.app.services.log.append({
      ...{ sessionId, authorId: 'system' },
      decide: () => ({ kind: 'recording.destroyed', audience: 'all', plain: {} }),
    });
    await world.settle();
    expect(state.isDestroyed).to.equal(true);
    expect((await corrections()).corrections).to.deep.equal([]);
    expect(await domain.review.collect(new Date(0))).to.deep.equal([]);
    expect(await world.connection.collection('classificationTraces').countDocuments()).to.equal(0);
  });

  it('leaves out a talk whose key is gone, whatever its trace says', async () => {
    const { sessionId } = await talk();
    await byOperator(sessionId, 'benefits');
    await world.app.services.log.destroySecrets(sessionId);
    expect((await corrections()).corrections).to.deep.equal([]);
    expect(await world.app.domain.review.collect(new Date(0))).to.deep.equal([]);
  });

  it('hands out for training the same words with numbers blanked and addresses gone', async () => {
    const { sessionId } = await talk();
    await byOperator(sessionId, 'benefits');
    const [correction] = await world.app.domain.review.collect(new Date(0));
    expect(correction).to.include({ requestType: 'benefits' });
    expect(correction?.text)
      .to.include('списали')
      .and.not.match(/4510|123456|ivan|example/);
    expect(await world.app.domain.review.collect(world.clock.now())).to.have.length(1);
    const tomorrow = new Date(world.clock.nowMs() + dayMs);
    expect(await world.app.domain.review.collect(tomorrow)).to.deep.equal([]);
  });

  it('is rebuilt from the logs', async () => {
    const { sessionId } = await talk();
    await byOperator(sessionId, 'benefits');
    const before = await corrections();
    await world.connection.collection('classificationTraces').deleteMany({});
    expect((await corrections()).corrections).to.deep.equal([]);
    await rebuildProjections(world.app.domain, { isDryRun: false });
    expect(await corrections()).to.deep.equal(before);
  });

  it('is for administrators and supervisors', async () => {
    const administrator = await world.hire({ role: 'administrator', isOnline: false });
    for (const path of ['review', 'corrections']) {
      const ask = (client: StaffClient) =>
        world.getAs<{ code?: string }>(client, `/admin/classifier/${path}?days=7`);
      expect((await ask(administrator)).code).to.equal(undefined);
      expect(await ask(operator)).to.include({ code: 'forbidden' });
      const misfit = `/admin/classifier/${path}?days=93`;
      expect(await world.getAs(supervisor, misfit)).to.include({ code: 'bad_request' });
    }
  });

  describe('by traces of many talks', () => {
    /** As the reviewer's store would have kept them; nobody's words belong to them. */
    const keep = async (request: {
      count: number;
      correctedOf: number;
      daysAgo: number;
      type?: RequestType;
    }) => {
      const { count, correctedOf, daysAgo, type = 'payments' } = request;
      const at = new Date(world.clock.nowMs() - daysAgo * dayMs);
      for (let index = 0; index < count; index += 1) {
        await world.app.domain.stores.traces.put({
          ...{ sessionId: newId(at.getTime()), appealId: newId(), seq: 5, at, seenUpTo: 4 },
          ...{ predicted: type, confidence: 0.9, isDecided: true },
          ...(index < correctedOf
            ? { word: { requestType: 'benefits', by: 'operator', authorId: newId(), at } as const }
            : {}),
        });
      }
    };
    const runDrift = async () => {
      world.clock.advance(limits.review.checkMs);
      await world.app.domain.driftWatch.run();
    };
    const told = () => world.log.filter(({ event }) => event === 'classifier.drift');

    it('pages every one of them once, by type and period', async () => {
      await keep({ count: limits.review.page + 20, correctedOf: 60, daysAgo: 2 });
      await keep({ count: 5, correctedOf: 5, daysAgo: 2, type: 'profile' });
      await keep({ count: 5, correctedOf: 5, daysAgo: 20 });
      const store = world.app.domain.stores.traces;
      const since = new Date(world.clock.nowMs() - 7 * dayMs);
      const seen: string[] = [];
      for (let before = '~'; ;) {
        const limit = limits.review.page;
        const page = await store.listCorrected({ since, before, requestType: 'payments', limit });
        seen.push(...page.map(({ sessionId }) => sessionId));
        if (page.length < limit) break;
        before = page.at(-1)!.place;
      }
      expect(seen).to.have.length(60);
      expect(new Set(seen)).to.have.property('size', 60);
      const benefits = { since, before: '~', requestType: 'benefits', limit: 100 } as const;
      expect(await store.listCorrected(benefits)).to.have.length(65);
      const { types, pairs } = await review('days=7');
      expect(types.find(({ requestType }) => requestType === 'payments')).to.deep.include({
        ...{ decided: 70, corrected: 60 },
        before: { decided: 0, corrected: 0 },
      });
      expect(pairs.map(({ count }) => count)).to.deep.equal([60, 5]);
    });

    it('raises an alarm once a type and week, on one of two nodes, and shows it', async () => {
      await keep({ count: 120, correctedOf: 6, daysAgo: 20 });
      await keep({ count: 40, correctedOf: 12, daysAgo: 3 });
      await keep({ count: 40, correctedOf: 2, daysAgo: 3, type: 'profile' });
      const neighbour = await world.neighbour();
      try {
        world.clock.advance(limits.review.checkMs);
        await Promise.all([
          world.app.domain.driftWatch.run(),
          neighbour.app.domain.driftWatch.run(),
        ]);
        expect([...told(), ...neighbour.log].map(({ reason }) => reason)).to.deep.equal([
          'payments: corrected 12/40, before 6/120 (days)',
        ]);
      } finally {
        await neighbour.close();
      }
      await runDrift();
      expect(told().length).to.be.at.most(1);
      const { alarms } = await world.app.domain.review.getReview(7);
      expect(alarms).to.have.length(1);
      expect(alarms[0]).to.deep.include({
        ...{ requestType: 'payments', baseline: 'days' },
        recent: { decided: 40, corrected: 12 },
        before: { decided: 120, corrected: 6 },
      });
    });

    it('measures by what the model promised where there are no earlier weeks', async () => {
      await keep({ count: 40, correctedOf: 8, daysAgo: 3 });
      await runDrift();
      expect(told().map(({ reason }) => reason)).to.deep.equal([
        'payments: corrected 8/40, before 6/300 (evaluation)',
      ]);
    });

    it('concludes nothing from less than thirty', async () => {
      await keep({ count: 29, correctedOf: 29, daysAgo: 3 });
      await runDrift();
      expect(told().map(({ reason }) => reason)).to.deep.equal([]);
    });
  });
});
