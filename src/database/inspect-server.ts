/** Finds out, before the first use, which schema the server's URL leads to and whether a pooler is in between. */
import pg from 'pg';
import { readHosts } from '../postgres-hosts.ts';
import { readConnectionUrl } from './connection-url.ts';
import { ServerHosts } from './server-hosts.ts';
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
  hosts: ServerHosts;
}

/**
 * inspectHosts inspects the first host that accepts what the URL asks for. If none does, it throws what the first one throws that
 * is no standby: it may be the primary that comes back.
 */
export async function inspectHosts(
  url: string,
  pooling: Pooling | null,
  timeoutMs: number,
): Promise<InspectedServer> {
  const hosts = new ServerHosts(readHosts(url));
  let failure: Error | null = null;
  for (let tried = 1; ; tried++) {
    const { current } = hosts;
    try {
      const { state, ...server } = await inspectServer(current, pooling, timeoutMs);
      hosts.requireWanted(state);
      return { ...server, hosts };
    } catch (error) {
      const failed = Object.assign(error as Error, { databaseUrl: current });
      if (failure === null || failure instanceof UnfitDatabase) failure = failed;
      if (tried >= hosts.count) throw failure;
      hosts.reportFailed(current);
    }
  }
}

/**
 * `pooling` is what the operator states; null: detected. A pooler answers with a process id of its own. It is then treated
 * as one that gives each transaction another session, because that is right in its other modes too. Throws UnfitDatabase.
 */
async function inspectServer(
  url: string,
  pooling: Pooling | null,
  timeoutMs: number,
): Promise<Omit<InspectedServer, 'hosts'> & { state: SessionState }> {
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
    const state = await inspect(client, sessionParameters(parameters, null));
    const { schema, backend } = state;
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
      state,
      schema: schema!,
      pooling: pooling ?? (isDirect ? 'session' : 'transaction'),
      isDirect: pooling === null && isDirect,
    };
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
