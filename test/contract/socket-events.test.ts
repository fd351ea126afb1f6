import { expect } from 'chai';
import { io } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { citizenEvents, staffEvents } from '../helpers/event-rows.js';
import { World, namedClassifier } from '../helpers/world.js';

const someId = 'a'.repeat(24);

/** Payloads nobody's client sends. */
const junk: unknown[] = [
  undefined,
  null,
  0,
  'text',
  [],
  { unasked: true },
  { sessionId: 1 },
  { sessionId: { $gt: '' } },
  { sessionId: 'short' },
  { sessionId: someId, extra: true, __proto__: { admin: true } },
  JSON.parse('{"sessionId":"x","__proto__":{"polluted":1}}'),
];

const handshake = (port: number, namespace: string, options: object): Promise<string> =>
  new Promise((resolve) => {
    const socket = io(`http://127.0.0.1:${port}${namespace}`, {
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      ...options,
    });
    socket.once('connect', () => {
      socket.disconnect();
      resolve('connected');
    });
    socket.once('connect_error', (error) => {
      socket.disconnect();
      resolve((error as Error & { data?: { code: string } }).data?.code ?? 'refused');
    });
  });

/** What the server listens to on a socket, without the library's own. */
const heardBy = (socket: { eventNames(): (string | symbol)[] } | undefined): string[] =>
  (socket?.eventNames() ?? [])
    .map(String)
    .filter((name) => !['disconnect', 'error'].includes(name))
    .sort();

