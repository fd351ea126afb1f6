import { Readable, Writable } from 'node:stream';
import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { Role } from '../../shared/domain/states.js';
import { runCreateUser, type CreateUserOptions } from '../../server/cli/create-user.js';
import type { StaffActor } from '../../server/features/auth/actor.js';
import { DomainError } from '../../server/lib/domain-error.js';
import { StaffTab } from '../helpers/auth-client.js';
import { addOperator, createAuthWorld, password, type AuthWorld } from '../helpers/auth-world.js';

const system = { kind: 'system' } as const;

const staff = (operatorId: string, role: Role): StaffActor => ({
  ...{ kind: 'staff', operatorId, name: 'Анна', role, poolIds: [] },
  ...{ familyId: 'family', tokenExpiresAt: new Date(0) },
});

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'no error';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const field = error.details?.['field'];
    return typeof field === 'string' ? `${error.code} ${field}` : error.code;
  }
};

describe('accounts of staff', () => {
  let world: AuthWorld;
  before(async () => {
    world = await createAuthWorld();
  });
  after(() => world.close());

  it('are made and changed by administrators and the machine alone', async () => {
    const input = { login: 'made', password, name: 'Анна', role: 'operator', poolIds: [] } as const;
    const outsiders = [
      staff('op-1', 'supervisor'),
      { kind: 'citizen', citizenId: 'c', familyId: 'f', tokenExpiresAt: new Date(0) } as const,
    ];
    for (const actor of outsiders) {
      const making = world.operators.createOperator(actor, { ...input, poolIds: [] });
      expect(await refusalOf(making)).to.equal('forbidden');
    }
    const administrator = staff('op-2', 'administrator');
    const made = await world.operators.createOperator(administrator, { ...input, poolIds: [] });
    const change = { operatorId: made._id, capacity: 6 };
    expect(await refusalOf(world.operators.updateOperator(outsiders[0]!, change))).to.equal(
      'forbidden',
    );
    expect((await world.operators.updateOperator(administrator, change)).capacity).to.equal(6);
    expect((await world.operators.getOperator(made._id)).capacity).to.equal(6);
  });

  it('keep a login to one person, whatever the letter case, also when 10 want it at once', async () => {
    const logins = Array.from({ length: 10 }, (_, index) => (index % 2 ? 'Ёлка' : ' ёлка '));
    const outcomes = await Promise.all(
      logins.map((login) => refusalOf(addOperator(world, { login }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'no error')).to.have.length(1);
    expect(outcomes.filter((outcome) => outcome === 'bad_request login')).to.have.length(9);
  });

  it('refuse what is not right, naming the field', async () => {
    const make = (input: object) =>
      refusalOf(addOperator(world, { login: 'right-login', ...input }));
    expect(await make({ login: '  ' })).to.equal('bad_request login');
    expect(await make({ name: ' ' })).to.equal('bad_request name');
    expect(await make({ password: 'a'.repeat(limits.auth.minPasswordLength - 1) })).to.equal(
      'bad_request password',
    );
    expect(await make({ password: 'Right-Login' })).to.equal('bad_request password');
    for (const capacity of [-1, 1.5, limits.seats.maxCapacity + 1])
      expect(await make({ capacity })).to.equal('bad_request capacity');
    expect(await make({})).to.equal('no error');
  });

  it('let people set their own password and nobody else’s', async () => {
    const { _id: operatorId } = await addOperator(world, { login: 'own' });
    const input = { operatorId, password: 'another horse 18' };
    const set = (actor: StaffActor, change: object = {}) =>
      refusalOf(world.operators.setPassword(actor, { ...input, ...change }));
    expect(await set(staff('other', 'supervisor'))).to.equal('forbidden');
    expect(await set(staff(operatorId, 'operator'), { password: 'short' })).to.equal(
      'bad_request password',
    );
    const admin = staff('other', 'administrator');
    expect(await set(admin, { operatorId: 'nobody' })).to.equal('not_found');
    expect(await set(staff(operatorId, 'operator'))).to.equal('no error');
    expect((await new StaffTab(world.app).signIn('own', 'another horse 18')).status).to.equal(200);
    expect((await new StaffTab(world.app).signIn('own')).status).to.equal(401);
  });

  it('that are closed are not among those who can be given a session', async () => {
    const { _id: operatorId } = await addOperator(world, { login: 'leaving', poolIds: ['p1'] });
    const isThere = async () =>
      (await world.operators.listStaff()).people.some((one) => one.operatorId === operatorId);
    expect(await isThere()).to.equal(true);
    await world.operators.updateOperator(system, { operatorId, isActive: false });
    expect(await isThere()).to.equal(false);
    expect((await world.operators.listStaff()).closedIds).to.deep.equal([operatorId]);
    expect(await refusalOf(world.operators.getOperator('nobody'))).to.equal('not_found');
  });

  describe('liniya create-user', () => {
    const pools = {
      listPools: () => [
        { _id: 'p1', code: 'payments' },
        { _id: 'p2', code: 'general' },
      ],
    };
    let announced = 0;
    const settings = {
      announce: () => {
        announced += 1;
        return Promise.resolve();
      },
    };
    const run = async (options: Partial<CreateUserOptions>, typed: string): Promise<string> => {
      let printed = '';
      const output = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          printed += chunk.toString();
          done();
        },
      });
      const right = { login: 'cli', name: 'Пётр', role: 'senior', pools: ['payments'] };
      const terminal = { input: Readable.from([typed]), output };
      await runCreateUser(
        { operators: world.operators, pools, settings },
        { ...right, ...options },
        terminal,
      );
      return printed;
    };
    const messageOf = (work: Promise<unknown>) =>
      work.then(
        () => 'no error',
        (error: unknown) => (error as Error).message,
      );

    it('says in one line what is wrong', async () => {
      expect(await messageOf(run({ role: 'chief' }, password))).to.include('supervisor');
      expect(await messageOf(run({ pools: ['taxes'] }, password))).to.include('payments, general');
      expect(await messageOf(run({}, ''))).to.include('10 characters');
      expect(await world.operators.findByLogin('cli')).to.equal(null);
    });

    it('makes an account with the password that was piped in, and never prints it', async () => {
      const printed = await run({ pools: ['*'] }, `${password}\nsecond line\n`);
      expect(printed).to.include('Пётр (cli)').and.not.to.include(password);
      const operator = await world.operators.findByLogin('CLI');
      expect(operator).to.deep.include({ role: 'senior', poolIds: ['p1', 'p2'] });
      expect((await new StaffTab(world.app).signIn('cli')).status).to.equal(200);
      const entry = await world.connection
        .collection('auditEntries')
        .findOne({ subjectId: operator?._id ?? '' });
      expect(entry).to.include({ actorId: 'system', actorName: 'create-user' });
      expect(entry).to.include({ action: 'person.created', subjectTitle: 'Пётр' });
      expect(JSON.stringify(entry)).not.to.include(password).and.not.to.include('argon2');
      expect(announced).to.equal(1);
    });
  });
});
