import { expect } from 'chai';
import type { AuditEntry } from '../../server/features/audit/audit-entry.js';
import { Administrator } from '../helpers/administrator.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { byWord, textOf } from '../helpers/outage.js';
import { World } from '../helpers/world.js';

const text = 'Портал недоступен, чиним. Обращение {{appeal}} у нас, писать снова не нужно.';

describe('The audit log of a mass incident', function () {
  this.timeout(60_000);
  let world: World;
  let supervisor: StaffClient;
  let incidentId: string;
  /** Belongs to the incident. */
  let member: CitizenClient;
  /** Writes about something else. */
  let stranger: CitizenClient;

  beforeEach(async () => {
    world = await World.create({ classifier: byWord });
    supervisor = await world.hire({ role: 'supervisor' });
    member = await open(textOf(0));
    for (let index = 1; index < 10; index += 1) await open(textOf(index));
    stranger = await open('оплата прошла дважды, верните деньги');
    await second();
    const [incident] = (await supervisor.ask('desk:open', {})).incidents;
    incidentId = incident?.incidentId ?? '';
  });
  afterEach(() => world.close());

  const open = async (words: string): Promise<CitizenClient> => {
    const citizen = await world.citizen();
    await citizen.open(words);
    return citizen;
  };
  const second = async (): Promise<void> => {
    await world.settle();
    await world.advance(1_000);
    await world.app.jobs.runDue();
    await world.settle();
  };
  const answerOf = (clientAnswerId: string) => ({
    ...{ incidentId, clientAnswerId, text, isForLater: true },
  });
  const appealNumberOf = async ({ sessionId }: CitizenClient): Promise<string> =>
    (await world.app.services.log.getState(sessionId)).appealNumber;
  const listCarried = async (): Promise<AuditEntry[]> => {
    const { incidents, incidentAnswers, log } = world.app.domain.stores;
    const outboxes = [incidents, incidentAnswers, log];
    return (await Promise.all(outboxes.map((outbox) => outbox.listUnaudited()))).flat();
  };

  it('has what supervisors did, each once, no refusal and no word of an answer', async () => {
    const admin = await Administrator.hire(world);
    const operator = await world.hire({ pools: ['technical'], isOnline: false });
    const added = { incidentId, sessionId: stranger.sessionId };
    const removed = { incidentId, sessionId: member.sessionId };
    const answer = answerOf('answer-number-one');
    for (const [name, input] of [
      ['incident:rename', { incidentId, title: 'Моё' }],
      ['incident:add', added],
      ['incident:remove', removed],
      ['incident:answer', answer],
      ['incident:close', { incidentId }],
    ] as const)
      expect(await operator.refusal(name, input as never)).to.equal('forbidden');
    expect(await admin.audit(incidentId)).to.deep.equal([]);

    await supervisor.ask('incident:add', added);
    await supervisor.ask('incident:add', added);
    for (const title of ['Портал лежит', 'Портал лежит', 'Портал лежит третий час'])
      await supervisor.ask('incident:rename', { incidentId, title });
    await supervisor.ask('incident:remove', removed);
    await supervisor.ask('incident:remove', removed);
    await supervisor.ask('incident:answer', answer);
    await supervisor.ask('incident:answer', answer);
    const conflict = await supervisor.refusal('incident:answer', { ...answer, text: 'Другое.' });
    expect(conflict).to.equal('message_conflict');
    await supervisor.ask('incident:close', { incidentId });
    await supervisor.ask('incident:close', { incidentId });
    const late = answerOf('answer-too-late');
    expect(await supervisor.refusal('incident:answer', late)).to.equal('incident_closed');
    await second();

    const entries = await admin.audit(incidentId);
    for (const { actorId, actorName } of entries)
      expect([actorId, actorName]).to.deep.equal([supervisor.operatorId, supervisor.name]);
    expect(
      entries.toReversed().map((entry) => [entry.action, entry.subjectTitle, entry.changes]),
    ).to.deep.equal([
      [
        ...['incident.session_added', 'technical_fault'],
        [{ field: 'appealNumber', before: null, after: await appealNumberOf(stranger) }],
      ],
      [
        ...['incident.renamed', 'Портал лежит'],
        [{ field: 'title', before: null, after: 'Портал лежит' }],
      ],
      [
        ...['incident.renamed', 'Портал лежит третий час'],
        [{ field: 'title', before: 'Портал лежит', after: 'Портал лежит третий час' }],
      ],
      [
        ...['incident.session_removed', 'Портал лежит третий час'],
        [{ field: 'appealNumber', before: await appealNumberOf(member), after: null }],
      ],
      [
        ...['incident.answered', 'Портал лежит третий час'],
        [
          { field: 'answerLength', before: null, after: text.length },
          { field: 'isForLater', before: null, after: true },
        ],
      ],
      ['incident.closed', 'Портал лежит третий час', []],
    ]);
    const stored = await world.connection.collection('auditEntries').find().toArray();
    for (const word of ['недоступен', 'не открывается', 'верните'])
      expect(JSON.stringify(stored)).not.to.include(word);
    expect(await listCarried()).to.deep.equal([]);
  });

  it('has it also where the process died before it was moved there', async () => {
    const { sessionId } = stranger;
    const listEntries = () =>
      world.app.domain.stores.audit.list({ subjectId: incidentId, count: 10 });
    await supervisor.ask('incident:rename', { incidentId, title: 'Портал лежит' });
    await supervisor.ask('incident:answer', answerOf('answer-number-one'));
    await supervisor.ask('incident:add', { incidentId, sessionId });
    await world.settle();
    const entries = await listEntries();
    const [added, answered, renamed] = entries;
    expect(entries).to.have.length(3);
    // As a process leaves them that dies between the change and the log.
    const { connection } = world;
    await connection.collection('auditEntries').deleteMany({});
    for (const [name, owner, entry] of [
      ['sessionEvents', { sessionId, kind: 'incident.joined' }, added],
      ['incidentAnswers', { incidentId }, answered],
      ['incidents', { openKey: 'technical_fault:1' }, renamed],
    ] as const)
      await connection.collection(name).updateOne(owner, { $set: { unaudited: [entry] } });
    expect(await listCarried()).to.have.deep.members(entries);
    await world.restart();
    expect(await listEntries()).to.deep.equal(entries);
    expect(await listCarried()).to.deep.equal([]);
  });
});
