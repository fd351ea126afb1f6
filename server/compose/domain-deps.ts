import type { Config } from '../config.js';
import type { Classifier } from '../features/classification/placing.listener.js';
import type { Clock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import type { Database } from '../storage/connection.js';

/** What the features are wired from. */
export interface DomainDeps {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  classifier: Classifier;
  /** Where uploads wait while they are looked at. */
  spoolFolder: string;
}
