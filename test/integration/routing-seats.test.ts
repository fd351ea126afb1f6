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
});
