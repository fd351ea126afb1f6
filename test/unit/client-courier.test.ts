import { expect } from 'chai';
import { noAnswer, type Answer } from '../../client/answer.js';
import { createCitizenCourier, createStaffCourier } from '../../client/courier.js';
import type { CitizenLink, StaffLink } from '../../client/links.js';
import { limits } from '../../shared/limits.js';

const { detourAfterMs } = limits.transport;
const stored: Answer<never> = { ok: true, data: { head: 1 } as never };
const words = { sessionId: 'session', clientMessageId: 'words001', text: 'Слова' };

describe('client courier', () => {
  let ways: string[];
  let troubledForMs: number;
  let bySocket: (number: number) => Answer<never>;
  let byHttp: () => Answer<never>;

  const link = {
    get troubledForMs() {
      return troubledForMs;
    },
    request(name: string, _input: object, timeoutMs: number) {
      ways.push(`${name} within ${String(timeoutMs)}`);
      return Promise.resolve(bySocket(ways.length));
    },
  } as unknown as CitizenLink & StaffLink;
  const tell = (line: string) => {
    ways.push(line);
    return Promise.resolve(byHttp());
  };
  const http = {
    get: (path: string) => tell(`GET ${path}`),
    post: (path: string, body?: object) => tell(`POST ${path} ${JSON.stringify(body)}`),
  } as never;
  const send = `message:send within ${String(detourAfterMs)}`;

  beforeEach(() => {
    [ways, troubledForMs] = [[], 0];
    bySocket = () => stored;
    byHttp = () => stored;
  });

  it('goes over the socket while it is good, also where that refuses or is silent for a moment', async () => {
    const courier = createCitizenCourier(link, http);
    expect(await courier.send(words)).to.equal(stored);
    const refusal: Answer<never> = { ok: false, code: 'session_closed' };
    bySocket = () => refusal;
    expect(await courier.send(words)).to.equal(refusal);
    bySocket = () => noAnswer;
    expect(await courier.send(words)).to.equal(noAnswer);
    expect(ways).to.deep.equal([send, send, send]);
  });

  it('passes by a socket that has been bad for a while', async () => {
    const courier = createStaffCourier(link, http);
    troubledForMs = detourAfterMs;
    const note = { ...words, audience: 'staff' as const };
    expect(await courier.send(note)).to.equal(stored);
    expect(await courier.sync('session', 7)).to.equal(stored);
    expect(ways).to.deep.equal([
      `POST /api/staff/sessions/session/messages ${JSON.stringify(note)}`,
      'GET /api/staff/sessions/session/events?after=7',
    ]);
  });

  it('takes the detour at once where a socket turns out to have been silent all the while', async () => {
    const courier = createCitizenCourier(link, http);
    bySocket = () => {
      troubledForMs = detourAfterMs;
      return noAnswer;
    };
    expect(await courier.sync('session', 0)).to.equal(stored);
    expect(ways.at(-1)).to.equal('GET /api/citizen/sessions/session/events?after=0');
  });

  it('tries the socket again where the detour leads nowhere, and takes its refusal for an answer', async () => {
    const courier = createCitizenCourier(link, http);
    troubledForMs = detourAfterMs;
    byHttp = () => noAnswer;
    expect(await courier.send(words)).to.equal(stored);
    expect(ways.at(-1)).to.equal(send);
    const refusal: Answer<never> = { ok: false, code: 'session_closed' };
    byHttp = () => refusal;
    expect(await courier.send(words)).to.equal(refusal);
    expect(ways.at(-1)).to.match(/^POST/);
  });
});
