import type { RequestType } from '../../../../shared/domain/request-types.js';
import { requestTypes } from '../../../../shared/domain/request-types.js';
import type { Calibration } from '../model.js';
import { rankTypes, softmax } from '../ranking.js';

/** A text's true type and the scores a model that never saw it gave. */
export interface ScoredText {
  actual: RequestType;
  scores: Float64Array;
}

/** Of the messages that are routed without asking, this part must go to the right type. */
const wantedAccuracy = 0.96;

const computeLoss = (texts: readonly ScoredText[], temperature: number): number => {
  let loss = 0;
  for (const { actual, scores } of texts) {
    const confidences = softmax(scores.map((score) => score / temperature));
    loss -= Math.log(Math.max(1e-12, confidences[requestTypes.indexOf(actual)] ?? 0));
  }
  return loss / texts.length;
};

/** The temperature of the least log-loss, to 0.01, between 0.2 and 5. */
const chooseTemperature = (texts: readonly ScoredText[]): number => {
  let low = 0.2;
  let high = 5;
  while (high - low > 0.005) {
    const third = (high - low) / 3;
    if (computeLoss(texts, low + third) < computeLoss(texts, high - third)) high -= third;
    else low += third;
  }
  return Number(((low + high) / 2).toFixed(2));
};

/** The least confidence, in hundredths, above which `wantedAccuracy` of the predictions are right; 1 where none is. */
const chooseThreshold = (texts: readonly ScoredText[], temperature: number): number => {
  const predictions = texts.map(({ actual, scores }) => {
    const [best] = rankTypes(scores, temperature);
    return { confidence: best?.confidence ?? 0, isRight: best?.requestType === actual };
  });
  for (let hundredths = 0; hundredths < 100; hundredths += 1) {
    const decided = predictions.filter(({ confidence }) => confidence >= hundredths / 100);
    const right = decided.filter(({ isRight }) => isRight).length;
    if (decided.length > 0 && right / decided.length >= wantedAccuracy) return hundredths / 100;
  }
  return 1;
};

/** Turns scores into honest confidences, and says from which one on nobody needs to be asked. */
export const chooseCalibration = (texts: readonly ScoredText[]): Calibration => {
  const temperature = chooseTemperature(texts);
  return { temperature, threshold: chooseThreshold(texts, temperature) };
};
