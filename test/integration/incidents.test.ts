import { expect } from 'chai';
import { limits } from '../../shared/limits.js';
import type { IncidentDetailView, IncidentView } from '../../shared/views/incidents.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { Neighbours } from '../helpers/neighbours.js';
import { byWord, textOf } from '../helpers/outage.js';
import { World } from '../helpers/world.js';

const minute = 60_000;
const later = { isForLater: true, clientAnswerId: 'answer-number-one' };
const answerText = 'Портал недоступен, чиним. Обращение {{appeal}} у нас, писать снова не нужно.';

describe('A mass incident in the chats', function () {
  this.timeout(60_000);
  let world: World;
  let supervisor: StaffClient;
  let citizens: CitizenClient[];

  beforeEach(async () => {
    world = await World.create({ classifier: byWord });
    citizens = [];
    supervisor = await world.hire({ role: 'supervisor' });
  });
  afterEach(() => world.close());

  const open = async (text: string, on = world): Promise<CitizenClient> => {
    const citizen = await on.citizen();
    await citizen.open(text);
    citizens.push(citizen);
    return citizen;
  };
  const openMany = async (count: number, on = world): Promise<void> => {
    for (let index = 0; index < count; index += 1) await open(textOf(index), on);
    await on.settle();
  };
  const second = async (on = world): Promise<void> => {
    await on.advance(1_000);
    await on.app.jobs.runDue();
    await on.settle();
  };
  const listOpen = async (asker = supervisor): Promise<IncidentView[]> =>
    (await asker.ask('desk:open', {})).incidents;
  const only = async (): Promise<IncidentView> => {
    const [incident, ...others] = await listOpen();
    expect(others).to.deep.equal([]);
    if (!incident) throw new Error('No incident.');
    return incident;
  };
  const read = (incidentId: string, asker = supervisor): Promise<IncidentDetailView> => {
    const { actor } = world.app.sockets.staff.sockets.get(asker.socket.id ?? '')?.data ?? {};
    if (!actor) throw new Error('Not connected here.');
    return world.app.services.incidents.readIncident(actor, incidentId);
  };
  const tokenOf = ({ socket: { id = '' } }: StaffClient): string => {
    const { auth } = world.app.sockets.staff.sockets.get(id)?.handshake ?? {};
    return (auth as { token: string }).token;
  };
  const toAllOf = async (citizen: CitizenClient) =>
    (await citizen.events()).filter(
      (event) => event.kind === 'message.created' && event.body.isToAll === true,
    );
  const stateOf = ({ sessionId }: CitizenClient) => world.app.services.log.getState(sessionId);

  it('is noticed once, with everybody whose words belong to it, and told to who may see it', async () => {
    const operator = await world.hire({ pools: ['technical'], isOnline: false });
    const elsewhere = await world.hire({ pools: ['payments'], isOnline: false });
    await open('Как сменить фамилию в личном кабинете?');
    await openMany(9);
    await second();
    expect(await listOpen()).to.deep.equal([]);
    const tenth = await open(textOf(9));
    await world.settle();
    await second();
    const incident = await only();
    expect(incident).to.include({ requestType: 'technical_fault', status: 'open', members: 10 });
    expect(incident.arrivals).to.equal(11);
    await open('и сегодня сайт не открывается, когда почините?');
    await world.settle();
    await second();
    expect(await only()).to.include({ members: 11 });

    // Snapshot and events are what a refetch gives, for each who may see it.
    for (const person of [supervisor, operator]) {
      const told = person.payloads('incident:changed').at(-1);
      expect(told, person.name).to.deep.equal((await listOpen(person))[0]);
    }
    expect(elsewhere.payloads('incident:changed')).to.deep.equal([]);
    expect(await listOpen(elsewhere)).to.deep.equal([]);

    const { members, words } = await read(incident.incidentId);
    expect(members).to.have.length(11);
    expect(words.slice(0, 2)).to.have.members(['сайт', 'не открывается']);
    await supervisor.ask('session:join', { sessionId: tenth.sessionId });
    const { session } = await supervisor.ask('session:join', { sessionId: tenth.sessionId });
    expect(session.incidentId).to.equal(incident.incidentId);
    for (const citizen of citizens) {
      expect(citizen.wire.lines.join('\n')).not.to.include(incident.incidentId);
      expect(await citizen.events()).to.satisfy((events: { kind: string }[]) =>
        events.every(({ kind }) => !kind.startsWith('incident')),
      );
    }
    // No word of a citizen rests with it: tokens are keyed, texts are sealed.
    const { db } = world.connection;
    for (const name of ['incidents', 'incidentMembers', 'incidentWords', 'incidentHours']) {
      const rest = await db?.collection(name).find().toArray();
      expect(JSON.stringify(rest), name).not.to.match(/[а-я]/iu);
      expect(rest, name).not.to.deep.equal([]);
    }
  });

  it('is none where ten write about ten things, nor where so many come at this hour each week', async () => {
    const different = [
      'Как сменить фамилию в личном кабинете?',
      'Кнопка «Отправить» в анкете серая, ничего не нажимается',
      'Где посмотреть историю входов за прошлый год?',
      'Черновик заявления пропал после обновления',
      'Календарь записи показывает прошлый месяц',
      'Капча не читается, картинка слишком мелкая',
      'Печать справки обрезает нижнюю строку',
      'В поиске нет раздела про автомобили',
      'Видео с инструкцией идёт без звука',
      'Уведомления приходят дважды на почту',
      'Карта отделений показывает другой город',
    ];
    for (const text of different) await open(text);
    await world.settle();
    await second();
    expect(await listOpen()).to.deep.equal([]);
    const { firstWords } = world.app.domain.stores;
    const hourMs = 60 * minute;
    for (let week = 1; week <= limits.incidents.comparedWeeks; week += 1) {
      const at = world.clock.nowMs() - week * 7 * 24 * hourMs;
      const hourAt = new Date(Math.floor(at / hourMs) * hourMs);
      for (let count = 0; count < 72; count += 1)
        await firstWords.countHour('technical_fault', hourAt);
    }
    await openMany(10);
    await second();
    expect(await listOpen()).to.deep.equal([]);
  });

  it('brings one answer to thirty chats, each once, and changes nothing else of them', async () => {
    const operator = await world.hire({ pools: ['technical'], capacity: 2 });
    await openMany(30);
    await second();
    const held = await operator.accept();
    await operator.say(held, 'Здравствуйте, смотрю.');
    const { incidentId, members } = await only();
    expect(members).to.equal(30);
    const closed = citizens[20]!;
    await closed.ask('session:close', { sessionId: closed.sessionId });
    await world.settle();
    const before = await Promise.all(citizens.map(stateOf));
    const queue = world.app.services.queue
      .listPool(before[5]?.poolId ?? '')
      .map((entry) => entry.sessionId);
    const deadlines = await world.connection
      .collection('deadlines')
      .find({ kind: 'silence' })
      .toArray();

    const input = { ...later, incidentId, text: answerText };
    await supervisor.ask('incident:answer', input);
    await world.advance(limits.incidents.sendEveryMs);
    // The process dies in the middle, and the supervisor's client sends again.
    const { answer } = await only();
    expect((answer?.sent ?? 0) + (answer?.skipped ?? 0)).to.equal(limits.incidents.sendBatch);
    expect(answer?.isDone).to.equal(false);
    await world.restart();
    supervisor = await world.signIn(supervisor.operatorId, supervisor.name);
    await supervisor.ask('incident:answer', input);
    await second();
    await second();
    expect((await only()).answer).to.deep.include({ sent: 29, skipped: 1, isDone: true });
    expect(await supervisor.refusal('incident:answer', { ...input, text: 'Другое.' })).to.equal(
      'message_conflict',
    );

    const after = await Promise.all(citizens.map(stateOf));
    for (const [index, gone] of citizens.entries()) {
      const citizen = await world.comeBack(gone);
      citizens[index] = citizen;
      const got = await toAllOf(citizen);
      expect(got, String(index)).to.have.length(citizen.sessionId === closed.sessionId ? 0 : 1);
      const kept = ({
        _id,
        appealNumber,
        status,
        priority,
        rankAt,
        queuedAt,
        owner,
        firstAnsweredAt,
        operatorSpoke,
        lastMessage,
      }: (typeof after)[number]) =>
        JSON.stringify([
          _id,
          appealNumber,
          status,
          priority,
          rankAt,
          queuedAt,
          owner,
          firstAnsweredAt,
          operatorSpoke,
          lastMessage?.eventId,
        ]);
      expect(kept(after[index]!)).to.equal(kept(before[index]!));
      const [message] = got;
      if (message?.kind !== 'message.created') continue;
      expect(message.body.text).to.include(after[index]?.appealNumber ?? 'никакого');
      expect(message.body.authorName).to.equal(supervisor.name);
      expect(Object.keys(message.body)).not.to.include('incidentId');
    }
    expect(
      world.app.services.queue.listPool(before[5]?.poolId ?? '').map((entry) => entry.sessionId),
    ).to.deep.equal(queue);
    expect(
      await world.connection.collection('deadlines').find({ kind: 'silence' }).toArray(),
    ).to.deep.equal(deadlines);
    // Of thirty people nobody hears of another one.
    for (const citizen of citizens) {
      const wire = citizen.wire.lines.join('\n');
      for (const { appealNumber } of after.filter(({ _id }) => _id !== citizen.sessionId))
        expect(wire).not.to.include(appealNumber);
      expect(wire).not.to.include(incidentId);
    }
    const transcript = await fetch(
      `http://127.0.0.1:${world.port}/api/staff/sessions/${held}/transcript.txt`,
      { headers: { Authorization: `Bearer ${tokenOf(supervisor)}` } },
    );
    expect(await transcript.text()).to.include('ответ всем по массовому сбою');
    const rest = await world.connection.collection('incidentAnswers').find().toArray();
    expect(JSON.stringify(rest)).not.to.include('недоступен');
  });

  it('answers who joins later once, where that was ticked, and nobody once it is closed', async () => {
    await openMany(10);
    await second();
    const { incidentId } = await only();
    const { clientAnswerId } = later;
    const once = { incidentId, clientAnswerId, text: answerText, isForLater: false };
    await supervisor.ask('incident:answer', once);
    await second();
    const eleventh = await open(textOf(0));
    await world.settle();
    await second();
    expect(await toAllOf(eleventh)).to.deep.equal([]);
    await supervisor.ask('incident:answer', {
      ...once,
      clientAnswerId: 'answer-two',
      isForLater: true,
    });
    await second();
    expect(await toAllOf(eleventh)).to.have.length(1);
    const twelfth = await open(textOf(1));
    await world.settle();
    await second();
    expect(await toAllOf(twelfth)).to.have.length(1);
    expect((await only()).answer).to.include({ sent: 12, isDone: true });

    const { incident } = await supervisor.ask('incident:close', { incidentId });
    expect(incident).to.include({ status: 'closed', closedByName: supervisor.name });
    await second();
    expect(supervisor.payloads('incident:changed').at(-1)).to.include({ status: 'closed' });
    const last = await open(textOf(2));
    await world.settle();
    await second();
    expect(await toAllOf(last)).to.deep.equal([]);
    expect(await listOpen()).to.deep.equal([]);
    expect(await supervisor.refusal('incident:answer', once)).to.equal('incident_closed');
  });

  it('is led by supervisors: named, with chats taken out and put in by hand', async () => {
    await openMany(10);
    const stranger = await open('оплата прошла дважды, верните деньги');
    await world.settle();
    await second();
    const { incidentId } = await only();
    const operator = await world.hire({ pools: ['technical'], isOnline: false });
    const { sessionId } = stranger;
    for (const [name, input] of [
      ['incident:close', { incidentId }],
      ['incident:add', { incidentId, sessionId }],
      ['incident:rename', { incidentId, title: 'Моё' }],
    ] as const)
      expect(await operator.refusal(name, input as never)).to.equal('forbidden');
    const named = await supervisor.ask('incident:rename', { incidentId, title: 'Портал лежит' });
    expect(named.incident.title).to.equal('Портал лежит');
    await supervisor.ask('incident:add', { incidentId, sessionId });
    await supervisor.ask('incident:add', { incidentId, sessionId });
    const first = citizens[0]!;
    await supervisor.ask('incident:remove', { incidentId, sessionId: first.sessionId });
    await world.settle();
    await second();
    expect(await only()).to.include({ members: 10, title: 'Портал лежит' });
    expect((await stateOf(first)).incidentId).to.equal(undefined);
    const { members } = await read(incidentId);
    expect(members.map(({ row }) => row.sessionId)).to.include(sessionId);
    expect((await read(incidentId, operator)).members.length).to.equal(9);
    // Renamed to nothing it has no name again.
    const bare = await supervisor.ask('incident:rename', { incidentId, title: ' ' });
    expect(bare.incident).not.to.have.property('title');
  });

  it('closes by itself when nobody has come for a day', async () => {
    await openMany(10);
    await second();
    const { incidentId } = await only();
    world.clock.advance(limits.incidents.quietMs);
    await second();
    await second();
    expect(await listOpen()).to.deep.equal([]);
    const { incident } = await read(incidentId);
    expect(incident.status).to.equal('closed');
    expect(incident).not.to.have.property('closedByName');
  });
});

