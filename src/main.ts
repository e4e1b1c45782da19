/** Starts Pavilion, prints where it listens, and stops it in order. */
import { type Pavilion, startPavilion } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLogger } from './observability/logger.ts';
import { createStartupBanner } from './startup-banner.ts';
import { explainStartError } from './startup-errors.ts';

/** Supervisors send SIGKILL after about 30 seconds. */
const exitAfterMs = 28_000;

async function main(): Promise<void> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
  const logger = createLogger(config);
  try {
    const pavilion = await startPavilion(config, logger);
    stopOnSignals(pavilion);
    console.log(await createStartupBanner(pavilion, config));
  } catch (error) {
    console.error(explainStartError(error, config));
    logger.debug({ err: error }, 'could not start');
    process.exit(1);
  }
}

function stopOnSignals(pavilion: Pavilion): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // The second signal ends the process at once.
      if (isStopping) process.exit(1);
      isStopping = true;
      setTimeout(() => process.exit(1), exitAfterMs).unref();
      void pavilion.stop('drain').then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

await main();