describe('Socket events', () => {
  let world: World;
  let citizen: CitizenClient;
  let operator: StaffClient;
  let stranger: CitizenClient;
  let outsider: StaffClient;
  let sessionId: string;

  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    operator = await world.hire();
    citizen = await world.citizen();
    await citizen.open('payments: проверка');
    sessionId = await operator.accept();
    stranger = await world.citizen();
    outsider = await world.hire({ pools: ['signature'] });
  });
  after(() => world.close());

  const sendRaw = (client: CitizenClient | StaffClient, name: string, payload: unknown) =>
    client.socket.timeout(5_000).emitWithAck(name, payload) as Promise<{
      ok: boolean;
      code?: string;
    }>;

  it('is heard by a row for each of its names, on the right door alone', () => {
    const { citizens, staff } = world.app.sockets;
    const citizenSocket = citizens.sockets.get(citizen.socket.id ?? '');
    expect(heardBy(citizenSocket)).to.deep.equal(Object.keys(citizenEvents).sort());
    const staffSocket = staff.sockets.get(operator.socket.id ?? '');
    expect(heardBy(staffSocket)).to.deep.equal(Object.keys(staffEvents).sort());
  });

  const sides = [
    {
      ...{ of: 'a citizen', rows: citizenEvents, other: () => stranger },
      client: () => Promise.resolve(citizen),
    },
    {
      ...{ of: 'the staff', rows: staffEvents, other: () => outsider },
      // All of it over one connection within a second would be a flood.
      client: () => world.device(operator.operatorId, operator.name),
    },
  ];
  for (const { of, rows, client, other } of sides) {
    for (const [name, row] of Object.entries(rows)) {
      it(`refuses junk in ${name} of ${of}, and strangers to the session`, async () => {
        const sender = await client();
        for (const payload of junk) {
          expect(await sendRaw(sender, name, payload)).to.include({
            ok: false,
            code: 'bad_request',
          });
        }
        const answer = await sendRaw(other(), name, row.input(sessionId));
        expect(answer.code ?? null).to.equal(row.stranger);
        const said = JSON.stringify(answer);
        for (const secret of ['проверка', operator.name, operator.operatorId]) {
          expect(said).not.to.include(secret);
        }
      });
    }
  }

  it('bears events without an acknowledgement, of unknown names, and with many arguments', async () => {
    const names = [...Object.keys(citizenEvents), ...Object.keys(staffEvents)];
    // Somebody of their own: together with what was sent before it would be a flood.
    const sender = await world.citizen();
    for (const name of [...names, 'no:such:event', 'error']) {
      sender.socket.emit(name);
      sender.socket.emit(name, {}, {}, 1, 'x');
      operator.socket.emit(name, null);
    }
    expect(await citizen.ask('session:join', { sessionId })).to.have.property('session');
    expect(({} as { polluted?: number }).polluted).to.equal(undefined);
  });

  it('takes words of 4,000 characters and not one more, and never none', async () => {
    const send = (clientMessageId: string, text: string) =>
      sendRaw(citizen, 'message:send', { sessionId, clientMessageId, text, attachmentIds: [] });
    expect(await send('length-4000', 'я'.repeat(4_000))).to.include({ ok: true });
    expect(await send('length-4001', 'я'.repeat(4_001))).to.include({ code: 'bad_request' });
    expect(await send('length-none', '  \n ')).to.include({ code: 'bad_request' });
  });

  it('holds a person to a budget and says when to come back', async () => {
    const flooder = await world.citizen();
    await flooder.open('payments: поток');
    const input = { sessionId: flooder.sessionId, isTyping: true };
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => sendRaw(flooder, 'typing:set', input)),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused).to.have.length(10);
    expect(refused[0]).to.include({ code: 'rate_limited' });
    expect(await citizen.ask('session:join', { sessionId })).to.have.property('session');
  });

  it('lets in who has a token for that door, in this protocol, from our own pages', async () => {
    const { citizenSignIn } = world.app.domain.auth;
    const { accessToken: token } = await citizenSignIn.signIn({}, '127.0.0.1');
    const auth = { token, protocol: PROTOCOL_VERSION };
    const { port } = world;
    expect(await handshake(port, '/citizen', { auth })).to.equal('connected');
    expect(await handshake(port, '/staff', { auth })).to.equal('unauthenticated');
    expect(await handshake(port, '/citizen', { auth: { protocol: PROTOCOL_VERSION } })).to.equal(
      'unauthenticated',
    );
    expect(await handshake(port, '/citizen', { auth: { ...auth, token: `${token}x` } })).to.equal(
      'unauthenticated',
    );
    expect(await handshake(port, '/citizen', { auth: { token, protocol: 999 } })).to.equal(
      'protocol_mismatch',
    );
    const foreign = { extraHeaders: { Origin: 'https://evil.example' } };
    expect(await handshake(port, '/citizen', { auth, ...foreign })).to.equal('refused');
    const own = { extraHeaders: { Origin: `http://127.0.0.1:${port}` } };
    expect(await handshake(port, '/citizen', { auth, ...own })).to.equal('connected');
  });

  it('says token_expired to a token that has ended, and closes sockets whose token ends', async () => {
    const { citizenSignIn } = world.app.domain.auth;
    const { accessToken: token } = await citizenSignIn.signIn({}, '127.0.0.1');
    const late = await world.citizen();
    world.clock.advance(10 * 60_000 + 1_000);
    const auth = { token, protocol: PROTOCOL_VERSION };
    expect(await handshake(world.port, '/citizen', { auth })).to.equal('token_expired');
    await late.until(() => !late.socket.connected, 'the end of the socket');
  });

  it('cuts the sockets of a sign-in that was revoked', async () => {
    const { families, citizenSignIn } = world.app.domain.auth;
    const tokens = await citizenSignIn.signIn({}, '127.0.0.1');
    const socket = io(`http://127.0.0.1:${world.port}/citizen`, {
      auth: { token: tokens.accessToken, protocol: PROTOCOL_VERSION },
      forceNew: true,
    });

    await new Promise<void>((resolve) => void socket.once('connect', resolve));
    const ended = new Promise<string>((resolve) => void socket.once('disconnect', resolve));
    const { familyId } = await world.app.domain.auth.authenticator.authenticate(tokens.accessToken);
    await families.revoke(familyId, 'signed_out');
    expect(await ended).to.equal('io server disconnect');
    socket.disconnect();
  });
});
