import { randomUUID } from 'node:crypto';
import { keepToken, request } from '../../../server/simulation/connection.js';
import { consentTexts } from '../../../server/features/chat-sessions/consent-texts.js';
import type { CitizenSnapshot } from '../../../shared/protocol/citizen-events.js';
import type { StaffDesk } from '../../../shared/protocol/staff-events.js';
import type { CitizenTokensView, StaffTokensView } from '../../../shared/views/accounts.js';
import type { OfferView } from '../../../shared/views/routing.js';
import { plannedPoolCodes, seedId } from '../../../server/seed/reference-data.js';
import { RigPerson } from './person.js';
import type { Random } from './random.js';
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

export interface Player {
  person: RigPerson;
  /** Acts until told to stop. */
  play(): Promise<void>;
}

/** Describes a problem, talks, calls a senior now and then, leaves or stays. Again and again. */
export const createCitizen = async (address: string, random: Random): Promise<Player> => {
  const first = await patiently(() =>
    request<CitizenTokensView>(`${address}/api/citizen/token`, { body: {} }),
  );
  const claims = first.accessToken.split('.')[1] ?? '';
  const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string };
  let { refreshToken } = first;
  let isFirst = true;
  const getToken = keepToken(async () => {
    if (isFirst) {
      isFirst = false;
      return first;
    }
    const url = `${address}/api/citizen/refresh`;
    const next = await request<CitizenTokensView>(url, { body: { refreshToken } });
    ({ refreshToken } = next);
    return next;
  });
  const person = new RigPerson({ address, namespace: 'citizen', personId: sub, getToken });

  const open = async (): Promise<string | null> => {
    const { processing, recording } = consentTexts.ru;
    const result = await person.insist<CitizenSnapshot>('session:open', {
      ...{ clientSessionId: randomUUID(), locale: 'ru', channel: 'widget' },
      consents: { processing: given(processing), recording: given(recording) },
      message: { clientMessageId: randomUUID(), text: random.pick(topics) },
    });
    return result?.ok ? result.data.session.sessionId : null;
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
          void person.say(sessionId, randomUUID(), `слово ${left}`);
          if (random.chance(0.03)) void person.insist('escalation:request', { sessionId });
          await pause(random.between(250, 700));
        }
        await person.whenSent;
        if (random.chance(0.7)) await person.insist('session:close', { sessionId });
      }
    },
  };
};

/** Takes most offers, declines some, lets some run out; answers, hands over, passes on. */
export const createOperator = (address: string, member: StaffMember, random: Random): Player => {
  const tabId = randomUUID();
  const { login, operatorId } = member;
  const getToken = keepToken(() =>
    patiently(() =>
      request<StaffTokensView>(`${address}/api/staff/sign-in`, {
        body: { login, password, tabId },
      }),
    ),
  );
  const person = new RigPerson({ address, namespace: 'staff', personId: operatorId, getToken });
  const mine = new Set<string>();

  const answer = async ({ sessionId, offerId }: OfferView): Promise<void> => {
    await pause(random.between(50, 1_500));
    if (person.isOver || random.chance(0.1)) return;
    if (random.chance(0.1)) {
      await person.ask('offer:decline', { sessionId, offerId, reason: 'other' });
      return;
    }
    const result = await person.ask('offer:accept', { sessionId, offerId });
    if (!result.ok) return;
    mine.add(sessionId);
    person.show(sessionId);
  };
  const arrive = async (): Promise<void> => {
    await person.insist('presence:set', { presence: 'online' });
    const desk = await person.insist<StaffDesk>('desk:open', {});
    if (desk?.ok !== true) return;
    for (const { sessionId, owner } of desk.data.sessions) {
      if (owner?.operatorId !== operatorId) continue;
      mine.add(sessionId);
      person.show(sessionId);
    }
    for (const offer of desk.data.offers) void answer(offer);
  };
  person.socket.on('connect', () => void arrive());
  person.socket.on('offer:made', (offer: OfferView) => void answer(offer));
  person.socket.on('presence:changed', ({ presence }: { presence: string }) => {
    if (presence === 'away' && !person.isStopping) void arrive();
  });
  return {
    person,
    async play() {
      while (goesOn(person)) {
        await pause(random.between(200, 600));
        const sessionId = [...mine][random.between(0, mine.size)];
        if (sessionId === undefined) continue;
        const word = person.say(sessionId, randomUUID(), 'Смотрю.');
        await word;
        const sent = person.sends.at(-1);
        if (sent?.outcome === 'failed') mine.delete(sessionId);
        if (random.chance(0.05)) {
          const poolId = seedId('pool', random.pick(plannedPoolCodes));
          await person.ask('transfer:request', { sessionId, poolId, note: 'Передаю.' });
        }
        if (random.chance(0.05)) {
          await person.ask('closing:propose', {
            ...{ sessionId, outcome: 'solved', summary: 'Решено.' },
            lastPublicSeq: 1_000_000,
          });
          mine.delete(sessionId);
        }
      }
    },
  };
};
