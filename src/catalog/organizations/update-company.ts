import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { requireOrganizer } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { nameColumns } from '../../derived-columns/organization-columns.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow, updateRows } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { loadIndustries, requireIndustry } from '../exhibitions/load-industries.ts';
import { industry, nameTranslations, seat, website } from './organization-input.ts';

interface LoadedCompany {
  version: number;
  names: LocalizedText;
  country: string;
  industryId: string | null;
  website: string | null;
}

type Indexed = Pick<LoadedCompany, 'names' | 'country'>;

interface LoadedDeal {
  id: string;
  titles: LocalizedText;
  parties: { id: string; names: LocalizedText; country: string }[];
}

/** updateCompany does not change announcements: they keep the previous name. */
export const updateCompany = defineMutation({
  name: 'updateCompany',
  input: z.object({
    company: nodeId('Company').describe('The company.'),
    nameTranslations: nameTranslations.optional(),
    country: seat.optional(),
    industry: industry.nullish().describe('The code of an industry, such as automobiles. Null clears it.'),
    website: website
      .nullish()
      .describe('The http:// or https:// URL of the website, at most 2,000 characters. Null clears it.'),
    ...updating('company'),
  }),
  rights: requireOrganizer,
  async load(read, input) {
    const isIndexed = input.nameTranslations !== undefined || input.country !== undefined;
    const [deals, company, industries] = await Promise.all([
      isIndexed ? loadDeals(read, input.company) : [],
      loadCompany(read, input.company),
      loadIndustries(read, [input.industry]),
    ]);
    return { company, deals, industries };
  },
  decide({ company, deals, industries }, input) {
    if (!company) throw new NotFound('company', ['input', 'company']);
    const { version, ...before } = company;
    const { company: id, industry, website } = input;
    assertVersion(input.expectedVersion, { typename: 'Company', id, version });
    const after = {
      names: input.nameTranslations ?? before.names,
      country: input.country ?? before.country,
      industryId:
        industry === undefined ? before.industryId : industry && requireIndustry(industries, industry).id,
      website: website === undefined ? before.website : website,
    };
    return {
      result: { organization: id },
      writes: [
        ...updateRow('Organization', id, { ...after, ...nameColumns(after.names) }),
        ...updateRows(
          'Deal',
          (isIndexedAlike(before, after) ? [] : deals).map((deal) => ({
            id: deal.id,
            ...indexOf(deal, { id, ...after }),
          })),
        ),
      ],
      audit: [{ type: 'Company', id, before, after }],
    };
  },
});

/** The search columns of a deal contain the names and countries of its parties. */
function isIndexedAlike(before: Indexed, after: Indexed): boolean {
  return before.country === after.country && isDeepStrictEqual(before.names, after.names);
}

/** loadDeals locks the deals of the company, before the company itself. */
async function loadDeals(read: ReadRows, id: string): Promise<LoadedDeal[]> {
  const [, deals] = await Promise.all([
    read(sql`
      SELECT 1 FROM "Deal" WHERE "id" IN (SELECT "dealId" FROM "DealParty" WHERE "organizationId" = ${id}::uuid)
      ORDER BY "id" FOR NO KEY UPDATE`),
    read<LoadedDeal>(sql`
      SELECT deal."id", deal."titles",
             (SELECT jsonb_agg(jsonb_build_object('id', org."id", 'names', org."names", 'country', org."country")
                               ORDER BY party."position")
              FROM "DealParty" AS party JOIN "Organization" AS org ON org."id" = party."organizationId"
              WHERE party."dealId" = deal."id") AS parties
      FROM "Deal" AS deal
      WHERE deal."id" IN (SELECT "dealId" FROM "DealParty" WHERE "organizationId" = ${id}::uuid)`),
  ]);
  return deals;
}

async function loadCompany(read: ReadRows, id: string): Promise<LoadedCompany | null> {
  const [company] = await read<LoadedCompany>(sql`
    SELECT "version", "names", "country", "industryId", "website" FROM "Organization"
    WHERE "id" = ${id}::uuid AND "kind" = 'COMPANY' FOR NO KEY UPDATE`);
  return company ?? null;
}

function indexOf({ titles, parties }: LoadedDeal, changed: LoadedDeal['parties'][number]) {
  return indexColumns(
    titles,
    parties.map((party) => (party.id === changed.id ? changed : party)),
  );
}
