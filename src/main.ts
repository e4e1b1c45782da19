/** Starts Pavilion, says where it is, and ends it in order. */
import { type Pavilion, startPavilion } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLogger } from './observability/logger.ts';
import { greeting } from './startup-banner.ts';
import { explainStartError } from './startup-errors.ts';

/** A supervisor sends SIGKILL after about thirty seconds. */
const giveUpAfterMs = 28_000;

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
    endOnSignals(pavilion);
    console.log(await greeting(pavilion, config));
  } catch (error) {
    console.error(explainStartError(error, config));
    logger.debug({ err: error }, 'could not start');
    process.exit(1);
  }
}

function endOnSignals(pavilion: Pavilion): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Whoever asks twice means it.
      if (ending) process.exit(1);
      ending = true;
      setTimeout(() => process.exit(1), giveUpAfterMs).unref();
      void pavilion.stop('drain').then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

await main();
