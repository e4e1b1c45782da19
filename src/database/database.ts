/**
 * Database is a Postgres server or the embedded Postgres. Pothos and resolvers read rows; lists, mutations and the
 * announcement stream use plain SQL.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client/client.ts';
import type { DatabaseConfig } from '../config.ts';
import { readConnectionUrl } from './connection-url.ts';
import { openEmbedded } from './embedded.ts';
import { type InspectedServer, inspectHosts } from './inspect-server.ts';
import { PreparingClient } from './prepared-statements.ts';
import { ReadQueue, type ReadQueueOptions, rejectEveryMs } from './read-queue.ts';
import { PrismaFallbacks } from './row-reader/prisma-fallbacks.ts';
import { createRowClient, type RowClient } from './row-reader/row-client.ts';
import { prepareSession, type Session, sessionParameters, setParametersSql } from './session.ts';
import { querySql } from './sql.ts';
import { transactionPoolingClient } from './transaction-pooling.ts';

const connectTimeoutMs = 4_000;
/** Below the timeout of the transaction: if that one fires during COMMIT, the process ends (prisma/orm #29952). */
const statementTimeoutMs = 6_000;
/** A read that takes longer is rejected, because it would delay all others. */
const readTimeoutMs = 3_000;
const streamConnections = 2;
const lockTimeoutMs = 5_000;
const transactionTimeoutMs = 10_000;
/** Transactions of the embedded database wait for each other, because it has one session. */
const transactionWaitMs = 10_000;

const poolOptions = {
  connectionTimeoutMillis: connectTimeoutMs,
  query_timeout: statementTimeoutMs + 1_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  application_name: 'pavilion',
  // pg sends the statements of one connection without waiting for results (sql-transaction.ts).
  pipeline: true,
} satisfies pg.PoolConfig;

export interface Database {
  /** Reads the same rows as Prisma's client, with one statement per read. */
  rows: RowClient;
  /** Writes the sample data. Also reads what the row client does not support, with one statement per relation. */
  prisma: PrismaClient;
  prismaFallbacks: PrismaFallbacks;
  /** Every read of an operation passes through it. */
  reads: ReadQueue;
  pool: pg.Pool;
  /** Connections of mutations only: reads that exhaust `pool` must not delay a signing. */
  writePool: pg.Pool;
  /**
   * Connections of the announcement stream only: neither reads nor mutations may delay it. Migrations use them before the
   * server starts. They lead to DATABASE_DIRECT_URL if it is set.
   */
  streamPool: pg.Pool;
  close(): Promise<void>;
}

export type Pools = Pick<Database, 'pool' | 'writePool' | 'streamPool'>;

export interface OpenOptions {
  onError: (error: Error) => void;
  /** Who the running code reads for; see ReadQueue. */
  currentReader?: ReadQueueOptions['currentReader'];
  /** In which turn of the event loop a result is processed; see ReadQueue. */
  continueFor?: ReadQueueOptions['continueFor'];
}

export async function openDatabase(config: DatabaseConfig, options: OpenOptions): Promise<Database> {
  if (config.kind === 'embedded') {
    const session: Session = {
      parameters: sessionParameters({}, null),
      schema: 'public',
      pooling: 'session',
      isDirect: false,
    };
    const { pool, close } = await openEmbedded(config.dataDir, {
      Client: PreparingClient,
      pipeline: true,
      onConnect: async (client) => void (await prepareSession(client, session)),
    });
    // One connection, whose queue holds at most one read: mutations and the stream come next after it.
    return assemble({ pool, writePool: pool, streamPool: pool }, 'public', 1, options, close);
  }
  const server = await inspectHosts(config.url, config.pooling, connectTimeoutMs);
  const streamServer =
    config.directUrl === null ? server : await inspectHosts(config.directUrl, 'session', connectTimeoutMs);
  const pools = {
    pool: openPool(server, config.poolMax, readTimeoutMs),
    writePool: openPool(server, config.writePoolMax),
    streamPool: openPool(streamServer, streamConnections),
  };
  return assemble(pools, server.schema, config.poolMax, options, async () => {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  });
}

function openPool(server: InspectedServer, max: number, statementMs = statementTimeoutMs): pg.Pool {
  const { url, parameters } = readConnectionUrl(server.url);
  const timeouts = {
    statementTimeoutMs: statementMs,
    lockTimeoutMs,
    idleInTransactionTimeoutMs: transactionTimeoutMs,
  };
  const { hosts } = server;
  const session: Session = { ...server, parameters: sessionParameters(parameters, timeouts) };
  return new pg.Pool({
    ...poolOptions,
    Client: hosts.clientOf(
      session.pooling === 'transaction'
        ? transactionPoolingClient(setParametersSql(session, true))
        : PreparingClient,
      (each) => readConnectionUrl(each).url,
    ),
    connectionString: url,
    max,
    onConnect: async (client) => hosts.check(client, await prepareSession(client, session)),
  });
}

function assemble(
  pools: Pools,
  schema: string,
  maxRunning: number,
  { onError, currentReader = () => null, continueFor }: OpenOptions,
  closePools: () => Promise<void>,
): Database {
  const { pool } = pools;
  for (const each of new Set(Object.values(pools))) {
    // Without a listener, an idle connection that breaks ends the process.
    each.on('error', onError);
    // The pool does not listen to a connection in use. The query that uses it fails instead.
    each.on('connect', (client) => client.on('error', () => {}));
    each.on('release', (_error, client) => {
      if (client instanceof PreparingClient) client.deallocateEvicted();
    });
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { schema }),
    // READ COMMITTED, the default of Postgres, is not set explicitly: that would cost a round trip.
    transactionOptions: {
      maxWait: transactionWaitMs,
      timeout: transactionTimeoutMs,
    },
  });
  const prismaFallbacks = new PrismaFallbacks();
  const reads = new ReadQueue({
    maxRunning,
    currentReader,
    monotonicMs: () => performance.now(),
    ...(continueFor && { continueFor }),
  });
  const rejecting = setInterval(() => reads.rejectExpired(), rejectEveryMs).unref();
  return {
    rows: createRowClient((statement) => querySql({ pool, reads }, statement), prisma, prismaFallbacks),
    prisma,
    prismaFallbacks,
    reads,
    ...pools,
    async close() {
      clearInterval(rejecting);
      await prisma.$disconnect();
      await closePools();
    },
  };
}
