import type { Identity } from '../auth/identity.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { ReadRows } from '../database/sql-transaction.ts';
import { IdempotencyKeyReused } from '../errors/user-errors.ts';
import { hashInput } from './input-hash.ts';

export interface Idempotency {
  key: string;
  mutation: string;
  /** The key is bound to this input: with another input, it is rejected. */
  input: object;
}

/**
 * Inserts the key and returns null. If another transaction has inserted the key, waits for it and returns its stored
 * result. A failed transaction rolls back its key too, so the key can be used again.
 */
export async function claimIdempotencyKey(
  read: ReadRows,
  { subject }: Identity,
  { key, mutation, input }: Idempotency,
): Promise<object | null> {
  const inputHash = hashInput(mutation, input);
  const inserted = await read(sql`
    INSERT INTO "IdempotencyKey" ("actor", "key", "mutation", "inputHash")
    VALUES (${subject}, ${key}, ${mutation}, ${inputHash}) ON CONFLICT DO NOTHING RETURNING 1`);
  if (inserted.length === 1) return null;
  const [known] = await read<{ inputHash: string; result: object }>(sql`
    SELECT "inputHash", "result" FROM "IdempotencyKey" WHERE "actor" = ${subject} AND "key" = ${key}`);
  if (known!.inputHash !== inputHash) throw new IdempotencyKeyReused();
  return known!.result;
}

/** `rehearsalOf` is the exhibition in whose rehearsal the result was announced. */
export function storeResultSql(
  { subject }: Identity,
  { key }: Idempotency,
  result: object,
  rehearsalOf: string | null,
): Sql {
  return sql`
    UPDATE "IdempotencyKey" SET "result" = ${JSON.stringify(result)}::jsonb, "rehearsalOf" = ${rehearsalOf}::uuid
    WHERE "actor" = ${subject} AND "key" = ${key}`;
}

/** What was rehearsed can be rehearsed again with the same keys. After the lock of the stream: no result is stored meanwhile. */
export function forgetRehearsalKeys(exhibitionId: string): Sql {
  return sql`DELETE FROM "IdempotencyKey" WHERE "rehearsalOf" = ${exhibitionId}::uuid`;
}
