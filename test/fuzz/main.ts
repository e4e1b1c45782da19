/** npm run fuzz -- [--seed 1] [--minutes 1] [--compare]: against temporary servers and a temporary Postgres. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Pavilion, startPavilion } from '../../src/app.ts';
import { issueToken, type TokenRequest } from '../../src/auth/tokens.ts';
import { numberOption, runCommand, wholeNumberOption } from '../../src/commands/command.ts';
import { readConfig } from '../../src/config.ts';
import { schema } from '../../src/schema.ts';
import { createPostgres } from '../support/postgres-server.ts';
import { compare, executionsOf } from './compare.ts';
import { type Fuzzing, fuzz } from './fuzz.ts';
import { readKnown } from './known.ts';

const metricsToken = 'a metrics token of some length';
const maxSeed = 1_000_000_000;
const maxMinutes = 24 * 60;

await runCommand(
  {
    name: 'npm run fuzz',
    summary: 'Sends random operations to a server of its own. Equal seeds send equal operations.',
    options: {
      seed: { type: 'string', value: '<number>', description: 'Default: another one each time.' },
      compare: {
        type: 'boolean',
        description: 'Compares compiled queries with those that graphql-js executes, byte for byte.',
      },
      minutes: { type: 'string', value: '<number>', default: '1', description: 'How long it runs.' },
    },
  },
  ({ seed = String(Date.now() % 1_000_000), minutes, compare: compares }) =>
    (compares ? runComparison : runFuzz)(
      wholeNumberOption('seed', seed, 0, maxSeed),
      Date.now() + numberOption('minutes', minutes, 0.01, maxMinutes) * 60_000,
    ),
);

interface Running {
  pavilion: Pavilion;
  comparing: Pick<Fuzzing, 'schema' | 'known' | 'tokens'>;
  /** Another server of the same database. */
  startAnother: (environment: NodeJS.ProcessEnv) => Promise<Pavilion>;
}

/** Returns the number of errors in the log, and of what `run` found. */
async function withServer(
  environment: NodeJS.ProcessEnv,
  run: (running: Running) => Promise<number>,
): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pavilion-fuzz-'));
  const postgres = await createPostgres();
  const secret = 'only for this run, and thirty-two characters';
  const loggedErrors: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void loggedErrors.push(line) });
  const configWith = (more: NodeJS.ProcessEnv) =>
    readConfig({
      PORT: '0',
      DATABASE_URL: postgres.url,
      DATA_DIR: dataDir,
      AUTH_SECRET: secret,
      SEED_SAMPLE: 'true',
      OPERATIONS_PER_MINUTE: '10000000',
      OPERATIONS_PER_TOKEN_PER_MINUTE: '10000000',
      METRICS_TOKEN: metricsToken,
      ...more,
    });
  const config = configWith(environment);
  const servers = [await startPavilion(config, logger)];
  const [pavilion] = servers as [Pavilion];
  try {
    const tokenOf = (role: TokenRequest['role'], exhibitions: string[] = []) =>
      issueToken(secret, config.auth, { role, exhibitions, expires: '24h' });
    const comparing = {
      schema,
      known: await readKnown(pavilion.database.pool),
      tokens: [
        undefined,
        await tokenOf('screen', ['yancheng-2023']),
        await tokenOf('operator', ['yancheng-2023']),
        await tokenOf('organizer'),
      ],
    };
    const startAnother = async (more: NodeJS.ProcessEnv) => {
      const another = await startPavilion(configWith(more), logger);
      servers.push(another);
      return another;
    };
    const found = await run({ pavilion, comparing, startAnother });
    if (loggedErrors.length > 0) console.log(`in the log:\n${loggedErrors.slice(0, 20).join('')}`);
    return found + loggedErrors.length;
  } finally {
    for (const server of servers) await server.stop();
    await postgres.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function runFuzz(seed: number, endsAt: number): Promise<number> {
  const found = await withServer({}, async ({ pavilion, comparing }) => {
    const report = await fuzz({ ...comparing, url: pavilion.url, seed, until: () => Date.now() > endsAt });
    console.log(`seed ${seed}: ${report.sent} operations`, report.outcomes);
    for (const finding of report.findings) console.log(JSON.stringify(finding, null, 2));
    return report.findings.length;
  });
  return found > 0 ? 1 : 0;
}

async function runComparison(seed: number, endsAt: number): Promise<number> {
  const found = await withServer(
    { COMPILED_QUERIES: 'all' },
    async ({ pavilion, comparing, startAnother }) => {
      const plain = await startAnother({ COMPILED_QUERIES: 'off' });
      const report = await compare({
        ...comparing,
        compiled: pavilion.url,
        plain: plain.url,
        seed,
        until: () => Date.now() > endsAt,
      });
      const by = await executionsOf(pavilion.url, metricsToken);
      console.log(`seed ${seed}: ${report.sent} queries, ${report.withData} with data, executed`, by);
      for (const difference of report.differences) console.log(JSON.stringify(difference, null, 2));
      return report.differences.length;
    },
  );
  return found > 0 ? 1 : 0;
}
