import { randomUUID } from 'node:crypto';
import { createCitizenCourier, createStaffCourier } from '../../../client/courier.js';
import { createHttp } from '../../../client/http.js';
import type { Tokens } from '../../../client/link.js';
import { createCitizenLink, createStaffLink } from '../../../client/links.js';
import { keepToken, request } from '../../../server/simulation/connection.js';
import { consentTexts } from '../../../server/features/chat-sessions/consent-texts.js';
import { plannedPoolCodes, seedId } from '../../../server/seed/reference-data.js';
import type { CitizenTokensView, StaffTokensView } from '../../../shared/views/accounts.js';
import type { OfferView } from '../../../shared/views/routing.js';
import type { CitizenEventView } from '../../../shared/views/session-events.js';
import type { Door } from './door.js';
import { RigPerson, type Shown } from './person.js';
import type { Random } from '../../../server/seed/random.js';
import { password, type StaffMember } from './rig.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until a node answers: which one is dead just now is nobody's fault. */
const patiently = async <View>(ask: () => Promise<View>): Promise<View> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 60) throw error;
      await pause(500);
    }
  }
};

const topics = [
  'Не прошла оплата штрафа, деньги списали два раза',
  'Не приходит код для входа в личный кабинет',
  'Сайт выдаёт ошибку при отправке заявления',
  'Электронная подпись не видна в браузере',
];

const given = ({ version, hash }: { version: string; hash: string }) => ({
  ...{ isGiven: true, textVersion: version, textHash: hash },
});

const goesOn = ({ isStopping }: RigPerson): boolean => !isStopping;

/** Everybody asks with one request at a time: two at once would spend one refresh token twice. */
const createTokens = (sign: () => Promise<{ accessToken: string; expiresAt: string }>): Tokens => {
  let getToken = keepToken(sign);
  let asking: Promise<string> | null = null;
  return {
    getAccessToken: () =>
      (asking ??= getToken().finally(() => {
        asking = null;
      })),
    refresh: async () => {
      await asking?.catch(() => undefined);
      getToken = keepToken(sign);
    },
  };
};

export interface Player {
  person: RigPerson;
  /** Acts until told to stop. */
  play(): Promise<void>;
  /** Ends everything. */
  leave(): void;
}

const shownToCitizen = (event: CitizenEventView): Shown => ({ ...event, number: event.publicSeq });

/** Describes a problem, talks, calls a senior now and then, leaves or stays. Again and again. */
export const createCitizen = async ({ address }: Door, random: Random): Promise<Player> => {
  const first = await patiently(() =>
    request<CitizenTokensView>(`${address}/api/citizen/token`, { body: {} }),
  );
  let { refreshToken } = first;
  const signs = [first];
  const tokens = createTokens(async () => {
    const known = signs.pop();
    if (known) return known;
    const url = `${address}/api/citizen/refresh`;
    const next = await request<CitizenTokensView>(url, { body: { refreshToken } });
    ({ refreshToken } = next);
    return next;
  });
  const link = createCitizenLink({ address, tokens });
  const courier = createCitizenCourier(link, createHttp(tokens, address));
  const person: RigPerson = new RigPerson(first.citizenId, {
    async join(sessionId) {
      const answer = await link.request('session:join', { sessionId });
      return answer.ok ? { ok: true, data: answer.data.session.publicSeq } : answer;
    },
    async sync(sessionId, after) {
      const answer = await courier.sync(sessionId, after);
      if (!answer.ok) return answer;
      return { ok: true, data: { ...answer.data, events: answer.data.events.map(shownToCitizen) } };
    },
    async send({ sessionId, clientMessageId, text }, follows) {
      const word = { sessionId, clientMessageId, text, attachmentIds: [] };
      const answer = await courier.send(follows === undefined ? word : { ...word, follows });
      if (!answer.ok) return answer;
      return { ok: true, data: { ...answer.data, event: shownToCitizen(answer.data.event) } };
    },
  });
  link.listen({
    connected: () => person.arrive(),
    'session:event': ({ sessionId, event }) => person.hear(sessionId, shownToCitizen(event)),
    'session:head': (heads) => person.hearHeads(heads),
  });
  link.start();

  const open = async (): Promise<string | null> => {
    const { processing, recording } = consentTexts.ru;
    const input = {
      ...{ clientSessionId: randomUUID(), locale: 'ru' as const, channel: 'widget' as const },
      consents: { processing: given(processing), recording: given(recording) },
      message: { clientMessageId: randomUUID(), text: random.pick(topics) },
    };
    const answer = await person.insist(() => link.request('session:open', input));
    return answer?.ok ? answer.data.session.sessionId : null;
  };
  return {
    person,
    async play() {
      while (goesOn(person)) {
        const sessionId = await open();
        if (sessionId === null) {
          await pause(500);
          continue;
        }
        person.show(sessionId);
        for (let left = random.between(10, 40); left > 0 && goesOn(person); left -= 1) {
          person.say(sessionId, `слово ${left}`);
          if (random.chance(0.03)) {
            void person.insist(() => link.request('escalation:request', { sessionId }));
          }
          await pause(random.between(250, 700));
        }
        await person.whenSent();
        if (random.chance(0.7)) {
          await person.insist(() => link.request('session:close', { sessionId }));
        }
      }
    },
    leave() {
      person.close();
      link.close();
    },
  };
};

