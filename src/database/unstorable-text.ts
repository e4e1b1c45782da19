/** SQLSTATE: a character that no text of the database can hold, which for UTF-8 is NUL. */
const notInRepertoire = '22021';

/** Whether a value was refused for a character in it, as the driver says it or as Prisma passes it on. */
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
