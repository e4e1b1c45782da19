/** Starts Pavilion, prints where it listens, and stops it in order. */
import { startPavilion } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { readBuildInfo } from './observability/build-info.ts';
import { openLog } from './observability/logger.ts';
import { Shutdown } from './shutdown.ts';
import { createStartupBanner } from './startup-banner.ts';
import { explainStartError } from './startup-errors.ts';

async function main(): Promise<void> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
  const log = openLog(config);
  const shutdown = new Shutdown(log);
  try {
    const pavilion = await startPavilion(config, log.logger, () => log.destination.droppedLines);
    shutdown.serve(pavilion);
    log.logger.info({ url: pavilion.url, ...readBuildInfo() }, 'the server listens');
    console.log(await createStartupBanner(pavilion, config));
  } catch (error) {
    console.error(explainStartError(error, config));
    log.logger.debug({ err: error }, 'could not start');
    process.exit(1);
  }
}

await main();
