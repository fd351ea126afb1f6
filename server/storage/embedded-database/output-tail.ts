const keptLines = 20;

interface Waiter {
  text: string;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** The last lines a process printed, and a way to wait for one. Lines printed before are found for the first 20. */
export class OutputTail {
  #lines: string[] = [];
  #waiters: Waiter[] = [];
  #closedBy: Error | null = null;

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > keptLines) this.#lines.shift();
    const isMeant = ({ text }: Waiter) => line.includes(text);
    this.#waiters.filter(isMeant).forEach(({ resolve }) => resolve());
    this.#waiters = this.#waiters.filter((waiter) => !isMeant(waiter));
  }

  /** Resolves with the first line that contains `text`; rejects when the output is closed before. */
  waitFor(text: string): Promise<void> {
    if (this.#lines.some((line) => line.includes(text))) return Promise.resolve();
    if (this.#closedBy) return Promise.reject(this.#closedBy);
    return new Promise((resolve, reject) => this.#waiters.push({ text, resolve, reject }));
  }

  close(cause: Error): void {
    this.#closedBy = cause;
    this.#waiters.forEach(({ reject }) => reject(cause));
    this.#waiters = [];
  }

  /** The last three lines in one, for an error. */
  summary(): string {
    const lines = this.#lines.filter((line) => line.trim() !== '').slice(-3);
    return lines.length === 0
      ? 'It printed nothing.'
      : `It said: ${lines.join(' | ').slice(0, 600)}`;
  }
}