describe('A mass incident on two server processes', function () {
  this.timeout(60_000);

  it('is opened once, and its answer comes to each chat once, whoever sends it', async () => {
    const neighbours = await Neighbours.start(byWord);
    const { here, there } = neighbours;
    const both = [here, there];
    const second = async () => {
      here.clock.advance(1_000);
      // At the same time: both find what is due, and each does its own work.
      await Promise.all(both.map((world) => world.app.jobs.runDue()));
      for (const world of both) await world.settle();
    };
    try {
      const supervisor = await there.hire({ role: 'supervisor' });
      await here.app.domain.reload();
      const citizens = await Promise.all(
        Array.from({ length: 14 }, async (_each, index) => {
          const citizen = await both[index % 2]!.citizen();
          await citizen.open(textOf(index));
          return citizen;
        }),
      );
      for (let round = 0; round < 3; round += 1) await second();
      const [incident, ...others] = (await supervisor.ask('desk:open', {})).incidents;
      expect(others).to.deep.equal([]);
      expect(incident).to.include({ members: 14 });
      expect(supervisor.payloads('incident:changed').at(-1)).to.deep.equal(incident);
      expect(await here.connection.collection('incidents').countDocuments()).to.equal(1);
      const { incidentId = '' } = incident ?? {};
      await supervisor.ask('incident:answer', { ...later, incidentId, text: answerText });
      for (let round = 0; round < 3; round += 1) await second();
      for (const citizen of citizens) {
        const toAll = (await citizen.events()).filter(
          (event) => event.kind === 'message.created' && event.body.isToAll === true,
        );
        expect(toAll).to.have.length(1);
      }
    } finally {
      await neighbours.close();
    }
  });
});
