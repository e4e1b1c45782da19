/**
 * Session is the state of a database connection on which the meaning of reads and writes depends: time zone, date format,
 * timeouts, schema.
 *
 * Promises: a connection is used only after these values were set and read back. They are set by statements, because a
 * pooler drops or refuses the options of a connection, and `?options=` replaces them.
 */
import pg from 'pg';
import { quoteIdentifier } from './connection-url.ts';
import { UnfitDatabase } from './unfit-database.ts';

export type Parameters = Readonly<Record<string, string>>;

/**
 * session: a connection keeps its session. transaction: each transaction may run in another session, as with PgBouncer's
 * pool_mode=transaction.
 */
export type Pooling = 'session' | 'transaction';

export interface SessionTimeouts {
  statementTimeoutMs: number;
  lockTimeoutMs: number;
  idleInTransactionTimeoutMs: number;
}

export interface Session {
  parameters: Parameters;
  /** Null until it is known. */
  schema: string | null;
  pooling: Pooling;
  /** Whether the connection must lead to Postgres without a pooler that answers for it. */
  isDirect: boolean;
}

const minServerVersion = 150_000;

/** The driver and adapter-pg parse times in this format only, and adapter-pg drops the offset in both directions. */
const fixedParameters: Parameters = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  client_encoding: 'UTF8',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  // The sequence of a stream is taken from a locked row: a snapshot from before the lock would fail.
  default_transaction_isolation: 'read committed',
};

/** `own` are the parameters of the URL. Those that Pavilion depends on replace them. */
export function sessionParameters(own: Parameters, timeouts: SessionTimeouts | null): Parameters {
  const names = new Set(Object.keys(fixedParameters).map((name) => name.toLowerCase()));
  const others = Object.entries(own).filter(([name]) => !names.has(name.toLowerCase()));
  return {
    ...Object.fromEntries(others),
    ...fixedParameters,
    ...(timeouts && {
      statement_timeout: String(timeouts.statementTimeoutMs),
      lock_timeout: String(timeouts.lockTimeoutMs),
      idle_in_transaction_session_timeout: String(timeouts.idleInTransactionTimeoutMs),
    }),
  };
}

/** `isLocal`: until the end of the transaction. */
export function setParametersSql({ parameters, schema }: Session, isLocal: boolean): string {
  const all = schema === null ? parameters : { ...parameters, search_path: quoteIdentifier(schema) };
  const settings = Object.entries(all).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, ${isLocal})`,
  );
  // After a crash of Postgres, an acknowledged announcement would be gone and its sequence used again.
  settings.push(
    `set_config('synchronous_commit', CASE current_setting('synchronous_commit')
       WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, ${isLocal})`,
  );
  return `SELECT ${settings.join(', ')}`;
}

/** What a session says about itself. */
export interface SessionState {
  settings: Record<string, string>;
  schema: string | null;
  searchPath: string;
  /** The schema of Pavilion's tables on the search path. */
  tablesSchema: string | null;
  encoding: string;
  version: number;
  backend: number;
}

const readSessionSql = `
  SELECT (SELECT json_object_agg(name, setting) FROM pg_settings) AS settings,
    current_schema() AS schema, current_setting('search_path') AS "searchPath",
    (SELECT namespace.nspname FROM pg_class AS class JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
     WHERE class.oid = to_regclass('"_prisma_migrations"')) AS "tablesSchema",
    current_setting('server_encoding') AS encoding, current_setting('server_version_num')::int AS version,
    pg_backend_pid() AS backend`;

/** prepareSession sets and reads back a new connection. Throws UnfitDatabase. */
export async function prepareSession(client: pg.ClientBase, session: Session): Promise<SessionState> {
  // A pooler runs the second statement in another session: there each transaction sets its own parameters.
  const set = session.pooling === 'session' ? [client.query(setParametersSql(session, false))] : [];
  const [{ rows }] = await Promise.all([client.query<SessionState>(readSessionSql), ...set]);
  const state = rows[0]!;
  const { processID } = client as unknown as { processID: number };
  const problem = findProblem(state, session, processID);
  if (problem) throw new UnfitDatabase(problem);
  return state;
}

/** findProblem returns one line with the remedy, or null. */
export function findProblem(
  { settings, schema, searchPath, tablesSchema, encoding, version, backend }: SessionState,
  session: Session,
  processId: number,
): string | null {
  if (version < minServerVersion)
    return `it is PostgreSQL ${Math.floor(version / 10_000)}. Pavilion requires PostgreSQL 15 or newer.`;
  if (encoding !== 'UTF8') return `its encoding is ${encoding}. Create it with ENCODING 'UTF8'.`;
  if (session.isDirect && processId !== backend)
    return 'a pooler answers in its place since the start. Restart the server, or set DATABASE_POOLING.';
  if (schema === null)
    return `no schema of search_path (${searchPath}) exists or may be used. Create it, or name another with ?schema=.`;
  if (session.schema !== null && session.schema !== schema)
    return `the schema ${session.schema} no longer exists or may not be used.`;
  if (tablesSchema !== null && tablesSchema !== schema)
    return `its tables are in the schema ${tablesSchema}, but search_path (${searchPath}) puts ${schema} first. Add ?schema=${tablesSchema} to the URL.`;
  if (settings.session_replication_role !== 'origin')
    return `session_replication_role is ${settings.session_replication_role}, which disables the triggers that protect announcements. Reset it.`;
  const wrong = Object.entries(session.parameters).find(
    ([name, value]) => name in fixedOrTimeout && settings[name] !== value,
  );
  if (wrong)
    return `${wrong[0]} is ${settings[wrong[0]]} although the session set ${wrong[1]}. If a pooler is in between, set DATABASE_POOLING=transaction.`;
  return null;
}

const fixedOrTimeout: Parameters = {
  ...fixedParameters,
  statement_timeout: '',
  lock_timeout: '',
  idle_in_transaction_session_timeout: '',
};
