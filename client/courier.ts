import { limits } from '../shared/limits.js';
import type { MessageSendInput, StaffMessageInput, SyncInput } from '../shared/schemas/session.js';
import type { CitizenEventView, StaffEventView } from '../shared/views/session-events.js';
import { noAnswer, type Answer } from './answer.js';
import type { Http } from './http.js';
import type { CitizenLink, StaffLink } from './links.js';
import type { LogPage, StoredMessage } from './wire.js';

/**
 * Carries words to the log, and pages of it back: over the socket; where that has been down or silent for
 * `limits.transport.detourAfterMs`, over HTTP. Going both ways is harmless: a message has the same id on each.
 */
export interface Courier<Event, Body> {
  send(body: Body): Promise<Answer<StoredMessage<Event>>>;
  sync(sessionId: string, after: number): Promise<Answer<LogPage<Event>>>;
}

/** The same two questions, asked over the socket. */
interface SocketWay<Event, Body> {
  send(body: Body, timeoutMs: number): Promise<Answer<StoredMessage<Event>>>;
  sync(input: SyncInput, timeoutMs: number): Promise<Answer<LogPage<Event>>>;
}

type HttpWay = Pick<Http, 'get' | 'post'>;

const { detourAfterMs } = limits.transport;

const createCourier = <Event, Body extends { sessionId: string }>(
  link: { readonly troubledForMs: number },
  socket: SocketWay<Event, Body>,
  http: HttpWay,
  side: 'citizen' | 'staff',
): Courier<Event, Body> => {
  const isOpen = () => link.troubledForMs < detourAfterMs;

  const carry = async <T>(
    bySocket: () => Promise<Answer<T>>,
    byHttp: () => Promise<Answer<T>>,
  ): Promise<Answer<T>> => {
    const answer = isOpen() ? await bySocket() : noAnswer;
    if (answer.ok || answer.code !== 'no_answer' || isOpen()) return answer;
    const detour = await byHttp();
    // Neither way is known to be good: the socket may be the first to be so again.
    return !detour.ok && detour.code === 'no_answer' ? bySocket() : detour;
  };
  const pathOf = (sessionId: string) => `/api/${side}/sessions/${sessionId}`;

  return {
    send: (body) =>
      carry(
        () => socket.send(body, detourAfterMs),
        () => http.post(`${pathOf(body.sessionId)}/messages`, body),
      ),
    sync: (sessionId, after) =>
      carry(
        () => socket.sync({ sessionId, after }, detourAfterMs),
        () => http.get(`${pathOf(sessionId)}/events?after=${after}`),
      ),
  };
};

export const createCitizenCourier = (
  link: Pick<CitizenLink, 'request' | 'troubledForMs'>,
  http: HttpWay,
): Courier<CitizenEventView, MessageSendInput> =>
  createCourier(
    link,
    {
      send: (body, timeoutMs) => link.request('message:send', body, timeoutMs),
      sync: (input, timeoutMs) => link.request('session:sync', input, timeoutMs),
    },
    http,
    'citizen',
  );

export const createStaffCourier = (
  link: Pick<StaffLink, 'request' | 'troubledForMs'>,
  http: HttpWay,
): Courier<StaffEventView, StaffMessageInput> =>
  createCourier(
    link,
    {
      send: (body, timeoutMs) => link.request('message:send', body, timeoutMs),
      sync: (input, timeoutMs) => link.request('session:sync', input, timeoutMs),
    },
    http,
    'staff',
  );
