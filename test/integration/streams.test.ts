import { expect } from 'chai';
import type { ServerToCitizen } from '../../shared/protocol/citizen-events.js';
import type { ServerToStaff } from '../../shared/protocol/staff-events.js';
import type { BoardView } from '../../shared/views/routing.js';
import type { QueueView } from '../../shared/views/chat-session.js';
import type { CitizenClient, StaffClient } from '../helpers/clients.js';
import { DeskScreen } from '../helpers/desk-screen.js';
import { RandomShift } from '../helpers/random-shift.js';
import { World, namedClassifier } from '../helpers/world.js';

/** What each event keeps true; the compiler asks for a line of every new one. */
const ofStaff: Record<keyof ServerToStaff, 'desk' | 'board' | 'log' | 'incidents' | 'mark'> = {
  'session:row': 'desk',
  'session:gone': 'desk',
  'offer:made': 'desk',
  'offer:ended': 'desk',
  'presence:changed': 'desk',
  'citizen:presence': 'desk',
  // Told and asked again in incidents.test.ts: a shift has no hundred people who write the same.
  'incident:changed': 'incidents',
  'board:changed': 'board',
  'session:event': 'log',
  'session:head': 'log',
  'session:receipts': 'log',
  'typing:changed': 'mark',
  'session:viewers': 'mark',
  'presence:ping': 'mark',
};
const ofCitizen: Record<keyof ServerToCitizen, 'queue' | 'log' | 'mark'> = {
  'queue:changed': 'queue',
  'session:event': 'log',
  'session:head': 'log',
  'session:receipts': 'log',
  'operator:presence': 'mark',
  'typing:changed': 'mark',
};

const namesFor = (table: Record<string, string>, ...wanted: string[]): string[] =>
  Object.keys(table).filter((name) => wanted.includes(table[name] ?? ''));

/** Without the moment at which it was asked. */
const timeless = ({ pools, operators }: BoardView) => ({ pools, operators });

describe('Queue, desk and board', function () {
  this.timeout(60_000);

  it('are streams: what was there at first and every event since is what is there now', async () => {
    const world = await World.create({ classifier: namedClassifier });
    const shift = new RandomShift(world, 5);
    const told = new Set<string>();
    const note = ({ socket }: StaffClient | CitizenClient) =>
      socket.onAny((name: string) => void told.add(name));
    try {
      await shift.begin();
      const screens = new Map<StaffClient, DeskScreen>();
      const boards = new Map<StaffClient, BoardView>();
      /** Everybody who has come, now or again on another machine, sits before a screen of their own. */
      const sitDown = async () => {
        for (const person of shift.staff) {
          if (screens.has(person)) continue;
          note(person);
          screens.set(person, await DeskScreen.open(person));
          if (person !== shift.staff.at(-1)) continue;
          person.socket.on('board:changed', (board: BoardView) => void boards.set(person, board));
          boards.set(person, await person.ask('board:watch', {}));
        }
      };
      await sitDown();
      const waiting = new Map<string, QueueView | undefined>();
      const watcher = await world.citizen();
      note(watcher);
      watcher.socket.on(
        'queue:changed',
        ({ sessionId, queue }: { sessionId: string; queue: QueueView }) => {
          waiting.set(sessionId, queue);
        },
      );
      watcher.socket.on(
        'session:event',
        ({ sessionId, session }: Parameters<ServerToCitizen['session:event']>[0]) => {
          waiting.set(sessionId, session.queue);
        },
      );
      await watcher.open('payments: жду');
      waiting.set(watcher.sessionId, (await watcher.view()).queue);

      for (let round = 0; round < 60; round += 1) {
        await shift.actTogether();
        if (round % 5 === 4) await shift.letTimePass();
        await world.settle();
        await world.app.jobs.runDue();
        await world.settle();
        await sitDown();
        // A person's budget is for people.
        if (round % 4 !== 3) continue;
        const when = `round ${round}, after ${shift.done.slice(-8).join(' · ')}`;
        for (const person of shift.staff) {
          const screen = screens.get(person);
          if (screen) {
            expect(screen.seen(), `${person.name}, ${when}`).to.deep.equal(
              await screen.refetched(),
            );
            const { presence } = await person.ask('desk:open', {});
            expect(screen.presence, `${person.name}, ${when}`).to.equal(presence);
          }
          const board = boards.get(person);
          if (board)
            expect(timeless(board), when).to.deep.equal(
              timeless(await person.ask('board:watch', {})),
            );
        }
        const { queue } = await watcher.view();
        expect(waiting.get(watcher.sessionId), `queue, ${when}`).to.deep.equal(queue);
      }
      expect([...told]).to.include.members([
        ...namesFor(ofStaff, 'desk', 'board'),
        ...namesFor(ofCitizen, 'queue'),
      ]);
    } finally {
      await world.close();
    }
  });
});
