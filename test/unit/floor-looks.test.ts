import { expect } from 'chai';
import { createFloor } from '../../bench/floor/floor.js';
import type { StaffPerson } from '../../server/features/operators/staff-directory.js';
import { seedId } from '../../server/seed/reference-data.js';
import { defaultSkillRules } from '../../shared/routing/skills.js';
import { limits } from '../../shared/limits.js';

const startMs = Date.UTC(2026, 2, 11, 9);
const person = (operatorId: string, languages: ('ru' | 'en')[]): StaffPerson => ({
  ...{ operatorId, name: operatorId, role: 'operator', capacity: 1, languages },
  poolIds: [seedId('pool', 'payments')],
});

describe('A chat that waits for a moment, without the sweep', () => {
  it('is looked at again at the soonest of them, whichever was planned first', async () => {
    const [anna, boris] = [person('anna', ['ru']), person('boris', ['en'])];
    const floor = await createFloor({ startMs, people: [anna, boris] });
    const made: [operatorId: string, afterMs: number][] = [];
    floor.observe(({ event }) => {
      if (event.kind !== 'offer.made') return;
      made.push([event.plain.operatorId, event.at.getTime() - startMs]);
    });
    const passUntil = async (ms: number) => {
      for (let atMs = floor.agenda.nowMs(); atMs < startMs + ms; atMs += limits.presence.pingMs) {
        await floor.runUntil(Math.min(atMs, startMs + ms));
        for (const { operatorId } of [anna, boris])
          if (floor.presence.stateOf(operatorId) !== 'offline') floor.presence.renew(operatorId);
      }
      await floor.runUntil(startMs + ms);
    };
    await floor.presence.choose('anna', 'online');
    // The language is asked for a minute, and Anna does not speak it: a look is planned for then.
    await floor.arrive({
      ...{ sessionId: 's1', citizenId: 'z1', requestType: 'payments', locale: 'en' },
    });
    await floor.settle();
    await passUntil(5_000);
    await floor.presence.choose('boris', 'online');
    await floor.settle();
    const [offer] = floor.memory.stateOf('s1').offers;
    await floor.offers.declineOffer(floor.staffActor(boris), {
      ...{ sessionId: 's1', offerId: offer?.offerId ?? '', reason: 'other' },
    });
    await floor.settle();
    // Boris is the only one, and is asked again after his rest, before that minute is over.
    await passUntil(5_000 + limits.offer.restMs);
    await floor.settle();
    expect(made).to.deep.equal([
      ['boris', 5_000],
      ['boris', 5_000 + limits.offer.restMs],
    ]);
  });

  it('is transferred to who lacks its language once that is no longer asked', async () => {
    const [anna, boris] = [person('anna', ['ru']), person('boris', ['ru'])];
    const floor = await createFloor({ startMs, people: [anna, boris] });
    const made: [operatorId: string, purpose: string, afterMs: number][] = [];
    floor.observe(({ event }) => {
      if (event.kind !== 'offer.made') return;
      const { operatorId, purpose } = event.plain;
      made.push([operatorId, purpose, event.at.getTime() - startMs]);
    });
    await floor.presence.choose('anna', 'online');
    await floor.arrive({
      ...{ sessionId: 's1', citizenId: 'z1', requestType: 'payments', locale: 'en' },
    });
    await floor.settle();
    await floor.offers.takeFromQueue(floor.staffActor(anna), 's1');
    await floor.presence.choose('boris', 'online');
    await floor.settle();
    await floor.transfers.requestTransfer(floor.staffActor(anna), {
      ...{ sessionId: 's1', poolId: seedId('pool', 'payments'), note: 'прошу взять' },
    });
    await floor.settle();
    const { relaxAfterMs } = defaultSkillRules.language;
    for (let atMs = startMs; atMs < startMs + relaxAfterMs; atMs += limits.presence.pingMs) {
      await floor.runUntil(atMs);
      for (const operatorId of ['anna', 'boris']) floor.presence.renew(operatorId);
    }
    expect(made).to.deep.equal([]);
    await floor.runUntil(startMs + relaxAfterMs);
    await floor.settle();
    expect(made).to.deep.equal([['boris', 'transfer', relaxAfterMs]]);
  });
});
