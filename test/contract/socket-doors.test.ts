import { expect } from 'chai';
import { io } from 'socket.io-client';
import { limits } from '../../shared/limits.js';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.js';
import type { CitizenClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

/** A connection spoken by hand over long polling, as no client library would. */
class RawConnection {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  static async open(port: number): Promise<RawConnection> {
    const base = `http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`;
    const greeting = await (await fetch(base)).text();
    const { sid } = JSON.parse(greeting.slice(1)) as { sid: string };
    return new RawConnection(`${base}&sid=${sid}`);
  }

  /** The HTTP status of the frame's taking. */
  async send(frame: string): Promise<number> {
    const response = await fetch(this.#url, { method: 'POST', body: frame });
    await response.text();
    return response.status;
  }

  async receive(): Promise<{ status: number; text: string }> {
    const response = await fetch(this.#url);
    return { status: response.status, text: await response.text() };
  }
}

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('The doors of the sockets', () => {
  let world: World;
  let citizen: CitizenClient;
  before(async () => {
    world = await World.create({ classifier: namedClassifier });
    citizen = await world.citizen();
    await citizen.open('payments: проверка');
  });
  after(() => world.close());

  const signIn = () => world.app.domain.auth.citizenSignIn.signIn({}, '127.0.0.1');

  /** Past the handshake, by hand. */
  const enter = async (): Promise<RawConnection> => {
    const { accessToken: token } = await signIn();
    const raw = await RawConnection.open(world.port);
    await raw.send(`40/citizen,${JSON.stringify({ token, protocol: PROTOCOL_VERSION })}`);
    expect((await raw.receive()).text).to.match(/^40\/citizen,\{"sid"/);
    return raw;
  };

  it('leave nobody in the namespace that every server has', async () => {
    const socket = io(`http://127.0.0.1:${world.port}/`, { forceNew: true, reconnection: false });
    const refusal = await new Promise<string>((resolve) => {
      socket.once('connect', () => resolve('connected'));
      socket.once('connect_error', ({ message }) => resolve(message));
    });
    socket.disconnect();
    expect(refusal).to.equal('not_found');
  });

  it('cut off who speaks before the handshake', async () => {
    const raw = await RawConnection.open(world.port);
    const { sessionId } = citizen;
    await raw.send(`42/citizen,1${JSON.stringify(['session:join', { sessionId }])}`);
    const { status, text } = await raw.receive();
    expect(text).not.to.include('проверка');
    // Closed already, or told so: `1` is the engine's word for it.
    if (status === 200) expect(text.split('\u001E')).to.include('1');
    else expect(status).to.equal(400);
  });

  it('answer arrays nested as deep as a frame allows like any other junk', async () => {
    const raw = await enter();
    expect(await raw.send(`42/citizen,7["session:join",${nested(30_000)}]`)).to.equal(200);
    expect((await raw.receive()).text).to.match(/^43\/citizen,7\[.*"bad_request"/);
    expect(await raw.send(`42/citizen,8["message:send",{"text":${nested(30_000)}}]`)).to.equal(200);
    expect((await raw.receive()).text).to.match(/^43\/citizen,8\[.*"bad_request"/);
  });

  it('refuse a frame over 64 KB and one that is no frame, and serve everybody else', async () => {
    const large = await enter();
    expect(await large.send(`42/citizen,7["session:join",${nested(400_000)}]`)).to.equal(413);
    for (const frame of [
      '42/citizen,["error"]',
      '42/citizen,9[]',
      '4x',
      '42/citizen,{"a":1}',
      '451-/citizen,["a",{"_placeholder":true,"num":0}]',
    ]) {
      const raw = await enter();
      await raw.send(frame);
    }
    expect((await citizen.view()).status).to.be.a('string');
  });

  it('close a connection that does not read, and bring its client back', async () => {
    const reader = await world.citizen();
    const { id = '' } = reader.socket;
    const engine = reader.socket.io.engine as unknown as {
      transport: { ws: { pause(): void; resume(): void } };
    };
    engine.transport.ws.pause();
    const heads = Array.from({ length: 500 }, () => ({ sessionId: 'a'.repeat(24), head: 1 }));
    const { citizens } = world.app.sockets;
    for (let count = 0; count < 1_000; count += 1) citizens.to(id).emit('session:head', heads);
    world.app.sockets.closeSlowReaders();
    expect(citizens.sockets.has(id)).to.equal(false);
    expect(world.log.map(({ event }) => event)).to.include('sockets.slow_closed');
    expect(citizens.sockets.has(citizen.socket.id ?? '')).to.equal(true);
    engine.transport.ws.resume();
    await reader.until(
      () => reader.socket.connected && reader.socket.id !== id,
      'a new connection',
    );
  });

  for (const [what, count, words] of [
    ['frames', 5_000, 1],
    ['bytes', 60, 60_000],
  ] as const) {
    it(`cut a flood of ${what} within a second, and leave everybody else their answers`, async () => {
      const flooder = await world.citizen();
      const other = await world.citizen();
      await other.open('payments: проверка');
      const { socket } = flooder;
      const { id = '' } = socket;
      const cut = new Promise<string>((resolve) => void socket.once('disconnect', resolve));
      const refused = new Promise<unknown>((resolve) => {
        socket.once('connect_error', (error) => {
          resolve((error as Error & { data?: { code?: string } }).data?.code);
        });
      });
      const startedAt = performance.now();
      const said = Promise.all(['раз', 'два', 'три'].map((word) => other.say(word)));
      for (let sent = 0; sent < count; sent += 1)
        socket.emit(
          'typing:set',
          { sessionId: 'x'.repeat(words), isTyping: true },
          () => undefined,
        );
      expect(await cut).to.be.oneOf(['transport close', 'transport error']);
      expect(performance.now() - startedAt).to.be.below(10_000);
      expect((await said).map(({ body }) => (body as { text: string }).text)).to.have.members([
        ...['раз', 'два', 'три'],
      ]);
      expect(world.app.sockets.citizens.sockets.has(id)).to.equal(false);
      expect(world.log.map(({ event }) => event)).to.include('sockets.flood_cut');
      // Not only this connection: whoever floods waits at the door, and is let in again.
      expect(await refused).to.equal('rate_limited');
      world.clock.advance(limits.transport.floodPauseMs);
      const isIn = new Promise<void>((resolve) => void socket.once('connect', resolve));
      socket.connect();
      await isIn;
      expect(other.socket.connected).to.equal(true);
    });
  }

  it('cut a sign-in that another process has revoked', async () => {
    const { accessToken: token } = await signIn();
    const { familyId } = await world.app.domain.auth.authenticator.authenticate(token);
    const socket = io(`http://127.0.0.1:${world.port}/citizen`, {
      auth: { token, protocol: PROTOCOL_VERSION },
      forceNew: true,
    });
    await new Promise<void>((resolve) => void socket.once('connect', resolve));
    const ended = new Promise<string>((resolve) => void socket.once('disconnect', resolve));
    await world.connection
      .collection<{ _id: string }>('refreshFamilies')
      .updateOne({ _id: familyId }, { $set: { revokedAt: world.clock.now() } });
    await world.app.jobs.runDue();
    expect(await ended).to.equal('io server disconnect');
    socket.disconnect();
    expect(citizen.socket.connected).to.equal(true);
  });

  it('hold a person to thirty chats in ten minutes', async () => {
    const flooder = await world.citizen();
    const code = await (async () => {
      for (let count = 0; count < 30; count += 1) await flooder.open('payments: ещё одно');
      return flooder.open('payments: лишнее').then(
        () => 'opened',
        (error: unknown) => (error as { code: string }).code,
      );
    })();
    expect(code).to.equal('rate_limited');
  });
});
