import { classifier } from './ru/classifier.js';
import { desk } from './ru/desk.js';
import { incidents } from './ru/incidents.js';
import { statistics } from './ru/statistics.js';
import { talk } from './ru/talk.js';
import { words } from './ru/words.js';

/** Every word of the console. Short, calm, «вы»; an error says what happened and what to do. */
export const ru = { ...words, ...classifier, ...desk, ...incidents, ...statistics, ...talk };
