/**
 * Database is a Postgres server or the embedded Postgres. Pothos and resolvers read rows; lists, mutations and the
 * announcement stream use plain SQL.
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
/** Below the timeout of the transaction: if that one fires during COMMIT, the process ends (prisma/orm #29952). */
const statementTimeoutMs = 6_000;
const lockTimeoutMs = 5_000;
const transactionTimeoutMs = 10_000;
/** Transactions of the embedded database wait for each other, because it has one session. */
const transactionWaitMs = 10_000;

const poolOptions = {
  Client: PreparingClient,
  connectionTimeoutMillis: connectTimeoutMs,
  query_timeout: statementTimeoutMs + 1_000,
  idle_in_transaction_session_timeout: transactionTimeoutMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  application_name: 'pavilion',
  // pg sends the statements of one connection without waiting for results (sql-transaction.ts).
  pipeline: true,
  // adapter-pg drops the offset of timestamptz in both directions, so the session must be in UTC.
  options: `-c TimeZone=UTC -c statement_timeout=${statementTimeoutMs} -c lock_timeout=${lockTimeoutMs}`,
} satisfies pg.PoolConfig;

export interface Database {
  /** Reads the same rows as Prisma's client, with one statement per read. */
  rows: RowClient;
  /** Writes the sample data. Also reads what the row client does not support, with one statement per relation. */
  prisma: PrismaClient;
  prismaFallbacks: PrismaFallbacks;
  pool: pg.Pool;
  /** Connections of the announcement stream only: queries that exhaust `pool` must not delay a ceremony. */
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
    // Without a listener, an idle connection that breaks ends the process.
    each.on('error', onError);
    // The pool does not listen to a connection in use. The query that uses it fails instead.
    each.on('connect', (client) => client.on('error', () => {}));
    each.on('release', (_error, client) => (client as unknown as PreparingClient).deallocateEvicted());
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    // READ COMMITTED, the default of Postgres, is not set explicitly: that would cost a round trip.
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
