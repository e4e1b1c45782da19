/** Input fields and checks that createDeal, updateDeal and correctDeal share. */

import { z } from 'zod';
import * as enums from '../../../prisma/generated/client/enums.ts';
import type { DealSnapshot } from '../../announcements/content.ts';
import { sql } from '../../database/sql.ts';
import type { ReadRows } from '../../database/sql-transaction.ts';
import { NotFound } from '../../errors/user-errors.ts';
import { listLimits } from '../../graphql/list-limits.ts';
import { inputObject, oneOf } from '../../mutations/input-type.ts';
import { type Mergeable, requireUnmerged } from '../../mutations/merged.ts';
import { type LockStrength, lockRows } from '../../mutations/row-locks.ts';
import { localized, money, nodeId, slug } from '../../mutations/validators.ts';

export const titleTranslations = localized().describe('The title, with one entry per language.');
export const category = oneOf('DealCategory', enums.DealCategory).describe(
  'Investment, trade or cooperation. Each category has separate totals.',
);
export const instrument = oneOf('Instrument', enums.Instrument).describe(
  'The kind of document that is signed.',
);
export const amount = money.describe('The amount. Null if the parties do not disclose it.');
export const industry = slug.describe('The code of an industry, such as automobiles.');

const party = inputObject(
  'DealPartyInput',
  'An organization and its role in a deal.',
  z.object({
    organization: nodeId('Company', 'PublicBody').describe('The id of a Company or a PublicBody.'),
    role: oneOf('PartyRole', enums.PartyRole).describe('Its role in the deal.'),
  }),
);

export const parties = z
  .array(party)
  .min(2, 'needs at least two parties')
  .max(listLimits.parties.max, `has more than ${listLimits.parties.max} parties`)
  .superRefine((given, context) => {
    for (const [index, { organization }] of given.entries()) {
      if (given.findIndex((each) => each.organization === organization) === index) continue;
      const message = 'is already a party: an organization can be a party only once';
      context.addIssue({ code: 'custom', path: [index, 'organization'], message });
    }
  })
  .describe('The parties in display order, 2 to 20. Each organization can be a party only once.');

export type PartyInput = z.output<typeof parties>[number];

type Organization = DealSnapshot['parties'][number]['organization'];

/** Locks the organizations and reads them: who renames one finds all deals that it is a party of. The deal is locked before. */
export async function loadOrganizations(
  read: ReadRows,
  given: readonly PartyInput[] = [],
  strength: LockStrength = 'FOR SHARE',
): Promise<(Organization & Mergeable)[]> {
  if (given.length === 0) return [];
  const ids = given.map((each) => each.organization);
  const [, organizations] = await Promise.all([
    lockRows(read, 'Organization', sql`locked."id" = ANY(${ids}::uuid[])`, strength),
    read<Organization & Mergeable>(
      sql`
        SELECT "id", "kind", "names", "country", "mergedIntoId" FROM "Organization"
        WHERE "id" = ANY(${ids}::uuid[])`,
    ),
  ]);
  return organizations;
}

/** requireParties returns the parties with their organizations, in the order of the input. */
export function requireParties(
  given: readonly PartyInput[],
  organizations: readonly (Organization & Mergeable)[],
): DealSnapshot['parties'] {
  return given.map(({ organization, role }, index) => {
    const found = organizations.find(({ id }) => id === organization);
    const path = ['input', 'parties', String(index), 'organization'];
    if (!found) throw new NotFound('organization', path);
    // An announcement contains only these.
    const { mergedIntoId, ...content } = found;
    requireUnmerged({ mergedIntoId }, path);
    return { role, organization: content };
  });
}
