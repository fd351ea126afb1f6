import type { Engine, EngineName } from './engine.js';
import { downloadEngine, mongodEngine } from './mongod-engine.js';
import { secantusEngine } from './secantus-engine.js';

/** Every engine, in the order they are tried. */
export const engines: Engine[] = [mongodEngine, downloadEngine, secantusEngine];

/** The engine of that name. */
export const getEngine = (name: EngineName): Engine => {
  const engine = engines.find((candidate) => candidate.name === name);
  if (!engine) throw new Error(`No such engine: ${name}.`);
  return engine;
};
