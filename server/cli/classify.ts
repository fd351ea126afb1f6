import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Classification } from '../features/classification/classifier.js';
import { loadClassifier } from '../features/classification/load-classifier.js';

/** Characters of one line that are kept: more than the classifier reads, so that an endless line needs no memory. */
const longestLine = 16_000;

const round = (confidence: number): number => Number(confidence.toFixed(4));

const present = ({ requestType, confidence, isDecided, ...rest }: Classification): string =>
  JSON.stringify({
    type: requestType,
    confidence: round(confidence),
    isDecided,
    alternatives: rest.alternatives.map((other) => ({
      type: other.requestType,
      confidence: round(other.confidence),
    })),
    because: rest.because,
  });

/**
 * The lines of a stream of bytes. Only a line feed ends one (a carriage return before it belongs to it): what else
 * readers take for a line's end may stand inside a message. Bytes that are not UTF-8 become U+FFFD.
 */
async function* listLines(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let line = '';
  let isOpen = false;
  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    const parts = decoder.decode(chunk, { stream: true }).split('\n');
    for (const part of parts.slice(0, -1)) {
      yield line + part;
      line = '';
    }
    const last = parts.at(-1) ?? '';
    line = (line + last).slice(0, longestLine);
    isOpen = parts.length > 1 ? last !== '' : isOpen || last !== '';
  }
  line += decoder.decode();
  if (isOpen || line !== '') yield line;
}

/**
 * Reads messages, one a line, and writes one JSON object a line: `type`, `confidence`, `isDecided`, `alternatives`
 * (best first, the predicted one among them), `because`. An empty line is a message too. Ends when the input ends, or
 * quietly where nobody reads on.
 */
export const runClassify = async (input: Readable, output: Writable): Promise<void> => {
  const classifier = loadClassifier();
  const gone = new AbortController();
  output.once('close', () => {
    gone.abort();
  });
  output.once('error', () => {
    gone.abort();
  });
  for await (const line of listLines(input)) {
    if (gone.signal.aborted) return;
    const isFull = !output.write(`${present(classifier.classify(line))}\n`);
    if (isFull) await once(output, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
};
