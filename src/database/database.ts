/**
 * Postgres, either a server's or the embedded one, behind the same two listeners: Prisma for the nouns,
 * plain SQL for the announcement stream.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client/client.ts';
import type { DatabaseConfig } from '../config.ts';
import { openEmbedded } from './embedded.ts';
import { statementName } from './statement-name.ts';

const connectTimeoutMs = 4_000;
/** Below the transaction's own timeout: one that fires during COMMIT would end the process (prisma/orm #29952). */
const statementTimeoutMs = 6_000;
const lockTimeoutMs = 5_000;
const transactionTimeoutMs = 10_000;
/** On the embedded database transactions queue behind one another. */
const transactionWaitMs = 10_000;

const poolOptions = {
  connectionTimeoutMillis: connectTimeoutMs,
  query_timeout: statementTimeoutMs + 1_000,
  idle_in_transaction_session_timeout: transactionTimeoutMs,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  application_name: 'pavilion',
  // Statements of one connection need not wait for one another's answers (sql-transaction.ts).
  pipeline: true,
  // adapter-pg drops the offset of timestamptz on its way in and out, so the session must be UTC.
  options: `-c TimeZone=UTC -c statement_timeout=${statementTimeoutMs} -c lock_timeout=${lockTimeoutMs}`,
} satisfies pg.PoolConfig;

export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  /** The stream's own connections: a pool emptied by queries must not silence the ceremony. */
  streamPool: pg.Pool;
  close(): Promise<void>;
}

export async function openDatabase(
  config: DatabaseConfig,
  onError: (error: Error) => void,
): Promise<Database> {
  if (config.kind === 'embedded') {
    const embedded = await openEmbedded(config.dataDir, { pipeline: true });
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
  // Without a listener an idle connection that breaks would end the process.
  for (const each of new Set([pool, streamPool])) {
    each.on('error', onError);
    // Nor does the pool listen to a connection while somebody has it: what breaks then fails their query.
    each.on('connect', (client) => client.on('error', () => {}));
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementName }),
    // READ COMMITTED, which is Postgres' default: naming it would cost a round trip.
    transactionOptions: {
      maxWait: transactionWaitMs,
      timeout: transactionTimeoutMs,
    },
  });
  return {
    prisma,
    pool,
    streamPool,
    async close() {
      await prisma.$disconnect();
      await closePools();
    },
  };
}
