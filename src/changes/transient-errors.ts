/** Which failures of the database pass, and which of them leave open whether the COMMIT was done. */
import { Prisma } from '../../prisma/generated/client/client.ts';

/** Prisma: a deadlock or a serialization failure; the transaction was certainly rolled back. */
const conflict = 'P2034';
/** The same by SQLSTATE, where no Prisma stands between. */
const conflictState = /^(40001|40P01)$/;
/** Prisma: unreachable, timed out, closed by the server, no free connection, transaction not started or gone. */
const disconnected = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** SQLSTATE: a server that shuts down or starts, a cancelled statement, a lock not gotten in time. */
const passing = /^(08|57P0|57014|55P03|53|25P03)/;
/** What the driver says when a connection breaks under a query; it gives no code then. */
const brokenConnection =
  /Connection terminated|connection timeout|timeout exceeded|Query read timeout|ECONNRESET|ECONNREFUSED|EPIPE|not queryable|server closed/i;

export function isTransient(
  error: unknown,
  { afterUnknownCommit }: { afterUnknownCommit: boolean },
): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === conflict || (typeof code === 'string' && conflictState.test(code))) return true;
  return afterUnknownCommit && isUnavailable(error);
}

/** The database could not be reached or did not answer in time: the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && (disconnected.has(code) || passing.test(code))) return true;
  if (brokenConnection.test(error.message)) return true;
  const original = driverCode(error);
  return (original !== null && passing.test(original)) || (cause !== error && isUnavailable(cause));
}

/** adapter-pg wraps what the driver said. */
function driverCode(error: Error): string | null {
  const meta = (
    error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string; kind?: string } } } }
  ).meta;
  return meta?.driverAdapterError?.cause?.originalCode ?? null;
}
