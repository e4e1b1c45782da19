/** updateCompany and updatePublicBody. What was announced under the old name stays announced under it. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import { requireSharedRight, requireStaff, type SharedObject } from '../../auth/policies.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { indexColumns } from '../../derived-columns/index-deals.ts';
import { nameColumns } from '../../derived-columns/name-columns.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { archived, updating } from '../../mutations/common-input.ts';
import { defineMutation } from '../../mutations/define-mutation.ts';
import { assertVersion } from '../../mutations/expected-version.ts';
import { oneOf } from '../../mutations/input-type.ts';
import { requireNotRestored } from '../../mutations/merged.ts';
import { lockRows, requireLocked } from '../../mutations/row-locks.ts';
import { sharedColumns } from '../../mutations/shared-object.ts';
import { nodeId } from '../../mutations/validators.ts';
import { updateRow, updateRows } from '../../mutations/write-rows.ts';
import type { LocalizedText } from '../../text/localized-text.ts';
import { loadIndustries, requireIndustry } from '../exhibitions/load-industries.ts';
import { dealsOf, type IndexedDeal, readDealsOf } from './deals-of.ts';
import { industry, nameTranslations, seat, website } from './organization-input.ts';

interface LoadedOrganization extends SharedObject {
  version: number;
  names: LocalizedText;
  country: string;
  industryId: string | null;
  bodyKind: keyof typeof enums.PublicBodyKind | null;
  website: string | null;
  archived: boolean;
  mergedIntoId: string | null;
}

const common = {
  nameTranslations: nameTranslations.optional(),
  country: seat.optional(),
  website: website
    .nullish()
    .describe('An http:// or https:// address of at most 2,000 characters. Null clears it.'),
  archived: archived.optional(),
};

export const updateCompany = defineMutation({
  name: 'updateCompany',
  input: z.object({
    company: nodeId('Company').describe('The company.'),
    ...common,
    industry: industry.nullish().describe('The code of an industry, such as automobiles. Null clears it.'),
    ...updating('company'),
  }),
  rights: requireStaff,
  async load(read, input) {
    const [loaded, industries] = await Promise.all([
      loadOrganization(read, input.company, 'COMPANY', input),
      loadIndustries(read, [input.industry]),
    ]);
    return { ...loaded, industries };
  },
  decide({ organization, deals, industries }, input, { identity }) {
    if (!organization) throw new NotFound('company', ['input', 'company']);
    const { version, createdBy, usedIn, mergedIntoId, bodyKind: _none, ...before } = organization;
    const { company: id, industry } = input;
    requireSharedRight(identity, { createdBy, usedIn });
    assertVersion(input.expectedVersion, { typename: 'Company', id, version });
    requireNotRestored({ mergedIntoId }, input);
    const after = {
      ...withCommon(before, input),
      industryId:
        industry === undefined ? before.industryId : industry && requireIndustry(industries, industry).id,
    };
    return {
      result: { organization: id },
      writes: writesOf(id, before, after, deals),
      audit: [{ type: 'Company', id, before, after }],
    };
  },
});

export const updatePublicBody = defineMutation({
  name: 'updatePublicBody',
  input: z.object({
    publicBody: nodeId('PublicBody').describe('The public body.'),
    ...common,
    bodyKind: oneOf('PublicBodyKind', enums.PublicBodyKind)
      .optional()
      .describe('What kind of public body it is.'),
    ...updating('public body'),
  }),
  rights: requireStaff,
  load: (read, input) => loadOrganization(read, input.publicBody, 'PUBLIC_BODY', input),
  decide({ organization, deals }, input, { identity }) {
    if (!organization) throw new NotFound('public body', ['input', 'publicBody']);
    const { version, createdBy, usedIn, mergedIntoId, industryId: _none, ...before } = organization;
    const { publicBody: id } = input;
    requireSharedRight(identity, { createdBy, usedIn });
    assertVersion(input.expectedVersion, { typename: 'PublicBody', id, version });
    requireNotRestored({ mergedIntoId }, input);
    const after = { ...withCommon(before, input), bodyKind: input.bodyKind ?? before.bodyKind };
    return {
      result: { organization: id },
      writes: writesOf(id, before, after, deals),
      audit: [{ type: 'PublicBody', id, before, after }],
    };
  },
});

type Common = Pick<LoadedOrganization, 'names' | 'country' | 'website' | 'archived'>;

interface CommonInput {
  nameTranslations?: LocalizedText | undefined;
  country?: string | undefined;
  website?: string | null | undefined;
  archived?: boolean | undefined;
}

function withCommon(before: Common, input: CommonInput): Common {
  return {
    names: input.nameTranslations ?? before.names,
    country: input.country ?? before.country,
    website: input.website === undefined ? before.website : input.website,
    archived: input.archived ?? before.archived,
  };
}

function writesOf(id: string, before: Common, after: Common, deals: readonly IndexedDeal[]) {
  // The search columns of a deal contain the names and countries of its parties.
  const isIndexedAlike = before.country === after.country && isDeepStrictEqual(before.names, after.names);
  return [
    ...updateRow('Organization', id, { ...after, ...nameColumns(after.names) }),
    ...updateRows(
      'Deal',
      (isIndexedAlike ? [] : deals).map((deal) => ({ id: deal.id, ...indexOf(deal, { id, ...after }) })),
    ),
  ];
}

async function loadOrganization(
  read: ReadRows,
  id: string,
  kind: keyof typeof enums.OrganizationKind,
  { nameTranslations, country }: CommonInput,
): Promise<{ organization: LoadedOrganization | null; deals: IndexedDeal[] }> {
  const isIndexed = nameTranslations !== undefined || country !== undefined;
  const [locked, , deals, [organization]] = await Promise.all([
    isIndexed ? lockRows(read, 'Deal', sql`locked."id" IN ${dealsOf(id)}`, 'FOR NO KEY UPDATE') : [],
    lockRows(read, 'Organization', sql`locked."id" = ${id}::uuid`, 'FOR NO KEY UPDATE'),
    isIndexed ? readDealsOf(read, id) : [],
    read<LoadedOrganization>(sql`
      SELECT "version", "names", "country", "industryId", "bodyKind", "website", "archived", "mergedIntoId",
             ${sharedColumns('Organization', sql`${id}::uuid`)}
      FROM "Organization" WHERE "id" = ${id}::uuid AND "kind" = ${kind}::"OrganizationKind"`),
  ]);
  // A verb that makes it a party locks the organization: behind its lock, no deal is added any more.
  requireLocked(
    locked,
    deals.map((deal) => deal.id),
  );
  return { organization: organization ?? null, deals };
}

function indexOf({ titles, parties }: IndexedDeal, changed: IndexedDeal['parties'][number]) {
  return indexColumns(
    titles,
    parties.map((party) => (party.id === changed.id ? changed : party)),
  );
}
