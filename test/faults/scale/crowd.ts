import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Screen, Send } from '../rig/history.js';
import type { CrowdAnswers, CrowdOrders, CrowdStatus } from './crowd-orders.js';

const perProcess = 250;

interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

class CrowdProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #orders = 0;

  constructor() {
    this.#child = fork('test/faults/scale/crowd-process.ts', { execArgv: ['--import=tsx'] });
    this.#child.on('message', (reply: Reply) => this.#waiting.get(reply.id)?.(reply));
    this.#child.once('exit', () => {
      for (const [id, answer] of this.#waiting) answer({ id, error: 'A crowd’s process ended.' });
    });
  }

  async ask<Name extends keyof CrowdOrders>(
    name: Name,
    input: CrowdOrders[Name],
  ): Promise<CrowdAnswers[Name]> {
    this.#orders += 1;
    const id = this.#orders;
    const reply = await new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ id, name, input });
    });
    this.#waiting.delete(id);
    if (reply.error !== undefined) throw new Error(reply.error);
    return reply.value as CrowdAnswers[Name];
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/** Thousands of connected devices, in processes of some hundreds each. */
export class Crowd {
  readonly #parts: { process: CrowdProcess; first: number; citizens: number }[] = [];

  constructor(citizens: number) {
    for (let first = 1; first <= citizens; first += perProcess) {
      const count = Math.min(perProcess, citizens + 1 - first);
      this.#parts.push({ process: new CrowdProcess(), first, citizens: count });
    }
  }

  /** Everybody describes a problem, and has it on two devices. */
  async open(ports: number[]): Promise<void> {
    await Promise.all(
      this.#parts.map(({ process, first, citizens }) =>
        process.ask('open', { first, citizens, ports }),
      ),
    );
  }

  async talk(everyMs: number): Promise<void> {
    await this.#all('talk', { everyMs });
  }

  async quiet(): Promise<void> {
    await this.#all('quiet', {});
  }

  async callSeniors(count: number): Promise<void> {
    await this.#all('callSeniors', { count: Math.ceil(count / this.#parts.length) });
  }

  async mark(): Promise<void> {
    await this.#all('mark', {});
  }

  async status(): Promise<CrowdStatus> {
    const all = await this.#all('status', {});
    const sum = (pick: (one: CrowdStatus) => number) => all.reduce((n, one) => n + pick(one), 0);
    return {
      devices: sum(({ devices }) => devices),
      inSync: sum(({ inSync }) => inSync),
      cut: sum(({ cut }) => cut),
      lastInSyncAt: Math.max(...all.map(({ lastInSyncAt }) => lastInSyncAt)),
    };
  }

  async history(): Promise<{ sends: Send[]; screens: Screen[] }> {
    const all = await this.#all('history', {});
    return {
      sends: all.flatMap(({ sends }) => sends),
      screens: all.flatMap(({ screens }) => screens),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.map(({ process }) => process.close()));
  }

  #all<Name extends keyof CrowdOrders>(name: Name, input: CrowdOrders[Name]) {
    return Promise.all(this.#parts.map(({ process }) => process.ask(name, input)));
  }
}
