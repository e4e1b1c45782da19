/**
 * Postgres, a server or the embedded one, behind the same interface: rows for Pothos and the resolvers, plain SQL for
 * lists, changes and the announcement stream.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client/client.ts';
import type { DatabaseConfig } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { PreparingClient } from './prepared-statements.ts';
import { PrismaFallbacks } from './row-reader/prisma-fallbacks.ts';
import { createRowClient, type RowClient } from './row-reader/row-client.ts';
import { querySql } from './sql.ts';

const connectTimeoutMs = 4_000;
/** Below the transaction's own timeout: one that fires during COMMIT would end the process (prisma/orm #29952). */
const statementTimeoutMs = 6_000;
const lockTimeoutMs = 5_000;
const transactionTimeoutMs = 10_000;
/** The embedded database has one session: transactions wait for each other. */
const transactionWaitMs = 10_000;

const poolOptions = {
  Client: PreparingClient,
  connectionTimeoutMillis: connectTimeoutMs,
  query_timeout: statementTimeoutMs + 1_000,
  idle_in_transaction_session_timeout: transactionTimeoutMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  application_name: 'pavilion',
  // Statements of one connection do not wait for each other's results (sql-transaction.ts).
  pipeline: true,
  // adapter-pg drops the offset of timestamptz in both directions, so the session must be in UTC.
  options: `-c TimeZone=UTC -c statement_timeout=${statementTimeoutMs} -c lock_timeout=${lockTimeoutMs}`,
} satisfies pg.PoolConfig;

export interface Database {
  /** Reads rows as Prisma's client would, in one statement each. */
  rows: RowClient;
  /** Writes the sample data, and answers reads that the row client does not support, with a statement per relation. */
  prisma: PrismaClient;
  prismaFallbacks: PrismaFallbacks;
  pool: pg.Pool;
  /** The stream's own connections: queries that exhaust the pool must not delay the ceremony. */
  streamPool: pg.Pool;
  close(): Promise<void>;
}

export async function openDatabase(
  config: DatabaseConfig,
  onError: (error: Error) => void,
): Promise<Database> {
  if (config.kind === 'embedded') {
    const embedded = await openEmbedded(config.dataDir, { Client: PreparingClient, pipeline: true });
    return assemble(embedded.pool, embedded.pool, onError, () => embedded.close());
  }
  const pool = new pg.Pool({ ...poolOptions, connectionString: config.url, max: config.poolMax });
  const streamPool = new pg.Pool({ ...poolOptions, connectionString: config.url, max: 2 });
  return assemble(pool, streamPool, onError, async () => {
    await Promise.all([pool.end(), streamPool.end()]);
  });
}

function assemble(
  pool: pg.Pool,
  streamPool: pg.Pool,
  onError: (error: Error) => void,
  closePools: () => Promise<void>,
): Database {
  for (const each of new Set([pool, streamPool])) {
    // Without a listener an idle connection that breaks would end the process.
    each.on('error', onError);
    // The pool does not listen to a connection in use: its break fails the query that uses it.
    each.on('connect', (client) => client.on('error', () => {}));
    each.on('release', (_error, client) => (client as unknown as PreparingClient).deallocateEvicted());
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    // The isolation level is Postgres' default, READ COMMITTED: naming it would cost a round trip.
    transactionOptions: {
      maxWait: transactionWaitMs,
      timeout: transactionTimeoutMs,
    },
  });
  const prismaFallbacks = new PrismaFallbacks();
  return {
    rows: createRowClient((statement) => querySql({ pool }, statement), prisma, prismaFallbacks),
    prisma,
    prismaFallbacks,
    pool,
    streamPool,
    async close() {
      await prisma.$disconnect();
      await closePools();
    },
  };
}
