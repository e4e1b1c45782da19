/** npm run fuzz -- [--seed 1] [--minutes 1]: against a temporary server and Postgres. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startPavilion } from '../../src/app.ts';
import { issueToken, type TokenRequest } from '../../src/auth/tokens.ts';
import { numberOption, runCommand, wholeNumberOption } from '../../src/commands/command.ts';
import { readConfig } from '../../src/config.ts';
import { schema } from '../../src/schema.ts';
import { createPostgres } from '../support/postgres-server.ts';
import { fuzz } from './fuzz.ts';
import { readKnown } from './known.ts';

const maxSeed = 1_000_000_000;
const maxMinutes = 24 * 60;

await runCommand(
  {
    name: 'npm run fuzz',
    summary: 'Sends random operations to a server of its own. Equal seeds send equal operations.',
    options: {
      seed: { type: 'string', value: '<number>', description: 'Default: another one each time.' },
      minutes: { type: 'string', value: '<number>', default: '1', description: 'How long it runs.' },
    },
  },
  ({ seed = String(Date.now() % 1_000_000), minutes }) =>
    runFuzz(
      wholeNumberOption('seed', seed, 0, maxSeed),
      Date.now() + numberOption('minutes', minutes, 0.01, maxMinutes) * 60_000,
    ),
);

async function runFuzz(seed: number, endsAt: number): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pavilion-fuzz-'));
  const postgres = await createPostgres();
  const secret = 'only for this run, and thirty-two characters';
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    AUTH_SECRET: secret,
    SEED_SAMPLE: 'true',
    OPERATIONS_PER_MINUTE: '10000000',
  });
  const loggedErrors: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line: string) => void loggedErrors.push(line) });
  const pavilion = await startPavilion(config, logger);
  try {
    const tokenOf = (role: TokenRequest['role'], exhibitions: string[] = []) =>
      issueToken(secret, config.auth, { role, exhibitions, expires: '24h' });
    const report = await fuzz({
      schema,
      url: pavilion.url,
      seed,
      known: await readKnown(pavilion.database.pool),
      tokens: [
        undefined,
        await tokenOf('screen', ['yancheng-2023']),
        await tokenOf('operator', ['yancheng-2023']),
        await tokenOf('organizer'),
      ],
      until: () => Date.now() > endsAt,
    });
    console.log(`seed ${seed}: ${report.sent} operations`, report.outcomes);
    for (const finding of report.findings) console.log(JSON.stringify(finding, null, 2));
    if (loggedErrors.length > 0) console.log(`in the log:\n${loggedErrors.slice(0, 20).join('')}`);
    return report.findings.length + loggedErrors.length > 0 ? 1 : 0;
  } finally {
    await pavilion.stop();
    await postgres.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
