/** A Pavilion in the process of the test, with its own database and everything that a client needs. */
import { inject, onTestFinished } from 'vitest';
import { type Pavilion, startPavilion } from '../../src/app.ts';
import { issueToken } from '../../src/auth/tokens.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import type { Scheduler } from '../../src/stream/scheduler.ts';
import { createTestDatabase } from './databases.ts';
import type { Template } from './templates.ts';

export const testSecret = 'a secret of at least thirty-two characters';

export interface PavilionOptions {
  template?: Template;
  /** Shares the database of another node. */
  databaseUrl?: string;
  redis?: boolean;
  environment?: Record<string, string>;
  /** Its timers and its clock. Default: those of the process. */
  machine?: Scheduler;
}

export interface TestPavilion extends Pavilion {
  readonly databaseUrl: string;
  readonly config: Config;
  readonly log: LogLine[];
}

export interface LogLine {
  level: number;
  msg: string;
  [key: string]: unknown;
}

/** Is stopped, and its database dropped, when the test (or, called in beforeAll, the caller's cleanup) ends. */
export async function openPavilion(options: PavilionOptions = {}): Promise<TestPavilion & AsyncDisposable> {
  const { template = 'seeded', redis = false, environment = {}, machine } = options;
  const own = options.databaseUrl ? null : await createTestDatabase(template);
  const databaseUrl = options.databaseUrl ?? own!.url;
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: testSecret,
    DATABASE_POOL_MAX: '5',
    COMPILED_QUERIES: 'all',
    ...(redis && { REDIS_URL: inject('redisUrl') }),
    ...environment,
  });
  const log: LogLine[] = [];
  const logger = createLogger({ logLevel: 'debug' }, { write: (line) => void log.push(JSON.parse(line)) });
  const pavilion = await startPavilion(config, logger, undefined, machine);
  return {
    ...pavilion,
    databaseUrl,
    config,
    log,
    async [Symbol.asyncDispose]() {
      await pavilion.stop();
      await own?.drop();
    },
  };
}

/** As above; stops at the end of the test. */
export async function usePavilion(options: PavilionOptions = {}): Promise<TestPavilion> {
  const pavilion = await openPavilion(options);
  onTestFinished(() => pavilion[Symbol.asyncDispose]());
  return pavilion;
}

export type TokenRole = 'screen' | 'operator' | 'organizer';

export function tokenFor(
  { config }: Pick<TestPavilion, 'config'>,
  role: TokenRole,
  exhibitions: string[] = [],
  { expires = '1h', subject, series }: { expires?: string; subject?: string; series?: string[] } = {},
): Promise<string> {
  return issueToken(testSecret, config.auth, {
    ...{ role, exhibitions, expires },
    ...(series && { series }),
    ...(subject && { subject }),
  });
}
