/** Finds out, before the first use, which schema the server's URL leads to and whether a pooler is in between. */
import pg from 'pg';
import { readConnectionUrl } from './connection-url.ts';
import {
  type Parameters,
  type Pooling,
  prepareSession,
  type SessionState,
  sessionParameters,
} from './session.ts';
import { UnfitDatabase } from './unfit-database.ts';

export interface InspectedServer {
  url: string;
  schema: string;
  pooling: Pooling;
  isDirect: boolean;
}

/**
 * `pooling` is what the operator states; null: detected. A pooler answers with a process id of its own. It is then treated
 * as one that gives each transaction another session, because that is right in its other modes too. Throws UnfitDatabase.
 */
export async function inspectServer(
  url: string,
  pooling: Pooling | null,
  timeoutMs: number,
): Promise<InspectedServer> {
  const { url: connectionString, parameters } = readConnectionUrl(url);
  const open = async () => {
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    // The query that uses a broken connection fails instead.
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const clients: pg.Client[] = [];
  try {
    const client = await open();
    clients.push(client);
    const { schema, backend } = await inspect(client, sessionParameters(parameters, null));
    const { processID } = client as unknown as { processID: number };
    const isDirect = processID === backend;
    if (pooling === 'session' && !isDirect) {
      const second = await open();
      clients.push(second);
      // Two open connections have two sessions, unless a session belongs to a transaction only.
      if ((await inspect(second, sessionParameters(parameters, null))).backend === backend)
        throw new UnfitDatabase('two connections share one session. Set DATABASE_POOLING=transaction.');
    }
    return {
      url,
      schema: schema!,
      pooling: pooling ?? (isDirect ? 'session' : 'transaction'),
      isDirect: pooling === null && isDirect,
    };
  } catch (error) {
    throw Object.assign(error as Error, { databaseUrl: url });
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}

/** In a transaction, so that what is set is read back in the same session, and no other client gets it. */
async function inspect(client: pg.Client, parameters: Parameters): Promise<SessionState> {
  await client.query('BEGIN');
  const session = { parameters, schema: null, pooling: 'session' as const, isDirect: false };
  const state = await prepareSession(client, session);
  await client.query('ROLLBACK');
  return state;
}
