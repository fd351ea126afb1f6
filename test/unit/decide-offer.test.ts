import { expect } from 'chai';
import fc from 'fast-check';
import { decideOffer, type OfferFacts, type Standing } from '../../shared/routing/decide-offer.js';
import { defaultSkillRules, type SkillRules } from '../../shared/routing/skills.js';
import { recordDecision, replayDecision } from '../../shared/routing/decision-record.js';
import { limits } from '../../shared/limits.js';

const person = (operatorId: string, parts: Partial<Standing> = {}): Standing => ({
  ...{ operatorId, name: operatorId, isSenior: false, load: 0, idleSinceMs: 0 },
  ...{ presence: 'online', hasFreeSeat: true },
  ...parts,
});
const factsOf = (people: Standing[], parts: Partial<OfferFacts> = {}): OfferFacts => ({
  ...{ purpose: 'queue', nowMs: 0, rules: defaultSkillRules, people },
  wish: { queuedAtMs: 0, language: 'ru', passedBy: [] },
  ...parts,
});
const wish = (passedBy: string[]) => ({ queuedAtMs: 0, language: 'ru' as const, passedBy });
const choose = (people: Standing[], passedBy: string[] = []) =>
  decideOffer(factsOf(people, { wish: wish(passedBy) })).chosen;

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
    const preferred = { operatorId: 'b', untilMs: 20_000 };
    const at = (nowMs: number, people: Standing[], passedBy: string[] = []) =>
      decideOffer(factsOf(people, { nowMs, wish: { ...wish(passedBy), preferred } }));
    const [a, b] = [person('a'), person('b', { load: 3 })];
    expect(at(19_999, [a, b]).chosen).to.equal('b');
    expect(at(19_999, [a])).to.deep.include({ chosen: null, lookAgainAtMs: 20_000 });
    expect(at(20_000, [a]).chosen).to.equal('a');
    expect(at(20_000, [a, b]).chosen).to.equal('a');
    expect(at(5_000, [a, b], ['b']).chosen).to.equal('a');
    expect(at(5_000, [a, b]).verdicts).to.deep.equal([
      { operatorId: 'b', verdict: 'chosen' },
      { operatorId: 'a', verdict: 'held_for_other' },
    ]);
  });

  it('asks the only one who declined again after a rest', () => {
    const declined = { ...wish(['a']), declinedAtMs: 1_000 };
    const at = (nowMs: number) => decideOffer(factsOf([person('a')], { nowMs, wish: declined }));
    const restedMs = 1_000 + limits.offer.restMs;
    expect(at(restedMs - 1)).to.deep.include({ chosen: null, lookAgainAtMs: restedMs });
    expect(at(restedMs - 1).verdicts).to.deep.equal([{ operatorId: 'a', verdict: 'resting' }]);
    expect(at(restedMs).chosen).to.equal('a');
  });

  it('says of each why not: presence, seats, skills', () => {
    const people = [
      person('away', { presence: 'away' }),
      person('full', { hasFreeSeat: false }),
      person('other', { requestTypes: ['benefits'] }),
      person('english', { languages: ['en'] }),
      person('busy', { load: 1 }),
      person('free'),
    ];
    const facts = factsOf(people, { wish: { ...wish([]), requestType: 'payments' } });
    expect(decideOffer(facts).verdicts).to.deep.equal([
      { operatorId: 'free', verdict: 'chosen' },
      { operatorId: 'busy', verdict: 'behind' },
      { operatorId: 'away', verdict: 'not_available' },
      { operatorId: 'full', verdict: 'no_free_seat' },
      { operatorId: 'other', verdict: 'lacks_requestType' },
      { operatorId: 'english', verdict: 'lacks_language' },
    ]);
  });

  it('asks a preferred skill until its time has passed, and a required one for ever', () => {
    const rules: SkillRules = {
      ...defaultSkillRules,
      language: { need: 'preferred', relaxAfterMs: 60_000 },
      tier: { need: 'preferred', relaxAfterMs: 90_000 },
    };
    const people = [person('senior', { isSenior: true, languages: ['en'] })];
    const at = (nowMs: number) => decideOffer(factsOf(people, { nowMs, rules }));
    expect(at(59_999)).to.deep.include({ chosen: null, lookAgainAtMs: 60_000 });
    expect(at(60_000)).to.deep.include({ chosen: null, lookAgainAtMs: 90_000 });
    expect(at(90_000).chosen).to.equal('senior');
    const required = { ...rules, language: { need: 'required', relaxAfterMs: 0 } as const };
    const never = decideOffer(factsOf(people, { nowMs: 900_000, rules: required }));
    expect(never).to.deep.include({ chosen: null, lookAgainAtMs: null });
  });

  it('is made again from what is kept, also of a pool of hundreds', () => {
    const people = fc.array(
      fc.record({
        isSenior: fc.boolean(),
        load: fc.integer({ min: 0, max: 4 }),
        idleSinceMs: fc.integer({ min: 0, max: 1_000 }),
        hasFreeSeat: fc.boolean(),
        presence: fc.constantFrom('online' as const, 'online' as const, 'away' as const),
      }),
      { minLength: 1, maxLength: 300 },
    );
    const passed = fc.array(fc.integer({ min: 0, max: 299 }).map((id) => `o${id}`));
    fc.assert(
      fc.property(people, passed, (list, passedBy) => {
        const everybody = list.map((parts, index) => person(`o${index}`, parts));
        const facts = factsOf(everybody, { wish: wish(passedBy) });
        const decision = decideOffer(facts);
        if (decision.chosen === null) return;
        const record = recordDecision(facts, decision, decision.chosen);
        expect(record.facts.people.length).to.be.at.most(40);
        expect(record.facts.people.length + record.leftOut).to.equal(everybody.length);
        const kept = JSON.parse(JSON.stringify(record.facts)) as OfferFacts;
        expect(replayDecision(kept).chosen).to.equal(decision.chosen);
      }),
    );
  });
});
