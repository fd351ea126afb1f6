import { join } from 'node:path';
import { createDomain, type Domain } from '../compose/domain.js';
import { openDatabase } from '../compose/open-database.js';
import type { Config } from '../config.js';
import { SystemClock } from '../lib/clock.js';
import type { Logger } from '../lib/logger.js';
import { seedReferenceData } from '../seed/seed.js';
import { keepClockAligned } from '../storage/clock-alignment.js';

const noClassifier = {
  classify: () => {
    throw new Error('This command does not classify.');
  },
};

/** Opens the database, beside a running server where there is one, runs a command over the wired features, closes. */
export const withDomain = async <Result>(
  config: Config,
  logger: Logger,
  run: (domain: Domain) => Promise<Result>,
): Promise<Result> => {
  const { database, close } = await openDatabase(config, logger, { mayShare: true });
  const clock = new SystemClock();
  const alignment = keepClockAligned(clock, database);
  try {
    await alignment.ready;
    const spoolFolder = join(config.dataFolder, 'uploads');
    const domain = await createDomain({
      ...{ config, database, clock, logger, spoolFolder },
      classifier: noClassifier,
    });
    try {
      await seedReferenceData(domain, config.escalationWindowMs);
      return await run(domain);
    } finally {
      await domain.idle();
      await domain.close();
    }
  } finally {
    alignment.stop();
    await close();
  }
};
