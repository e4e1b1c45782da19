import { type Sql, sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import type { LocalizedText } from '../../text/localized-text.ts';

export interface IndexedDeal {
  id: string;
  titles: LocalizedText;
  parties: { id: string; names: LocalizedText; country: string }[];
}

export function dealsOf(organization: string): Sql {
  return sql`(SELECT "dealId" FROM "DealParty" WHERE "organizationId" = ${organization}::uuid)`;
}

/** The deals that it is a party of, which lists search by its name and country. The organization is locked before. */
export function readDealsOf(read: ReadRows, organization: string): Promise<IndexedDeal[]> {
  return read<IndexedDeal>(sql`
    SELECT deal."id", deal."titles",
           (SELECT jsonb_agg(jsonb_build_object('id', org."id", 'names', org."names", 'country', org."country")
                             ORDER BY party."position")
            FROM "DealParty" AS party JOIN "Organization" AS org ON org."id" = party."organizationId"
            WHERE party."dealId" = deal."id") AS parties
    FROM "Deal" AS deal WHERE deal."id" IN ${dealsOf(organization)}`);
}