/** Takes most offers, declines some, lets some run out; answers, hands over, passes on. */
export const createOperator = (
  { address }: Door,
  { login, operatorId }: StaffMember,
  random: Random,
): Player => {
  const tabId = randomUUID();
  const tokens = createTokens(() =>
    request<StaffTokensView>(`${address}/api/staff/sign-in`, { body: { login, password, tabId } }),
  );
  const link = createStaffLink({ address, tokens });
  const courier = createStaffCourier(link, createHttp(tokens, address));
  const shown = <Event extends { seq: number; eventId: string; at: string }>(
    event: Event,
  ): Shown => ({
    ...event,
    number: event.seq,
  });
  const person: RigPerson = new RigPerson(operatorId, {
    async join(sessionId) {
      const answer = await link.request('session:join', { sessionId });
      return answer.ok ? { ok: true, data: answer.data.session.seq } : answer;
    },
    async sync(sessionId, after) {
      const answer = await courier.sync(sessionId, after);
      if (!answer.ok) return answer;
      return { ok: true, data: { ...answer.data, events: answer.data.events.map(shown) } };
    },
    async send({ sessionId, clientMessageId, text }, follows) {
      const words = { sessionId, clientMessageId, text, attachmentIds: [] };
      const answer = await courier.send({
        ...{ ...words, audience: 'all' },
        ...(follows === undefined ? {} : { follows }),
      });
      if (!answer.ok) return answer;
      return { ok: true, data: { ...answer.data, event: shown(answer.data.event) } };
    },
  });
  const mine = new Set<string>();
  const take = (sessionId: string) => {
    mine.add(sessionId);
    person.show(sessionId);
  };

  const answer = async ({ sessionId, offerId }: OfferView): Promise<void> => {
    await pause(random.between(50, 1_500));
    if (person.isOver || random.chance(0.1)) return;
    if (random.chance(0.1)) {
      await link.request('offer:decline', { sessionId, offerId, reason: 'other' });
      return;
    }
    const accepted = await link.request('offer:accept', { sessionId, offerId });
    if (accepted.ok) take(sessionId);
  };
  const arrive = async (): Promise<void> => {
    await person.insist(() => link.request('presence:set', { presence: 'online' }));
    const desk = await person.insist(() => link.request('desk:open', {}));
    if (desk?.ok !== true) return;
    for (const { sessionId, owner } of desk.data.sessions) {
      if (owner?.operatorId === operatorId) take(sessionId);
      else person.find(sessionId);
    }
    for (const offer of desk.data.offers) void answer(offer);
  };
  link.listen({
    connected() {
      person.arrive();
      void arrive();
    },
    'session:event': ({ sessionId, event }) => person.hear(sessionId, shown(event)),
    'session:head': (heads) => person.hearHeads(heads),
    // In sight again, if it was out of it: the server has taken this connection out of its room meanwhile.
    'session:row': ({ sessionId }) => person.find(sessionId),
    'session:gone': ({ sessionId }) => person.lose(sessionId),
    'offer:made': (offer) => void answer(offer),
    'presence:changed': ({ presence }) => {
      if (presence === 'away' && !person.isStopping) void arrive();
    },
  });
  link.start();
  return {
    person,
    async play() {
      while (goesOn(person)) {
        await pause(random.between(200, 600));
        const sessionId = [...mine][random.between(0, mine.size - 1)];
        if (sessionId === undefined) continue;
        const word = person.say(sessionId, 'Смотрю.');
        if (random.chance(0.5)) person.say(sessionId, 'И ещё одно слово.');
        await person.whenSent();
        if (word.outcome === 'failed') mine.delete(sessionId);
        if (random.chance(0.05)) {
          const poolId = seedId('pool', random.pick(plannedPoolCodes));
          await link.request('transfer:request', { sessionId, poolId, note: 'Передаю.' });
        }
        if (random.chance(0.05)) {
          await link.request('closing:propose', {
            ...{ sessionId, outcome: 'solved', summary: 'Решено.' },
            lastPublicSeq: 1_000_000,
          });
          mine.delete(sessionId);
        }
      }
    },
    leave() {
      person.close();
      link.close();
    },
  };
};
