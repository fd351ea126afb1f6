import { expect } from 'chai';
import { SeatService } from '../../server/features/seats/seat.service.js';
import { createSeatStore, type SeatStore } from '../../server/features/seats/seat.store.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase, type Database } from '../../server/storage/connection.js';
import { freshDatabase } from '../helpers/database.js';

describe('Seats', () => {
  let database: Database;
  let drop: () => Promise<void>;
  let store: SeatStore;
  let seats: SeatService;
  const people = [{ operatorId: 'o1', capacity: 2, hasReserve: true }];

  beforeEach(async () => {
    const fresh = await freshDatabase();
    drop = () => fresh.drop();
    database = await connectDatabase(fresh.uri, silentLogger);
    store = createSeatStore(database.connection);
    await store.ensureIndexes();
    seats = new SeatService(store);
    await seats.load(people);
  });
  afterEach(async () => {
    await database.close();
    await drop();
  });

  it('gives each of 10 claims at once its own seat or none', async () => {
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, n) => seats.claim('o1', 'normal', `f${n}`, `s${n}`)),
    );
    expect(claims.filter(Boolean)).to.have.length(2);
    expect(seats.loadOf('o1')).to.equal(2);
    expect(seats.hasFree('o1', 'normal')).to.equal(false);
    expect(seats.hasFree('o1', 'reserve')).to.equal(true);
    expect(await seats.claim('o1', 'reserve', 'r1', 's')).to.equal(true);
    expect(await seats.claim('o1', 'reserve', 'r2', 's')).to.equal(false);
    expect(await seats.listTaken()).to.have.length(3);
  });

  it('frees a seat once, whoever asks', async () => {
    await seats.claim('o1', 'normal', 'f1', 's1');
    const released = await Promise.all([1, 2, 3].map(() => seats.release('f1')));
    expect(released.filter((operatorId) => operatorId === 'o1')).to.have.length(1);
    expect(seats.loadOf('o1')).to.equal(0);
    expect(await seats.listTaken()).to.deep.equal([]);
    expect(await seats.release('never')).to.equal(null);
  });

  it('forces a seat beyond capacity that is gone when it falls free', async () => {
    await seats.force('o1', 'f1', 's1');
    expect(seats.loadOf('o1')).to.equal(0);
    expect((await store.listSeats()).filter(({ kind }) => kind === 'forced')).to.have.length(1);
    expect(await seats.release('f1')).to.equal('o1');
    expect((await store.listSeats()).filter(({ kind }) => kind === 'forced')).to.have.length(0);
  });

  it('is known again after a restart, and keeps a taken seat when capacity shrinks', async () => {
    await seats.claim('o1', 'normal', 'f1', 's1');
    await seats.claim('o1', 'normal', 'f2', 's2');
    const again = new SeatService(store);
    await again.load([{ operatorId: 'o1', capacity: 1, hasReserve: false }]);
    expect(again.loadOf('o1')).to.equal(2);
    expect(again.hasFree('o1', 'normal')).to.equal(false);
    expect(again.hasFree('o1', 'reserve')).to.equal(false);
    expect(await again.claim('o1', 'normal', 'f3', 's3')).to.equal(false);
  });

  it('does not take a seat for taken that was freed while people were read anew', async () => {
    await seats.claim('o1', 'normal', 'f1', 's1');
    await Promise.all([
      seats.load([...people, { operatorId: 'o2', capacity: 1, hasReserve: false }]),
      seats.release('f1'),
    ]);
    expect(seats.loadOf('o1')).to.equal(0);
    expect(seats.hasFree('o2', 'normal')).to.equal(true);
  });

  describe('when a capacity is lowered', () => {
    const lowered = (capacity: number) => [{ operatorId: 'o1', capacity, hasReserve: true }];
    const takenNow = async () =>
      (await store.listSeats()).filter(({ kind, offerId }) => kind === 'normal' && offerId).length;

    it('stay until they fall free, wherever the free ones lie', async () => {
      await seats.load(lowered(4));
      for (const offer of ['f0', 'f1', 'f2', 'f3']) await seats.claim('o1', 'normal', offer, 's');
      await seats.load(lowered(2));
      expect([seats.loadOf('o1'), await takenNow()]).to.deep.equal([4, 4]);
      for (const offer of ['f0', 'f1']) {
        await seats.release(offer);
        expect(await seats.claim('o1', 'normal', `after ${offer}`, 's')).to.equal(false);
      }
      expect(await takenNow()).to.equal(2);
      await seats.release('f2');
      expect(await seats.claim('o1', 'normal', 'f4', 's')).to.equal(true);
      await Promise.all([seats.release('f3'), seats.release('f4')]);
      const left = (await store.listSeats()).filter(({ kind }) => kind === 'normal');
      expect(left.map(({ ceiling }) => ceiling)).to.deep.equal([undefined, undefined]);
      await seats.load(lowered(3));
      expect(seats.capacityOf('o1')).to.equal(3);
      expect((await store.listSeats()).filter(({ kind }) => kind === 'normal')).to.have.length(3);
    });

    it('are never more than before, nor new ones beyond, while processes load and claim at once', async () => {
      const neighbour = new SeatService(store);
      await neighbour.load(people);
      for (let round = 0; round < 15; round += 1) {
        await Promise.all([seats.load(lowered(5)), neighbour.load(lowered(5))]);
        const held = [0, 1, 2, 3, 4].map((n) => `r${round}-${n}`);
        for (const offer of held) await seats.claim('o1', 'normal', offer, 's');
        const capacity = 1 + (round % 3);
        const storm = held
          .slice(0, 4)
          .flatMap((offer, n) => [
            seats.release(offer),
            (n % 2 ? seats : neighbour).claim('o1', 'normal', `${offer}-again`, 's'),
          ]);
        const loads = [seats.load(lowered(capacity)), neighbour.load(lowered(capacity))];
        await Promise.all([...loads, ...storm]);
        expect(await takenNow(), 'no more than before').to.be.at.most(5);
        const before = await takenNow();
        const late = Array.from({ length: 6 }, (_, n) =>
          (n % 2 ? seats : neighbour).claim('o1', 'normal', `late-${round}-${n}`, 's'),
        );
        const won = (await Promise.all(late)).filter(Boolean).length;
        expect(before + won).to.equal(await takenNow());
        expect(won, 'nothing beyond').to.be.at.most(Math.max(0, capacity - before));
        for (const { offerId } of await seats.listTaken()) await seats.release(offerId);
        const left = (await store.listSeats()).filter(({ kind }) => kind === 'normal');
        expect([left.length, left.some(({ ceiling }) => ceiling !== undefined)]).to.deep.equal([
          ...[capacity, false],
        ]);
      }
    });
  });
});
