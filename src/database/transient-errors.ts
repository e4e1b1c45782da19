/** Classifies database errors: which are transient, and which leave the outcome of a COMMIT unknown. */
import { Prisma } from '../../prisma/generated/client/client.ts';
import { UnfitDatabase } from './unfit-database.ts';

/** Prisma: a deadlock or a serialization failure. The transaction was rolled back. */
const conflict = 'P2034';
/** The same as SQLSTATE, for statements that the driver sends without Prisma. */
const conflictState = /^(40001|40P01)$/;
/** Prisma: unreachable, timed out, closed by the server, no free connection, transaction not started or lost. */
const disconnected: ReadonlySet<string> = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);
/** The names of adapter-pg for both. When COMMIT fails, Prisma passes them on unchanged. */
const conflictKind = 'TransactionWriteConflict';
const disconnectedKinds: ReadonlySet<string> = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
]);
/**
 * SQLSTATE: a server that shuts down, starts, is read-only or fails, a cancelled statement, a lock timeout, a conflict. A
 * login that is refused (28, 3D000): during a failover or a rotation of passwords, and no statement was executed.
 */
const transientState = /^(08|28|3D000|57P0|57014|55P03|53|58|25P03|25006|40001|40P01)/;
/** The codes of Node for a server that cannot be reached or whose name is not known, and for TLS that fails. */
const networkFailure =
  /^(E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|(HOST|NET)(UNREACH|DOWN)|ADDRNOTAVAIL|NOTFOUND|AI_\w+)|ERR_(SSL|TLS)_\w+|CERT_\w+|UNABLE_TO_\w+|(DEPTH_ZERO_)?SELF_SIGNED_CERT\w*)$/;
/** The driver's messages for a connection that breaks or is not made: these errors have no code. */
const brokenConnection =
  /Connection terminated|connection timeout|timeout exceeded|Query read timeout|ECONNRESET|ECONNREFUSED|EPIPE|not queryable|server closed|secure TLS connection|SSL connection|SSL routines|after calling end/i;

/**
 * isTransient: another attempt may succeed. `afterUnknownCommit` includes errors after which the transaction may have
 * been committed, for operations that can be repeated.
 */
export function isTransient(
  error: unknown,
  { afterUnknownCommit }: { afterUnknownCommit: boolean },
): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === conflict || (typeof code === 'string' && conflictState.test(code))) return true;
  if (adapterCause(error)?.kind === conflictKind) return true;
  return afterUnknownCommit && isUnavailable(error);
}

/** isUnavailable: the database is unreachable or did not answer in time. The same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Prisma.PrismaClientInitializationError || error instanceof UnfitDatabase) return true;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (
    typeof code === 'string' &&
    (disconnected.has(code) || transientState.test(code) || networkFailure.test(code))
  )
    return true;
  if (brokenConnection.test(error.message)) return true;
  const { kind = '', originalCode = '' } = adapterCause(error) ?? {};
  if (disconnectedKinds.has(kind) || transientState.test(originalCode)) return true;
  return cause !== error && isUnavailable(cause);
}

interface AdapterCause {
  kind?: string;
  /** The SQLSTATE, if the error came from Postgres. */
  originalCode?: string;
}

/** adapter-pg puts the driver's error into `cause`; Prisma puts the adapter's error into `meta`. */
function adapterCause(error: unknown): AdapterCause | undefined {
  const { name, cause, meta } = (error ?? {}) as {
    name?: string;
    cause?: AdapterCause;
    meta?: { driverAdapterError?: { cause?: AdapterCause } };
  };
  return name === 'DriverAdapterError' ? cause : meta?.driverAdapterError?.cause;
}
