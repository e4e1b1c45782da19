import { z } from 'zod';
import type { StreamMode } from '../../announcements/content.ts';
import { withDeal } from '../../announcements/totals.ts';
import { requireStaff } from '../../auth/policies.ts';
import { type Sql, sql } from '../../database/sql.ts';
import type { SqlTransaction } from '../../database/sql-transaction.ts';
import { DealAlreadySigned, DealNotPlanned } from '../../errors/user-errors.ts';
import type { Context } from '../../graphql/context.ts';
import { changeInSql } from '../../mutations/change-in-sql.ts';
import { idempotencyKey, nodeId, readInput } from '../../mutations/validators.ts';
import { lockOpenCeremonyOf, requireOpen } from '../ceremonies/open-ceremony-of.ts';
import { latestAnnouncement } from './latest-announcement.ts';
import { dealSnapshot, type LoadedDeal, lockDeal, readLockedDeal, statusIn } from './load-deal.ts';

const schema = z.object({
  deal: nodeId('Deal'),
  mode: z.enum(['LIVE', 'REHEARSAL']),
  idempotencyKey,
});

/** The pens lift: the deal is signed, and everyone is told. */
export async function signDeal(
  context: Context,
  raw: unknown,
): Promise<{ deal: string; announcement: string }> {
  requireStaff(context.identity);
  const input = readInput(schema, raw);
  const request = { mutation: 'signDeal', idempotency: { key: input.idempotencyKey, input } };
  return changeInSql(context, request, {
    async read(tx) {
      const [ceremony, , deal] = await Promise.all([
        lockOpenCeremonyOf(tx, { deal: input.deal }, input.mode),
        lockDeal(tx, input.deal),
        readLockedDeal(tx, context.identity, input.deal),
      ]);
      return { ceremony, deal };
    },
    async decide({ ceremony, deal }, { tx, at, audit, announce, write }) {
      await requirePlanned(tx, deal, input.mode);
      const { id: ceremonyId } = requireOpen(ceremony, ['input', 'deal']);
      write(markSigned(deal, input.mode, at, ceremonyId));
      const told = dealSnapshot(deal);
      audit({
        exhibition: deal.exhibitionId,
        type: 'Deal',
        id: deal.id,
        before: { mode: input.mode, status: 'PLANNED' },
        after: { mode: input.mode, status: 'SIGNED' },
      });
      const { id } = announce({
        exhibitionId: deal.exhibitionId,
        mode: input.mode,
        content: { kind: 'DEAL_SIGNED', deal: told },
        subject: { dealId: deal.id },
        totals: [withDeal(told)],
        reportingCurrency: deal.reportingCurrency,
        rates: deal.rates,
      });
      return { deal: deal.id, announcement: id };
    },
  });
}

async function requirePlanned(tx: SqlTransaction, deal: LoadedDeal, mode: StreamMode): Promise<void> {
  if (statusIn(mode, deal) === 'SIGNED') {
    throw new DealAlreadySigned((await latestAnnouncement(tx, deal, mode)).signedAs);
  }
  // A rehearsal practises with what is going to be signed, not with what was given up.
  for (const status of new Set([deal.status, statusIn(mode, deal)])) {
    if (status === 'WITHDRAWN' || status === 'RETRACTED') {
      throw new DealNotPlanned(`The deal is ${status.toLowerCase()}.`, ['input', 'deal']);
    }
  }
}

function markSigned(deal: LoadedDeal, mode: StreamMode, at: Date, ceremonyId: string): Sql {
  if (mode === 'REHEARSAL')
    return sql`UPDATE "Deal" SET "rehearsalStatus" = 'SIGNED' WHERE "id" = ${deal.id}::uuid`;
  // An announcement names its parties, so the public knows of them from now on.
  return sql`
    WITH signed AS (
      UPDATE "Deal" SET "status" = 'SIGNED', "signedAt" = ${at}, "latestAt" = ${at}, "ceremonyId" = ${ceremonyId}::uuid
      WHERE "id" = ${deal.id}::uuid
    )
    UPDATE "Organization" SET "publicSince" = ${at}
    WHERE "id" = ANY(${deal.parties.map(({ organization }) => organization.id)}::uuid[]) AND "publicSince" IS NULL`;
}
