/** SQLSTATE character_not_in_repertoire. In a UTF-8 database the only such character is NUL. */
const notInRepertoire = '22021';

/** isUnstorableText recognizes that Postgres rejected a character, in an error of the driver or of Prisma. */
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
