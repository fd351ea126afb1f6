import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import type { CitizenTokensView, StaffTokensView } from '../../shared/views/accounts.js';
import type { CitizenEventView, StaffEventView } from '../../shared/views/session-events.js';
import { silentLogger } from '../../server/lib/logger.js';
import { connectDatabase } from '../../server/storage/connection.js';
import { CitizenClient, Refused, StaffClient } from '../helpers/clients.js';
import { ServerProcess } from '../helpers/server-process.js';

const windowMs = 20_000;

describe('A server and its database that end in the middle', function () {
  this.timeout(120_000);
  let server: ServerProcess;
  let citizen: CitizenClient;
  let operator: StaffClient;
  let sessionId: string;

  const post = async <View>(path: string, body: object): Promise<View> => {
    const response = await fetch(`${server.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.ok, path).to.equal(true);
    return (await response.json()) as View;
  };
  const signIn = async (role: 'operator' | 'senior'): Promise<StaffClient> => {
    const tabId = randomUUID();
    const { accessToken, me } = await post<StaffTokensView>('/api/demo/sign-in', { role, tabId });
    const client = await StaffClient.connect(server.port, () => Promise.resolve(accessToken));
    client.operatorId = me.operatorId;
    client.name = me.name;
    return client;
  };

  /** A setting of the pools, read at the next start. */
  const shortenWindow = async (): Promise<void> => {
    const database = await connectDatabase(await server.findUri(), silentLogger);
    await database.connection
      .collection('pools')
      .updateMany({}, { $set: { 'escalation.windowMs': windowMs } });
    await database.close();
  };

  before(async () => {
    server = await ServerProcess.start();
    await shortenWindow();
    const { accessToken } = await post<CitizenTokensView>('/api/citizen/token', {});
    citizen = await CitizenClient.connect(server.port, () => Promise.resolve(accessToken));
    operator = await signIn('operator');
    await operator.ask('presence:set', { presence: 'online' });
    await citizen.open('Не прошла оплата штрафа, деньги списали два раза');
    ({ sessionId } = citizen);
    const offer = await operator.until(
      () => operator.payloads('offer:made').find((one) => one.sessionId === sessionId),
      'the offer',
    );
    await operator.ask('offer:accept', { sessionId, offerId: offer.offerId });
    await operator.ask('session:join', { sessionId });
  });
  after(async () => {
    citizen.close();
    operator.close();
    await server.close();
  });

  /** Sent as an outbox does: under one id until it is acknowledged. Answers how often that took. */
  const deliver = async (clientMessageId: string): Promise<number> => {
    const input = { sessionId, clientMessageId, text: `слово ${clientMessageId}` };
    for (let tries = 1; ; tries += 1) {
      try {
        await citizen.ask('message:send', { ...input, attachmentIds: [] });
        return tries;
      } catch (error) {
        if (error instanceof Refused && error.code !== 'retry') throw error;
        if (citizen.socket.connected) continue;
        await new Promise<void>((resolve) => citizen.socket.once('connect', resolve));
      }
    }
  };
  const deliverAll = async (name: string, count: number, onHalf: () => void): Promise<string[]> => {
    const ids = Array.from({ length: count }, (_, index) => `${name}-message-${index}`);
    for (const [index, id] of ids.entries()) {
      if (index === count / 2) onHalf();
      await deliver(id);
    }
    return ids;
  };

  /** Everything stored, by both readers; without a hole, and each of these ids once, in the order they were sent. */
  const expectWhole = async (ids: readonly string[]): Promise<void> => {
    const shown: CitizenEventView[] = await citizen.events();
    expect(shown.map(({ publicSeq }) => publicSeq)).to.deep.equal(
      shown.map((_, index) => index + 1),
    );
    const mine = shown.flatMap(({ clientMessageId }) => clientMessageId ?? []);
    expect(mine.filter((id) => ids.includes(id))).to.deep.equal(ids);
    const all: StaffEventView[] = await operator.events(sessionId);
    expect(all.map(({ seq }) => seq)).to.deep.equal(all.map((_, index) => index + 1));
    const open = all.filter(({ audience }) => audience === 'all');
    expect(open.map(({ eventId }) => eventId)).to.deep.equal(shown.map(({ eventId }) => eventId));
  };
  const steps = async () =>
    (await operator.events(sessionId)).flatMap(({ kind, body, at }) =>
      kind === 'escalation.stepped' && 'step' in body ? [{ step: body.step, at }] : [],
    );

  /** Resolves when the first step is written, also where that was before anybody listened. */
  const firstStep = async (): Promise<void> => {
    const told = new Promise<void>((resolve) => {
      operator.socket.on('session:event', ({ event }: { event: StaffEventView }) => {
        if (event.kind === 'escalation.stepped') resolve();
      });
    });
    if ((await steps()).length === 0) await told;
  };

  it('lose no acknowledged word by a power cut, and double none that was sent again', async () => {
    let restarted: Promise<void> = Promise.resolve();
    const ids = await deliverAll('power', 30, () => {
      restarted = server.cutPower().then(() => server.start());
    });
    await restarted;
    await expectWhole(ids);
    const { session } = await operator.ask('session:join', { sessionId });
    expect(session.owner?.operatorId).to.equal(operator.operatorId);
  });

  it('keep a window open through a power cut: the same end, each step once and never early', async () => {
    await citizen.ask('escalation:request', { sessionId });
    const before = (await citizen.view()).escalation;
    await server.cutPower();
    await server.start();
    const after = (await citizen.view()).escalation;
    expect(after?.deadlineAt).to.equal(before?.deadlineAt);
    expect(after?.escalationId).to.equal(before?.escalationId);

    await firstStep();
    const senior = await signIn('senior');
    await senior.ask('presence:set', { presence: 'online' });
    await senior.accept();
    senior.close();
    const taken = await steps();
    expect(new Set(taken.map(({ step }) => step)).size).to.equal(taken.length);
    expect(taken[0]?.step).to.equal('all_pools');
    const openedMs = Date.parse(before?.deadlineAt ?? '') - windowMs;
    expect(Date.parse(taken[0]?.at ?? '')).to.be.at.least(openedMs + windowMs * 0.4);
    expect((await citizen.view()).operator).to.include({ tier: 'senior' });
    await expectWhole([]);
  });

  it('end in good order when they are told to, the database last, and go on where they were', async () => {
    const head = (await citizen.view()).publicSeq;
    const database = await server.findDatabase();
    expect(await server.terminate()).to.equal(0);
    expect(database.isRunning()).to.equal(false);
    await server.start();
    expect((await citizen.view()).publicSeq).to.equal(head);
    await deliver('after-the-order');
    await expectWhole(['after-the-order']);
  });

  it('answer every word though the database alone dies: it is started again behind them', async () => {
    const ids = await deliverAll('database', 20, () => {
      void server.findDatabase().then(({ pid }) => process.kill(pid, 'SIGKILL'));
    });
    await expectWhole(ids);
    expect((await server.findDatabase()).isRunning()).to.equal(true);
  });
});
