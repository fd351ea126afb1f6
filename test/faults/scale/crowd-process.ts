import { Random } from '../../../server/seed/random.js';
import { TcpProxy } from '../../helpers/tcp-proxy.js';
import type { CrowdAnswers, CrowdOrder, CrowdOrders, CrowdStatus } from './crowd-orders.js';
import { createGuest } from './people.js';
import { Tab } from './tab.js';

/* Some hundreds of citizens with two devices each, in a process of their own; told what to do by the one that began it. */

interface Citizen {
  citizenId: string;
  /** Writes and reads. */
  desktop: Tab;
  /** Only reads. */
  phone: Tab;
}

const atOnce = 10;
const topics = [
  'Не прошла оплата штрафа, деньги списали два раза',
  'Не приходит код для входа в личный кабинет',
  'Сайт выдаёт ошибку при отправке заявления',
  'Электронная подпись не видна в браузере',
];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const citizens: Citizen[] = [];
const devices = () => citizens.flatMap(({ desktop, phone }) => [desktop, phone]);
const cutsAtMark = new Map<Tab, number>();
const wasCut = (tab: Tab) => tab.cuts > (cutsAtMark.get(tab) ?? 0);
let talk: { isOn: boolean; all: Promise<unknown> } = { isOn: false, all: Promise.resolve() };

const bring = async (number: number, address: string, port: number): Promise<void> => {
  const { citizenId, token } = await createGuest(port, number);
  const desktop = new Tab(address, token);
  await desktop.open(topics[number % topics.length] ?? '');
  const phone = new Tab(address, token, { sessionId: desktop.sessionId, eventIds: [] });
  while (!phone.isInSync) await phone.change;
  citizens.push({ citizenId, desktop, phone });
};

const open = async ({ citizens: count, first, ports }: CrowdOrders['open']): Promise<void> => {
  let turn = first;
  const balancer = await new TcpProxy(() => {
    turn += 1;
    return ports.map((_, index) => ports[(index + turn) % ports.length] ?? 0);
  }).listen();
  const address = `http://127.0.0.1:${balancer.port}`;
  for (let start = first; start < first + count; start += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, first + count - start) }, (_, n) => n);
    await Promise.all(numbers.map((n) => bring(start + n, address, ports[n % ports.length] ?? 0)));
  }
};

const startTalk = (everyMs: number): void => {
  const own = { isOn: true, all: Promise.resolve() as Promise<unknown> };
  const goesOn = () => own.isOn;
  own.all = Promise.all(
    citizens.map(async ({ citizenId, desktop }, index) => {
      const random = new Random(index);
      await pause(random.between(0, everyMs));
      while (goesOn()) {
        void desktop.say(citizenId, 'Есть новости по моему вопросу?');
        // Looked at often, so that an order to be quiet is heard at once.
        const until = Date.now() + random.between(everyMs / 2, everyMs * 1.5);
        while (goesOn() && Date.now() < until) await pause(250);
      }
    }),
  );
  talk = own;
};

const quiet = async (): Promise<void> => {
  talk.isOn = false;
  await talk.all;
  const sends = citizens.flatMap(({ desktop }) => desktop.sends);
  while (sends.some(({ answeredAt }) => answeredAt === undefined)) await pause(100);
};

const status = (): CrowdStatus => {
  const all = devices();
  const cut = all.filter(wasCut);
  return {
    devices: all.length,
    inSync: all.filter(({ isInSync }) => isInSync).length,
    cut: cut.length,
    lastInSyncAt: Math.max(0, ...cut.filter((tab) => tab.isInSync).map((tab) => tab.inSyncAt)),
  };
};

const history = (): CrowdAnswers['history'] => ({
  sends: citizens.flatMap(({ desktop }) => desktop.sends),
  screens: citizens.flatMap(({ citizenId, desktop, phone }) =>
    [desktop, phone].map(({ sessionId, eventIds }) => ({
      ...{ sessionId, personId: citizenId, eventIds },
      ...{ takenAt: Date.now(), lagsMs: [] },
    })),
  ),
});

const obey = async (order: CrowdOrder): Promise<CrowdAnswers[keyof CrowdAnswers]> => {
  switch (order.name) {
    case 'open':
      await open(order.input);
      return null;
    case 'talk':
      startTalk(order.input.everyMs);
      return null;
    case 'quiet':
      await quiet();
      return null;
    case 'callSeniors':
      for (const { desktop } of citizens.slice(0, order.input.count)) await desktop.callSenior();
      return null;
    case 'mark':
      for (const tab of devices()) cutsAtMark.set(tab, tab.cuts);
      return null;
    case 'status':
      return status();
    case 'history':
      return history();
  }
};

process.on('message', (order: CrowdOrder) => {
  obey(order).then(
    (value) => process.send?.({ id: order.id, value }),
    (error: unknown) => process.send?.({ id: order.id, error: String(error) }),
  );
});
// Nobody is left to tell it anything.
process.on('disconnect', () => process.exit());
