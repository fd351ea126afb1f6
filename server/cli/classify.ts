import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { loadClassifier } from '../features/classification/load-classifier.js';

const round = (confidence: number): number => Number(confidence.toFixed(4));

/**
 * Reads messages, one a line, and writes one JSON object a line: `type`, `confidence`, `isDecided`, `alternatives`
 * (best first, the predicted one among them), `because`. An empty line is a message too. Ends when the input ends.
 */
export const runClassify = async (input: Readable, output: Writable): Promise<void> => {
  const classifier = loadClassifier();
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const { requestType, confidence, isDecided, alternatives, because } = classifier.classify(line);
    const answer = {
      type: requestType,
      confidence: round(confidence),
      isDecided,
      alternatives: alternatives.map((other) => ({
        type: other.requestType,
        confidence: round(other.confidence),
      })),
      because,
    };
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
};
