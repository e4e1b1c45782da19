/**
 * How anything is changed: one transaction that holds the change, its audit record, its announcement and
 * the answer under its idempotency key, so that all of them happen or none.
 *
 * Promises: a key has one effect, however often and from wherever it is sent; a COMMIT whose answer was lost
 * is found out by trying again with the same key. After the commit, hints go out and are not waited for.
 */
import type { Prisma } from '../../prisma/generated/client/client.ts';
import { type Announced, type Announcing, announceSql } from '../announcements/announce.ts';
import type { Context } from '../graphql/context.ts';
import { auditLogSql } from './audit-log.ts';
import type { ChangeRequest } from './change-request.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { retryTransient } from './retry-transient.ts';
import { type AuditEntry, UnitOfWork } from './unit-of-work.ts';

export type Transaction = Prisma.TransactionClient;

export interface Change {
  at: Date;
  /** Written with the answer, when the work is done. */
  audit(entry: AuditEntry): void;
  /** Announces as the transaction's last act, so that the stream's row is locked no longer than it must be. */
  announce(announcing: Announcing): { id: string };
}

export function change<Result extends object>(
  context: Context,
  request: ChangeRequest,
  work: (change: Change & { tx: Transaction; context: Context }) => Promise<Result>,
): Promise<Result> {
  const { prisma } = context.database;
  return retryTransient(request, async () => {
    const draft = new UnitOfWork(context);
    const { at, audit, announce } = draft;
    const { result, announced } = await prisma.$transaction(async (tx) => {
      const known = await claimIdempotencyKey(tx, context, request);
      if (known) return { result: known as Result, announced: undefined };
      const result = await work({ tx, context, at, audit, announce });
      await tx.$executeRaw(auditLogSql(context, request, draft, result));
      const [announced] = draft.announcement
        ? await tx.$queryRaw<Announced[]>(announceSql(draft.announcement))
        : [];
      return { result, announced };
    });
    draft.tell(announced);
    return result;
  });
}
