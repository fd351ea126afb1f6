/** A function of many numbers: writes its gradient at `point` and returns its value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

interface Step {
  moved: Float64Array;
  turned: Float64Array;
  curvature: number;
}

/** How many earlier steps are remembered. */
const memory = 6;
/** The part of the promised fall a step must bring (Armijo's rule). */
const leastFall = 1e-4;
const maxHalvings = 30;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

/** Adds `factor * from` to `to`. */
const addScaled = (to: Float64Array, from: Float64Array, factor: number): void => {
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] ?? 0) + factor * (from[i] ?? 0);
};

const subtract = (a: Float64Array, b: Float64Array): Float64Array => {
  const difference = a.slice();
  addScaled(difference, b, -1);
  return difference;
};

/** Downhill, bent by what the last steps showed of the curvature. */
const computeDirection = (gradient: Float64Array, steps: readonly Step[]): Float64Array => {
  const direction = gradient.map((value) => -value);
  const factors: number[] = [];
  for (const step of steps.toReversed()) {
    const factor = dot(step.moved, direction) / step.curvature;
    factors.push(factor);
    addScaled(direction, step.turned, -factor);
  }
  const last = steps.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.turned, last.turned);
    for (let i = 0; i < direction.length; i += 1) direction[i] = (direction[i] ?? 0) * scale;
  }
  for (const step of steps) {
    const factor = factors.pop() ?? 0;
    addScaled(direction, step.moved, factor - dot(step.turned, direction) / step.curvature);
  }
  return direction;
};

interface Place {
  point: Float64Array;
  gradient: Float64Array;
  value: number;
}

/** Goes along `direction`, halving the stride until the value falls enough. */
const moveDown = (
  objective: Objective,
  from: Place,
  direction: Float64Array,
  stride: number,
): Place => {
  const slope = dot(from.gradient, direction);
  const gradient = new Float64Array(from.point.length);
  for (let length = stride, tries = 0; ; length /= 2, tries += 1) {
    const point = from.point.slice();
    addScaled(point, direction, length);
    const value = objective(point, gradient);
    const isEnough = value <= from.value + leastFall * length * slope;
    if (isEnough || tries === maxHalvings) return { point, gradient, value };
  }
};

/**
 * The point where a smooth convex function is least, by L-BFGS from zero. No randomness and a fixed order of sums:
 * the same function gives the same bits. Stops when the gradient is shorter than `tolerance`, or after `maxSteps`.
 */
export const minimise = (
  objective: Objective,
  size: number,
  { maxSteps, tolerance }: { maxSteps: number; tolerance: number },
): Float64Array => {
  const start = new Float64Array(size);
  const startGradient = new Float64Array(size);
  let place: Place = {
    point: start,
    gradient: startGradient,
    value: objective(start, startGradient),
  };
  const steps: Step[] = [];
  for (let count = 0; count < maxSteps; count += 1) {
    const length = Math.sqrt(dot(place.gradient, place.gradient));
    if (length < tolerance) break;
    const direction = computeDirection(place.gradient, steps);
    const next = moveDown(objective, place, direction, steps.length === 0 ? 1 / length : 1);
    const moved = subtract(next.point, place.point);
    const turned = subtract(next.gradient, place.gradient);
    const curvature = dot(moved, turned);
    if (curvature > 0) steps.push({ moved, turned, curvature });
    if (steps.length > memory) steps.shift();
    place = next;
  }
  return place.point;
};
