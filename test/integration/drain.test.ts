import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type { CitizenClient } from '../helpers/clients.js';
import { World, namedClassifier } from '../helpers/world.js';

describe('A server on its way down', () => {
  let world: World;
  let citizen: CitizenClient;
  beforeEach(async () => {
    world = await World.create({ classifier: namedClassifier });
    citizen = await world.citizen();
    await citizen.open('payments: проверка');
  });
  afterEach(() => world.close());

  const serverSide = () => world.app.sockets.citizens.sockets.get(citizen.socket.id ?? '');

  it('acknowledges the words that have arrived, and then lets the connections go', async () => {
    let closing: Promise<void> | undefined;
    serverSide()?.onAny(() => {
      closing ??= world.app.close();
    });
    const gone = new Promise<string>((resolve) => void citizen.socket.once('disconnect', resolve));
    const event = await citizen.say('последнее слово');
    expect(event.publicSeq).to.be.a('number');
    // Not «io server disconnect», after which a client would stay away.
    expect(await gone).to.equal('transport close');
    await closing;
  });

  it('lets them go a part at a time, and serves until then', async () => {
    const others = await Promise.all(Array.from({ length: 60 }, () => world.citizen()));
    await others.at(-1)!.open('payments: проверка');
    let [words, wordsSince] = [0, 0];
    let isFirstGone = false;
    others[0]!.socket.once('disconnect', () => {
      isFirstGone = true;
    });
    const last = others.at(-1)!;
    const speaking = (async () => {
      while (last.socket.connected) {
        await last.say('ещё слово').then(
          () => {
            words += 1;
            if (isFirstGone) wordsSince += 1;
          },
          () => undefined,
        );
      }
    })();
    await world.app.close();
    await speaking;
    expect(wordsSince, 'served while others had gone already').to.be.greaterThan(0);
    const { sessionId } = last;
    const stored = await world.connection
      .collection('sessionEvents')
      .countDocuments({ sessionId, kind: 'message.created', authorId: { $ne: 'system' } });
    expect(stored, 'acknowledged words, and the first one').to.be.at.least(words + 1);
    expect(others.filter(({ socket }) => socket.connected)).to.have.length(0);
  });

  it('says so to whoever asks, and takes no new connection', async () => {
    let finish: () => void = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    void world.app.services.inFlight.track(work);
    const closing = world.app.close();
    const ready = await fetch(`http://127.0.0.1:${world.port}/readyz`);
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.equal({ status: 'not_ready', reason: 'draining' });
    const greeting = await fetch(
      `http://127.0.0.1:${world.port}/socket.io/?EIO=4&transport=polling`,
    );
    expect(greeting.status).to.equal(403);
    await greeting.text();
    finish();
    await closing;
  });

  it('takes in the file that is on its way', async () => {
    const { handshake } = serverSide() ?? {};
    const { token } = handshake?.auth as { token: string };
    const boundary = 'part-of-a-form';
    const begin = `--${boundary}\r\nContent-Disposition: form-data; name="clientMessageId"\r\n\r\nfile-1234\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nСлова`;
    const end = ` до конца\r\n--${boundary}--\r\n`;
    const upload = request({
      ...{ host: '127.0.0.1', port: world.port, method: 'POST' },
      path: `/api/sessions/${citizen.sessionId}/attachments`,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': Buffer.byteLength(begin + end),
      },
    });
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    const arrived = once(world.app.http, 'request');
    upload.write(begin);
    await arrived;
    const closing = world.app.close();
    upload.end(end);
    const [response] = await answered;
    expect(await text(response)).to.include('a.txt');
    expect(response.statusCode).to.equal(201);
    await closing;
  });
});
