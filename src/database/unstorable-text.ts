/** SQLSTATE: a character that the database's encoding lacks. In UTF-8 this is NUL. */
const notInRepertoire = '22021';

/** Whether Postgres refused a value for a character in it, as the driver or as Prisma reports it. */
export function isUnstorableText(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, meta } = error as {
    code?: unknown;
    cause?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  if (code === notInRepertoire || meta?.driverAdapterError?.cause?.originalCode === notInRepertoire)
    return true;
  return cause !== error && isUnstorableText(cause);
}
