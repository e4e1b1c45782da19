/** mergeCompanies and mergePublicBodies. */
import { requireOrganizer } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { defineMerge, type MergeDefinition } from '../../mutations/define-merge.ts';
import { updateRows } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { type IndexedDeal, readDealsOf } from './deals-of.ts';

interface Loaded {
  deals: IndexedDeal[];
  survivor: { id: string; names: LocalizedText; country: string } | null;
}

const ofOrganization = {
  table: 'Organization',
  rights: requireOrganizer,
  references: [
    {
      ...{ table: 'DealParty', column: 'organizationId', noun: 'deals', uniqueIn: 'dealId' },
      lockedBy: { table: 'Deal', column: 'dealId' },
    },
    {
      ...{ table: 'Exhibitor', column: 'organizationId', noun: 'exhibitions', uniqueIn: 'exhibitionId' },
      lockedBy: { table: 'Exhibitor', column: 'id' },
    },
    {
      ...{ table: 'ExhibitionSeries', column: 'organizerId', noun: 'series' },
      lockedBy: { table: 'ExhibitionSeries', column: 'id' },
    },
  ],
  async load(read, { duplicate, survivor: id }) {
    const [deals, [survivor]] = await Promise.all([
      readDealsOf(read, duplicate),
      read<NonNullable<Loaded['survivor']>>(
        sql`SELECT "id", "names", "country" FROM "Organization" WHERE "id" = ${id}::uuid`,
      ),
    ]);
    return { deals, survivor: survivor ?? null };
  },
  writes: ({ deals, survivor }, { duplicate, survivor: id }) => [
    // Lists search deals by the names and countries of their parties.
    ...updateRows(
      'Deal',
      deals.map(({ id: deal, titles, parties }) => ({
        id: deal,
        ...indexColumns(
          titles,
          parties.map((party) => (party.id === duplicate ? survivor! : party)),
        ),
      })),
    ),
    // What was public stays so under the name of the survivor.
    sql`
      UPDATE "Organization" AS survivor SET "publicSince" = least(survivor."publicSince", merged."publicSince")
      FROM "Organization" AS merged WHERE survivor."id" = ${id}::uuid AND merged."id" = ${duplicate}::uuid`,
  ],
} satisfies Partial<MergeDefinition<Loaded>>;

export const mergeCompanies = defineMerge<Loaded>({
  ...ofOrganization,
  name: 'mergeCompanies',
  noun: 'company',
  typename: 'Company',
  where: sql`item."kind" = 'COMPANY'`,
});

export const mergePublicBodies = defineMerge<Loaded>({
  ...ofOrganization,
  name: 'mergePublicBodies',
  noun: 'public body',
  typename: 'PublicBody',
  where: sql`item."kind" = 'PUBLIC_BODY'`,
});
