/** The statements that write a deal and its derived columns. */
import type { DealSnapshot } from '../../announcements/content.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { reportingAmountsSql } from '../../derived-columns/reporting-amounts.ts';
import { insertRows, updateRow } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

export interface DealContent {
  titles: LocalizedText;
  category: DealSnapshot['category'];
  instrument: DealSnapshot['instrument'];
  amount: DealSnapshot['amount'];
  industryId: string;
  parties: DealSnapshot['parties'];
}

interface NewDeal extends DealContent {
  exhibitionId: string;
  latestAt: Date | string;
  sample: boolean;
  /** Further columns of a deal that is recorded as signed. */
  recorded?: { status: 'SIGNED'; signedAt: string; signedOn: string; notes: LocalizedText | null };
}

export function insertDeal(
  id: string,
  { exhibitionId, latestAt, sample, parties, recorded, ...content }: NewDeal,
): Sql[] {
  return [
    ...insertRows('Deal', [
      { id, exhibitionId, latestAt, sample, ...recorded, ...columns({ ...content, parties }) },
    ]),
    ...insertParties(id, parties),
    reportingAmountsSql(exhibitionId, id),
  ];
}

export function updateDealRow(
  { id, exhibitionId, parties }: { id: string; exhibitionId: string; parties: DealSnapshot['parties'] },
  content: DealContent,
): Sql[] {
  const sameParties = content.parties === parties;
  return [
    ...updateRow('Deal', id, columns(content)),
    ...(sameParties
      ? []
      : [sql`DELETE FROM "DealParty" WHERE "dealId" = ${id}::uuid`, ...insertParties(id, content.parties)]),
    reportingAmountsSql(exhibitionId, id),
  ];
}

function columns({ titles, category, instrument, amount, industryId, parties }: DealContent) {
  return {
    titles,
    category,
    instrument,
    amount: amount?.amount ?? null,
    currencyCode: amount?.currency ?? null,
    industryId,
    ...indexColumns(
      titles,
      parties.map(({ organization }) => organization),
    ),
  };
}

function insertParties(dealId: string, parties: DealSnapshot['parties']): Sql[] {
  return insertRows(
    'DealParty',
    parties.map(({ organization, role }, position) => ({
      dealId,
      organizationId: organization.id,
      role,
      position,
    })),
  );
}

/**
 * publishOrganizations makes the parties of an announced deal public. The rows are locked in the order of their ids.
 */
export function publishOrganizations(parties: DealSnapshot['parties'], at: Date): Sql {
  return sql`
    UPDATE "Organization" SET "publicSince" = ${at}
    WHERE "id" IN (
      SELECT "id" FROM "Organization"
      WHERE "id" = ANY(${parties.map(({ organization }) => organization.id)}::uuid[]) AND "publicSince" IS NULL
      ORDER BY "id" FOR NO KEY UPDATE)`;
}
