import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';

export interface Terminal {
  input: NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY'>>;
  output: NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY'>>;
}

const askUnseen = async ({ input, output }: Terminal, question: string): Promise<string> => {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });
  const stop = new AbortController();
  reader.once('SIGINT', () => stop.abort(new Error('Stopped.')));
  output.write(question);
  try {
    return await reader.question('', { signal: stop.signal });
  } finally {
    reader.close();
    output.write('\n');
  }
};

const readFirstLine = async (input: NodeJS.ReadableStream): Promise<string> => {
  const reader = createInterface({ input });
  for await (const line of reader) {
    reader.close();
    return line;
  }
  return '';
};

/**
 * A new password, never from the command line, where every process of the machine could read it: asked twice without
 * showing it, or the first line of what is piped in. Throws where the two differ.
 */
export const readNewPassword = async (terminal: Terminal): Promise<string> => {
  if (terminal.input.isTTY !== true) return readFirstLine(terminal.input);
  const first = await askUnseen(terminal, 'Password: ');
  const second = await askUnseen(terminal, 'Once more: ');
  if (first !== second) throw new Error('The two passwords differ.');
  return first;
};
