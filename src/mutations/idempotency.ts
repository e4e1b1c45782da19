import type { SqlTransaction } from '../database/sql-transaction.ts';
import { IdempotencyKeyReused } from '../errors/user-errors.ts';
import type { Context } from '../graphql/context.ts';
import type { ChangeRequest } from './change-request.ts';
import { hashInput } from './input-hash.ts';

/**
 * Inserts the key, or waits for the transaction that holds it and returns what that one answered.
 * Refused work rolls the key back too: it stays free until something is done with it.
 */
export async function claimIdempotencyKey(
  tx: SqlTransaction,
  { identity }: Context,
  { mutation, idempotency }: ChangeRequest,
): Promise<object | null> {
  if (!idempotency) return null;
  const { key } = idempotency;
  const inputHash = hashInput(mutation, idempotency.input);
  const inserted = await tx.$executeRaw`
    INSERT INTO "IdempotencyKey" ("actor", "key", "mutation", "inputHash")
    VALUES (${identity.subject}, ${key}, ${mutation}, ${inputHash}) ON CONFLICT DO NOTHING`;
  if (inserted === 1) return null;
  const [known] = await tx.$queryRaw<[{ inputHash: string; result: object }]>`
    SELECT "inputHash", "result" FROM "IdempotencyKey" WHERE "actor" = ${identity.subject} AND "key" = ${key}`;
  if (known.inputHash !== inputHash) throw new IdempotencyKeyReused();
  return known.result;
}
