import { Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { roles } from '../../shared/domain/states.js';
import { readConfig } from '../config.js';
import { createLogger } from '../lib/logger.js';
import { projectRoot } from '../lib/project-root.js';
import { CommandError, describeError } from './describe-error.js';

const envFile = join(projectRoot, '.env');

/** Settings from the environment, `.env` beneath it, and a logger that suits them. */
const prepare = () => {
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const config = readConfig();
  return {
    config,
    logger: createLogger({ level: config.log, pretty: config.mode !== 'production' }),
  };
};

/** For commands whose answer is what they print: only what goes wrong is logged. */
const prepareQuietly = () => {
  const { config } = prepare();
  const level = config.log === 'info' ? 'warn' : config.log;
  return { config, logger: createLogger({ level, pretty: true }) };
};

interface TrainFlags {
  data?: string;
  out?: string;
  fromCorrections?: true;
  since?: string;
  dryRun?: true;
  reset?: true;
}

const print = (lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const program = new Command('liniya')
  .description('Liniya: a real-time support chat for a public-services portal.')
  .addHelpText(
    'after',
    '\nSettings come from the environment and from .env; .env.example lists them all.',
  )
  .showHelpAfterError('Add --help to see how it is used.');

program
  .command('start')
  .description('start the server (and a database of its own where MONGODB_URI is not set)')
  .action(async () => {
    const { config, logger } = prepare();
    const { runStart } = await import('./start.js');
    await runStart(config, logger);
  });

program
  .command('seed')
  .description(
    'add what an installation needs: pools, request types, ready answers; in a demo its world too',
  )
  .action(async () => {
    const { config, logger } = prepare();
    const { withDomain } = await import('./with-domain.js');
    const { seedWorldIfEmpty } = await import('../seed/demo-world.js');
    await withDomain(config, logger, async (domain) => {
      if (config.isDemo) await seedWorldIfEmpty(domain, logger);
    });
    console.log('Everything is there.');
  });

program
  .command('create-user')
  .description('make a staff account; the password is asked for, or read from standard input')
  .requiredOption('--login <login>', 'to sign in with')
  .requiredOption('--name <name>', 'as citizens and colleagues see it')
  .addOption(new Option('--role <role>').choices(roles).makeOptionMandatory())
  .option('--pools <codes...>', 'codes of pools, * for all', ['*'])
  .option('--capacity <seats>', 'chats held at once', Number)
  .action(
    async (options: {
      login: string;
      name: string;
      role: string;
      pools: string[];
      capacity?: number;
    }) => {
      const { config, logger } = prepareQuietly();
      const { withDomain } = await import('./with-domain.js');
      const { runCreateUser } = await import('./create-user.js');
      await withDomain(config, logger, async (domain) => {
        await runCreateUser(domain, options).catch((error: unknown) => {
          throw new CommandError((error as Error).message);
        });
      });
    },
  );

program
  .command('train')
  .description('train the classifier from the labelled texts and write its model')
  .option('--data <folder>', 'folder of .jsonl sittings')
  .option('--out <file>', 'where the model is written')
  .option(
    '--from-corrections',
    'learn from what people corrected too; the model of this installation is written unless it is worse (ends with 1)',
  )
  .option('--since <day>', 'with --from-corrections: talks since then, e.g. 2026-11-30')
  .option('--dry-run', 'with --from-corrections: only compare')
  .option('--reset', 'back to the shipped model')
  .action(async ({ fromCorrections, since, dryRun, reset, ...options }: TrainFlags) => {
    if (fromCorrections !== true && reset !== true) {
      const { runTrain } = await import('./train.js');
      runTrain(options);
      return;
    }
    const { readSince, resetModel, trainFromCorrections } =
      await import('./train-from-corrections.js');
    const { config, logger } = prepareQuietly();
    if (reset === true) {
      resetModel(config.dataFolder);
      return;
    }
    const from = readSince(since);
    const { withDomain } = await import('./with-domain.js');
    // A minute of training needs no database.
    const corrections = await withDomain(config, logger, (domain) => domain.review.collect(from));
    const isDryRun = dryRun === true;
    const result = trainFromCorrections(config.dataFolder, corrections, { ...options, isDryRun });
    if (!result.isAccepted) process.exitCode = 1;
  });

program
  .command('evaluate')
  .description('print the scores of the classifier')
  .option('--test <file>', 'a file of {"type","text"} lines instead of the shipped test set')
  .action(async (options: { test?: string }) => {
    const { runEvaluate } = await import('./evaluate.js');
    runEvaluate(options);
  });

program
  .command('classify')
  .description('read messages from standard input, one a line, and print one JSON object a line')
  .action(async () => {
    const { runClassify } = await import('./classify.js');
    await runClassify(process.stdin, process.stdout);
  });

program
  .command('doctor')
  .description(
    'say what this machine has: data folder, database, engine, durability, what is missing',
  )
  .action(async () => {
    const { config } = prepareQuietly();
    const { runDoctor } = await import('./doctor.js');
    print(await runDoctor(config));
  });

program
  .command('simulate')
  .description('let practice citizens and operators act in a running demo until stopped')
  .option('--url <address>', 'where the demo is reached (default: 127.0.0.1 and PORT)')
  .action(async (options: { url?: string }) => {
    const { config, logger } = prepare();
    const { runSimulate } = await import('./simulate.js');
    await runSimulate(options.url ?? `http://127.0.0.1:${config.port}`, logger);
  });

program
  .command('explain')
  .description(
    'say why each offer of an appeal went to whom it went; ends with 1 where a replay differs',
  )
  .argument('<appeal>', 'its number, with or without dashes')
  .action(async (number: string) => {
    const { config, logger } = prepareQuietly();
    const { withDomain } = await import('./with-domain.js');
    const { explainAppeal } = await import('./explain.js');
    const { lines, isSame } = await withDomain(config, logger, (domain) =>
      explainAppeal(domain, number),
    );
    print(lines);
    if (!isSame) process.exitCode = 1;
  });

program
  .command('rebuild-projections')
  .description('fold every session from its first event and mend projections that differ')
  .option('--dry-run', 'only compare; ends with 1 where something differs')
  .action(async (options: { dryRun?: true }) => {
    const { config, logger } = prepareQuietly();
    const { withDomain } = await import('./with-domain.js');
    const { describeRebuild, rebuildProjections } = await import('./rebuild-projections.js');
    const isDryRun = options.dryRun === true;
    const report = await withDomain(config, logger, (domain) =>
      rebuildProjections(domain, { isDryRun }),
    );
    print(describeRebuild(report));
    if (isDryRun && report.differing.length > 0) process.exitCode = 1;
  });

// Whoever reads may have seen enough: `liniya classify | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  // A bare `liniya` is somebody looking around: neither a start nor a mistake.
  if (process.argv.length > 2) await program.parseAsync();
  else program.outputHelp();
} catch (error) {
  console.error(describeError(error));
  // What was begun may still hold the process open; it has been told to stop.
  process.exit(1);
}
