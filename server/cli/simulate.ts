import closeWithGrace from 'close-with-grace';
import type { DemoStageView } from '../../shared/views/demo.js';
import type { Logger } from '../lib/logger.js';
import { request } from '../simulation/connection.js';
import { Simulation } from '../simulation/simulation.js';
import { CommandError } from './describe-error.js';

/**
 * `liniya simulate`: practice people over the wire of a running demo, until a signal. Throws where no demo answers, or
 * where the demo lets them act already.
 */
export const runSimulate = async (address: string, logger: Logger): Promise<void> => {
  const stage = await request<DemoStageView>(`${address}/api/demo/stage`).catch(() => {
    throw new CommandError(`No demo answers at ${address}: start one, or name another with --url.`);
  });
  if (stage.isSimulated)
    throw new CommandError(
      'The demo lets practice people act already; switch that off on the stage, or start it with LINIYA_SIMULATION=false.',
    );
  const simulation = new Simulation({ address, logger });
  await simulation.start();
  logger.info({ event: 'simulation.started', url: address, count: simulation.openCount });
  // Timers of practice people do not hold the process; this one does, until a signal.
  const life = setInterval(() => {}, 60_000);
  closeWithGrace({ delay: 10_000, logger: false }, async () => {
    clearInterval(life);
    await simulation.stop();
    simulation.disconnect();
  });
};
