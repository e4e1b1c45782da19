/** npm run worst -- [--seed 1] [--minutes 3] [--deals 20000]: the slowest operation that the public may send. */
import pg from 'pg';
import { fillDatabase } from '../../bench/exhibition-rows.ts';
import { numberOption, runCommand, wholeNumberOption } from '../../src/commands/command.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { schema } from '../../src/schema.ts';
import { readKnown } from '../fuzz/known.ts';
import { Random } from '../fuzz/random.ts';
import type { Known } from '../fuzz/random-value.ts';
import { type ProbedServer, startProbedServer } from '../hostile/probed-server.ts';
import { createPostgres } from '../support/postgres-server.ts';
import type { Operation } from './operation-tree.ts';
import { searchSlowest } from './search-slowest.ts';

const maxTurnMs = 100;
const maxOperationMs = 1_000;
const shown = 5;
/** In the names and titles of the rows: what a search finds much of. */
const commonTexts = ['a', 'e', 'o', 'Phase', 'contract', 'base', 'works'];

interface Measured {
  /** CPU time of the longest turn of the event loop. */
  turnMs: number;
  operationMs: number;
}

await runCommand(
  {
    name: 'npm run worst',
    summary: `Searches for the slowest operation that a public caller may send, on a database of its own, and fails for a turn of more than ${maxTurnMs} ms or an operation of more than ${maxOperationMs} ms.`,
    options: {
      seed: { type: 'string', value: '<number>', default: '1', description: 'Of the random operations.' },
      minutes: { type: 'string', value: '<number>', default: '3', description: 'How long it searches.' },
      deals: {
        type: 'string',
        value: '<number>',
        default: '20000',
        description: 'Signed deals in the database.',
      },
    },
  },
  ({ seed, minutes, deals }) =>
    run(
      wholeNumberOption('seed', seed, 0, 1_000_000_000),
      numberOption('minutes', minutes, 0.1, 1_440) * 60_000,
      wholeNumberOption('deals', deals, 10, 1_000_000),
    ),
);

async function run(seed: number, forMs: number, signedDeals: number): Promise<number> {
  const postgres = await createPostgres();
  try {
    const known = await fill(postgres.url, signedDeals);
    const server = await startProbedServer(postgres.url);
    try {
      return await search(server, known, { seed, forMs, signedDeals });
    } finally {
      await server.stop();
    }
  } finally {
    // Also after a failure: a Postgres that runs keeps this process from ending.
    await postgres.remove();
  }
}

/** Returns ids and texts of the rows. */
async function fill(url: string, signedDeals: number): Promise<Known> {
  const database = await openDatabase(
    { kind: 'server', url, directUrl: null, pooling: null, poolMax: 4, writePoolMax: 4 },
    { onError: () => {} },
  );
  // Without the time limits of requests.
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await migrate(database.pool);
    await fillDatabase({ ...database, pool }, { exhibitions: 4, signedDeals, plannedDeals: 4 });
    await pool.query('ANALYZE');
    const { ids, texts } = await readKnown(pool);
    return { ids, texts: [...texts, ...commonTexts] };
  } finally {
    await pool.end();
    await database.close();
  }
}

async function search(
  server: ProbedServer,
  known: Known,
  { seed, forMs, signedDeals }: { seed: number; forMs: number; signedDeals: number },
): Promise<number> {
  const endsAt = performance.now() + forMs;
  let sent = 0;
  const slowest = await searchSlowest<Measured>({
    schema,
    random: new Random(seed),
    known,
    measure: (operation) => measure(server, operation),
    // Both as a share of what is allowed.
    scoreOf: ({ turnMs, operationMs }) => Math.max(turnMs / maxTurnMs, operationMs / maxOperationMs),
    until: (count) => {
      sent = count;
      return performance.now() > endsAt;
    },
  });
  console.log(`seed ${seed}: ${sent} operations on ${signedDeals} deals; the slowest:`);
  for (const { measured, operation } of slowest.slice(0, shown))
    console.log(
      `turn ${measured.turnMs.toFixed(0)} ms, operation ${measured.operationMs.toFixed(0)} ms: ${JSON.stringify({ query: operation.query, variables: operation.variables })}`,
    );
  return slowest.some(({ score }) => score > 1) ? 1 : 0;
}

async function measure(server: ProbedServer, { query, variables }: Operation): Promise<Measured | null> {
  await server.probe();
  const sentAt = performance.now();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as { data?: unknown };
  const operationMs = performance.now() - sentAt;
  const { busiestMs: turnMs } = await server.probe();
  return data === undefined ? null : { turnMs, operationMs };
}
