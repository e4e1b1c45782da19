/**
 * How anything is changed: one transaction that holds the change, its audit record, its announcement and
 * the answer under its idempotency key, so that all of them happen or none.
 *
 * Promises: a key has one effect, however often and from wherever it is sent; a COMMIT whose answer was lost
 * is found out by trying again with the same key. After the commit, hints go out and are not waited for.
 */
import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../prisma/generated/client/client.ts';
import {
  type Announced,
  type Announcing,
  announce,
  type PreparedAnnouncing,
} from '../announcements/announce.ts';
import { inSqlTransaction, type SqlTransaction } from '../database/sql-transaction.ts';
import { IdempotencyKeyReused } from '../errors/refusals.ts';
import type { Context } from '../graphql/context.ts';
import { alreadyExists } from './already-exists.ts';
import { hashInput } from './input-hash.ts';
import { isTransient } from './transient-errors.ts';

const maxAttempts = 4;
const retryWaitMs = 25;

export type Transaction = Prisma.TransactionClient;

export interface AuditEntry {
  exhibition?: string;
  type: string;
  id: string;
  before?: object | null;
  after?: object | null;
}

export interface Change<Tx extends SqlTransaction = Transaction> {
  tx: Tx;
  context: Context;
  at: Date;
  /** Written with the answer, when the work is done. */
  audit(entry: AuditEntry): void;
  /** Announces as the transaction's last act, so that the stream's row is locked no longer than it must be. */
  announce(announcing: Announcing): { id: string };
}

export interface ChangeRequest {
  mutation: string;
  /** Present on announcing mutations; `input` is what the key is bound to. */
  idempotency?: { key: string; input: object };
}

export function change<Result extends object>(
  context: Context,
  request: ChangeRequest,
  work: (change: Change) => Promise<Result>,
): Promise<Result> {
  const { prisma } = context.database;
  return repeatTransient(request, () =>
    attemptChange(context, request, work, (body) => prisma.$transaction(body)),
  );
}

/** The same for verbs that speak SQL alone: at half of what it costs through Prisma, on the day it counts. */
export function changeInSql<Result extends object>(
  context: Context,
  request: ChangeRequest,
  work: (change: Change<SqlTransaction>) => Promise<Result>,
): Promise<Result> {
  const { pool } = context.database;
  return repeatTransient(request, () =>
    attemptChange(context, request, work, (body) => inSqlTransaction(pool, body)),
  );
}

async function repeatTransient<Result>(
  request: ChangeRequest,
  attemptOnce: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce();
    } catch (error) {
      const refusal = alreadyExists(error);
      if (refusal) throw refusal;
      // Without a key a lost answer to COMMIT cannot be told from a lost request: only a conflict is safe to repeat.
      if (
        attempt >= maxAttempts ||
        !isTransient(error, { afterUnknownCommit: request.idempotency !== undefined })
      )
        throw error;
      await new Promise((resolve) => setTimeout(resolve, retryWaitMs * 2 ** attempt * Math.random()));
    }
  }
}

interface Done {
  result: object;
  told: Announced | null;
}

async function attemptChange<Result extends object, Tx extends SqlTransaction>(
  context: Context,
  request: ChangeRequest,
  work: (change: Change<Tx>) => Promise<Result>,
  transact: (body: (tx: Tx) => Promise<Done>) => Promise<Done>,
): Promise<Result> {
  const touched = new Set<string>();
  const { result, told } = await transact(async (tx) => {
    const known = await claimKey(tx, context, request);
    if (known) return { result: known, told: null };
    const at = context.now?.() ?? new Date();
    const entries: AuditEntry[] = [];
    let prepared: PreparedAnnouncing | null = null;
    const result = await work({
      tx,
      context,
      at,
      audit(entry) {
        if (entry.exhibition) touched.add(entry.exhibition);
        entries.push(entry);
      },
      announce(wish) {
        const id = randomUUID();
        prepared = { ...wish, id, at: context.now ? at : null };
        return { id };
      },
    });
    await record(tx, context, request, at, entries, result);
    return { result, told: prepared ? await announce(tx, prepared) : null };
  });
  if (told) context.feed.hint(told.streamId, told.sequence);
  for (const exhibition of touched) context.desks.touch(exhibition);
  return result as Result;
}

/**
 * Inserts the key, or waits for the transaction that holds it and returns what that one answered.
 * Refused work rolls the key back too: it stays free until something is done with it.
 */
async function claimKey(
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

/** The audit records, and the answer under its key: one statement. */
async function record(
  tx: SqlTransaction,
  { identity, requestId }: Context,
  { mutation, idempotency }: ChangeRequest,
  at: Date,
  entries: readonly AuditEntry[],
  result: object,
): Promise<void> {
  const records = entries.map(({ exhibition, type, id, before, after }) => ({
    exhibitionId: exhibition,
    subjectType: type,
    subjectId: id,
    before,
    after,
  }));
  await tx.$executeRaw`
    WITH audited AS (
      INSERT INTO "AuditRecord" ("id", "at", "actor", "role", "requestId", "mutation",
                                 "exhibitionId", "subjectType", "subjectId", "before", "after")
      SELECT gen_random_uuid(), ${at}::timestamptz, ${identity.subject}, ${identity.role}, ${requestId}, ${mutation}, entry.*
      FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS entry(
        "exhibitionId" uuid, "subjectType" text, "subjectId" uuid, "before" jsonb, "after" jsonb)
    )
    UPDATE "IdempotencyKey" SET "result" = ${JSON.stringify(result)}::jsonb
    WHERE "actor" = ${identity.subject} AND "key" = ${idempotency?.key ?? null}`;
}
